// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historytab.h"

#include "guestdocument.h"
#include "plandialog.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! "memoryBytes, disks" for a list of versions.
QString changedKeys(const QList<Change> &changes)
{
    QStringList keys;
    for (const Change &change : changes) {
        const QString key = change.path.section(u'.', 0, 0).section(u'[', 0, 0);
        if (!keys.contains(key))
            keys += key;
    }
    return keys.join(u", ");
}

} // namespace

HistoryTab::HistoryTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                       QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_document(document)
    , m_error(new ErrorBar(context.theme(), this))
    , m_versions(new QTreeWidget(this))
    , m_changes(makeChangeList(context.theme(), this))
    , m_undo(new QPushButton(tr("&Undo this change…"), this))
    , m_back(new QPushButton(tr("&Back to this version…"), this))
{
    m_versions->setObjectName(u"versions"_s);
    m_versions->setHeaderLabels({tr("Version"), tr("When"), tr("Who"), tr("What")});
    m_versions->setItemDelegate(new RowDelegate(context.theme(), m_versions));
    m_versions->setRootIsDecorated(false);
    m_versions->setUniformRowHeights(true);
    m_versions->setAllColumnsShowFocus(true);
    m_versions->setProperty("borderless", true);
    m_versions->setAccessibleName(tr("Versions"));
    m_versions->setColumnWidth(0, 80);
    m_versions->setColumnWidth(1, 130);
    m_versions->setColumnWidth(2, 150);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_versions);
    splitter->addWidget(m_changes);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_error);
    layout->addWidget(splitter, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_back);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_history.size() > 1)
            goBack(m_history.at(1).version, tr("Undo the last change"), tr("Undo"));
    });
    connect(m_back, &QPushButton::clicked, this, [this] {
        const int row = m_versions->indexOfTopLevelItem(m_versions->currentItem());
        if (row > 0)
            goBack(m_history.at(row).version,
                   tr("Back to version %1").arg(m_history.at(row).version), tr("Go back"));
    });
    connect(m_versions, &QTreeWidget::currentItemChanged, this, &HistoryTab::rowChanged);
    connect(&session, &ClusterSession::stateChanged, this, &HistoryTab::rowChanged);
    rowChanged();
    connect(&document, &GuestDocument::loaded, this, [this] {
        if (isVisible())
            load();
    });
}

void HistoryTab::rowChanged()
{
    const int row = m_versions->indexOfTopLevelItem(m_versions->currentItem());
    fillChanges(m_changes, row < 0 ? QList<Change>() : m_history.at(row).changes);
    const bool mayEdit = m_session.isReady() && m_session.user().may(Privilege::GuestEdit);
    m_undo->setEnabled(mayEdit && row == 0 && m_history.size() > 1);
    m_undo->setToolTip(row > 0 ? tr("Only the last change can be undone by itself; go back to a "
                                    "version instead.")
                               : QString());
    m_back->setEnabled(mayEdit && row > 0);
    m_back->setToolTip(row == 0 ? tr("It is the version that the guest has.") : QString());
}

void HistoryTab::goBack(qint64 toVersion, const QString &title, const QString &yes)
{
    const Api::GuestRevert wish{m_document.uuid(), m_history.first().version, toVersion};
    auto *dialog = new PlanDialog(
        m_context.theme(), title, yes, m_session.plan(Api::guestRevert, wish),
        [this, wish, title] {
            whenDone(m_session.change(Api::guestRevert, wish), this,
                     [this, title](const Result<Api::TaskRef> &task) {
                         if (!task)
                             m_error->showError(task.error(), title);
                     });
        },
        this);
    dialog->open();
}

void HistoryTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    load();
}

void HistoryTab::load()
{
    const Api::GuestInfo *guest = m_session.store().guest(m_document.uuid());
    if (guest && !guest->isManaged) {
        m_error->setDismissable(false);
        m_error->showMessage(Severity::Info, tr("There is no history yet"),
                             tr("It begins when the guest is adopted."));
        return;
    }
    whenDone(m_session.call(Api::guestHistory, {m_document.uuid()}), this,
             [this](const Result<QList<Api::GuestVersion>> &history) {
                 if (!history)
                     return m_error->showError(history.error(), tr("The history cannot be read"));
                 m_error->clear();
                 show(*history);
             });
}

void HistoryTab::show(const QList<Api::GuestVersion> &history)
{
    const int row = qMax(0, m_versions->indexOfTopLevelItem(m_versions->currentItem()));
    m_history = history;
    std::sort(m_history.begin(), m_history.end(),
              [](const auto &a, const auto &b) { return a.version > b.version; });
    m_versions->clear();
    for (const Api::GuestVersion &version : std::as_const(m_history)) {
        auto *item = new QTreeWidgetItem(
            m_versions, {QString::number(version.version), Format::ago(version.at), version.author,
                         version.changes.isEmpty() ? tr("made") : changedKeys(version.changes)});
        item->setToolTip(1, Format::dateTime(version.at));
        item->setToolTip(3, item->text(3));
    }
    m_versions->setCurrentItem(m_versions->topLevelItem(row));
}

} // namespace Atoll
