// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filedroppanel.h"

#include "filedrop.h"

#include <app/errorbar.h>
#include <app/format.h>
#include <theme/theme.h>

#include <QCloseEvent>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

FileDropPanel::FileDropPanel(FileDrop *drop, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_drop(drop)
    , m_head(new QLabel(this))
    , m_storage(new QComboBox(this))
    , m_state(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_error(new ErrorBar(theme, this))
    , m_send(new QPushButton(tr("&Send"), this))
    , m_removeDisc(new QPushButton(tr("&Take the CD Out and Delete It"), this))
    , m_close(new QPushButton(this))
{
    drop->setParent(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Files for %1").arg(drop->guestName()));
    m_head->setFont(theme.titleFont());
    m_head->setText(tr("%Ln file(s), %1", nullptr, int(drop->files().size()))
                        .arg(Format::bytes(double(drop->facts().sizeBytes))));
    QStringList names;
    for (const QString &file : drop->files())
        names += QFileInfo(file).fileName();
    m_head->setToolTip(names.join(u'\n'));
    m_state->setWordWrap(true);
    m_storage->addItems(drop->facts().storages);
    m_storage->setAccessibleName(tr("Storage of the CD"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * Theme::kStep);
    layout->addWidget(m_error);
    layout->addWidget(m_head);
    makeWays(layout);
    layout->addWidget(m_state);
    layout->addWidget(m_progress);
    layout->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_removeDisc);
    buttons->addStretch();
    buttons->addWidget(m_send);
    buttons->addWidget(m_close);
    layout->addLayout(buttons);
    m_send->setDefault(true);
    m_removeDisc->setAutoDefault(false);
    m_close->setAutoDefault(false);
    setMinimumWidth(460);
    connect(m_send, &QPushButton::clicked, this, &FileDropPanel::send);
    connect(m_removeDisc, &QPushButton::clicked, this, [this] {
        m_error->clear();
        m_drop->removeDisc();
        showSending();
    });
    connect(m_close, &QPushButton::clicked, this, &FileDropPanel::reject);
    connect(drop, &FileDrop::factsChanged, this, &FileDropPanel::showFacts);
    connect(drop, &FileDrop::ended, this, &FileDropPanel::showEnd);
    connect(drop, &FileDrop::progressed, this, [this](double share, const QString &stage) {
        m_progress->setRange(0, share < 0 ? 0 : 100);
        m_progress->setValue(share < 0 ? -1 : int(share * 100));
        m_state->setText(stage);
        showSending();
    });
    showFacts();
    showSending();
}

void FileDropPanel::makeWays(QVBoxLayout *layout)
{
    const std::array words{tr("By the S&PICE agent"), tr("By the guest &agent"), tr("As a &CD")};
    for (size_t i = 0; i < kDropWays.size(); ++i) {
        m_ways[i] = new QRadioButton(words[i], this);
        m_remarks[i] = new QLabel(this);
        m_remarks[i]->setWordWrap(true);
        m_remarks[i]->setProperty("role", u"remark"_s);
        m_remarks[i]->setContentsMargins(6 * Theme::kStep, 0, 0, 0);
        layout->addWidget(m_ways[i]);
        layout->addWidget(m_remarks[i]);
        connect(m_ways[i], &QRadioButton::clicked, this, [this] {
            m_isChosenByHand = true;
            showSending();
        });
    }
    auto *storage = new QHBoxLayout;
    auto *label = new QLabel(tr("S&torage:"), this);
    label->setBuddy(m_storage);
    storage->addSpacing(6 * Theme::kStep);
    storage->addWidget(label);
    storage->addWidget(m_storage);
    storage->addStretch();
    layout->addLayout(storage);
}

void FileDropPanel::showFacts()
{
    for (size_t i = 0; i < kDropWays.size(); ++i) {
        const DropChoice choice = dropChoice(kDropWays[i], m_drop->facts());
        m_ways[i]->setEnabled(choice.whyNot.isEmpty() && !choice.isUnknown);
        m_remarks[i]->setText(choice.whyNot.isEmpty() ? choice.remark : choice.whyNot);
        m_ways[i]->setAccessibleDescription(m_remarks[i]->text());
    }
    const auto best = bestWay(m_drop->facts());
    if (best && !m_isChosenByHand)
        m_ways[size_t(*best)]->setChecked(true);
    showSending();
}

std::optional<DropWay> FileDropPanel::chosen() const
{
    for (const DropWay way : kDropWays) {
        if (m_ways[size_t(way)]->isChecked() && m_ways[size_t(way)]->isEnabled())
            return way;
    }
    return {};
}

void FileDropPanel::showSending()
{
    const bool isSending = m_drop->isSending();
    const auto way = chosen();
    for (size_t i = 0; i < kDropWays.size(); ++i) {
        m_ways[i]->setVisible(!isSending && !m_isDone);
        m_remarks[i]->setVisible(!isSending && !m_isDone);
    }
    const bool asksForStorage = !isSending && !m_isDone && m_storage->count() > 1;
    m_storage->setVisible(asksForStorage);
    m_storage->setEnabled(way == DropWay::Disc);
    for (QLabel *label : findChildren<QLabel *>()) {
        if (label->buddy() == m_storage)
            label->setVisible(asksForStorage);
    }
    m_progress->setVisible(isSending);
    m_state->setVisible(isSending || m_isDone);
    m_send->setVisible(!isSending && !m_isDone);
    m_send->setEnabled(way.has_value());
    m_removeDisc->setVisible(!isSending && m_drop->hasDisc());
    m_close->setText(isSending ? tr("Stop") : tr("Close"));
}

void FileDropPanel::send()
{
    const auto way = chosen();
    if (!way)
        return;
    m_error->clear();
    m_drop->send(*way, m_storage->currentText());
    showSending();
}

void FileDropPanel::showEnd(const Result<QString> &result)
{
    if (result) {
        m_isDone = true;
        m_state->setText(*result);
    } else if (result.error().code != ErrorCode::Cancelled) {
        m_error->showError(result.error(), tr("The files did not get into the guest"));
    }
    showSending();
    m_close->setFocus();
}

//! The first time stops what is under way.
void FileDropPanel::reject()
{
    if (m_drop->isSending())
        m_drop->cancel();
    else
        close();
}

void FileDropPanel::closeEvent(QCloseEvent *event)
{
    m_drop->cancel();
    QDialog::closeEvent(event);
}

} // namespace Atoll
