// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fetchdialog.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Atoll {

FetchDialog::FetchDialog(ClusterSession &session, const QString &storage, AppContext &context,
                         QWidget *parent)
    : QDialog(parent)
    , m_session(&session)
    , m_storage(storage)
    , m_error(new ErrorBar(context.theme(), this))
    , m_address(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_checksum(new QLineEdit(this))
    , m_fetch(new QPushButton(tr("&Fetch"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Fetch a file into %1").arg(storage));
    m_address->setObjectName(u"address"_s);
    m_address->setPlaceholderText(u"https://example.org/debian.iso"_s);
    m_name->setObjectName(u"name"_s);
    m_checksum->setObjectName(u"checksum"_s);
    m_checksum->setPlaceholderText(tr("SHA-256 or SHA-512; may be empty"));
    m_fetch->setDefault(true);
    auto *remark = new QLabel(
        tr("The node itself fetches the file. Without a checksum it takes what comes."), this);
    remark->setProperty("role", u"remark"_s);
    remark->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::kStep * 4);
    form->addRow(tr("&Address:"), m_address);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("&Checksum:"), m_checksum);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_fetch, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_error);
    layout->addLayout(form);
    layout->addWidget(remark);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(520);
    connect(m_address, &QLineEdit::textChanged, this, &FetchDialog::addressChanged);
    connect(m_fetch, &QPushButton::clicked, this, &FetchDialog::fetch);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    addressChanged();
    m_address->setFocus();
}

void FetchDialog::addressChanged()
{
    const QUrl url(m_address->text().trimmed());
    m_name->setPlaceholderText(url.fileName());
    m_fetch->setEnabled(!url.host().isEmpty());
}

void FetchDialog::fetch()
{
    if (!m_session)
        return reject();
    m_error->clear();
    m_fetch->setEnabled(false);
    const QString checksum = m_checksum->text().trimmed();
    Api::StorageFetch wish{
        m_storage, m_address->text().trimmed(), m_name->text().trimmed(), {}, {}};
    (checksum.size() == 128 ? wish.sha512 : wish.sha256) = checksum;
    whenDone(m_session->change(Api::storageFetch, wish), this,
             [this](const Result<Api::TaskRef> &task) {
                 m_fetch->setEnabled(true);
                 if (task)
                     return accept(); // it goes on in the tasks dock
                 m_error->showError(task.error(), tr("The file is not fetched"));
             });
}

} // namespace Atoll
