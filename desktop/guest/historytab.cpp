// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "historytab.h"

#include "guestdocument.h"
#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHeaderView>
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
{
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
    connect(m_versions, &QTreeWidget::currentItemChanged, this, [this] {
        const int row = m_versions->indexOfTopLevelItem(m_versions->currentItem());
        fillChanges(m_changes, row < 0 ? QList<Change>() : m_history.at(row).changes);
    });
    connect(&document, &GuestDocument::loaded, this, [this] {
        if (isVisible())
            load();
    });
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
