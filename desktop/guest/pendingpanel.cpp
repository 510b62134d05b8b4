// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pendingpanel.h"

#include "guestdocument.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

PendingPanel::PendingPanel(AppContext &context, ClusterSession &session, GuestDocument &document,
                           QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(&session)
    , m_document(document)
    , m_error(new ErrorBar(context.theme(), this))
    , m_title(new QLabel(this))
    , m_list(new QTreeWidget(this))
    , m_revert(new QPushButton(tr("&Revert"), this))
    , m_revertAll(new QPushButton(tr("Revert &all"), this))
{
    setObjectName(u"pendingPanel"_s);
    m_list->setItemDelegate(new RowDelegate(context.theme(), m_list));
    m_list->setHeaderLabels({tr("Setting"), tr("Runs with"), tr("At the next start"), tr("Why")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setAccessibleName(tr("Waits for the next start"));
    m_list->setMaximumHeight(140);
    m_list->setColumnWidth(0, 190);
    m_list->setColumnWidth(1, 130);
    m_list->setColumnWidth(2, 130);
    m_title->setFont(context.theme().boldFont());
    m_revert->setToolTip(tr("Set the selected settings back to what runs"));
    m_revertAll->setToolTip(tr("Set all of them back to what runs"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_revert);
    head->addWidget(m_revertAll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    layout->setSpacing(Theme::kStep);
    layout->addWidget(m_error);
    layout->addLayout(head);
    layout->addWidget(m_list);
    setVisible(false);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &PendingPanel::updateButtons);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        QStringList keys;
        for (const QTreeWidgetItem *item : m_list->selectedItems())
            keys += item->data(0, Qt::UserRole).toString();
        revert(keys);
    });
    connect(m_revertAll, &QPushButton::clicked, this, [this] { revert({}); });
    connect(&document, &GuestDocument::loaded, this, &PendingPanel::refresh);
    refresh();
}

void PendingPanel::refresh()
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(m_document.uuid()) : nullptr;
    const bool hasPending = guest && guest->hasPending;
    if (!hasPending) {
        m_hadPending = false;
        if (!m_pending.isEmpty())
            show({});
        return;
    }
    if (std::exchange(m_hadPending, true) && m_seenVersion == guest->version)
        return;
    m_seenVersion = guest->version;
    load();
}

void PendingPanel::load()
{
    whenDone(m_session->call(Api::guestPending, {m_document.uuid()}), this,
             [this](const Result<QList<Api::PendingChange>> &pending) {
                 if (pending)
                     return show(*pending);
                 m_hadPending = false; // ask again
                 setVisible(true);
                 m_error->showError(pending.error(),
                                    tr("What waits for the next start cannot be read"));
             });
}

void PendingPanel::show(const QList<Api::PendingChange> &pending)
{
    m_error->clear();
    m_pending = pending;
    m_list->clear();
    for (const Api::PendingChange &change : pending) {
        auto *item =
            new QTreeWidgetItem(m_list, {change.path, changeText(change.running, change.path),
                                         changeText(change.wanted, change.path), change.reason});
        item->setData(0, Qt::UserRole, change.path);
        for (int column = 0; column < 4; ++column)
            item->setToolTip(column, item->text(column));
    }
    m_title->setText(
        tr("%n change(s) take effect at the next start", nullptr, int(pending.size())));
    setVisible(!pending.isEmpty());
    updateButtons();
    Q_EMIT countChanged(int(pending.size()));
}

void PendingPanel::updateButtons()
{
    const bool mayEdit =
        m_session && m_session->isReady() && m_session->user().may(Privilege::GuestEdit);
    m_revert->setEnabled(mayEdit && !m_list->selectedItems().isEmpty());
    m_revertAll->setEnabled(mayEdit);
}

void PendingPanel::revert(const QStringList &keys)
{
    if (!m_session || !m_document.detail())
        return;
    const auto answer = m_session->change(Api::guestPendingRevert,
                                          {m_document.uuid(), m_document.detail()->version, keys});
    whenDone(answer, this, [this](const Result<Api::TaskRef> &task) {
        if (!task)
            m_error->showError(task.error(), tr("The settings could not be set back"));
    });
}

} // namespace Atoll
