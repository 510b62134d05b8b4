// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginescard.h"

#include "nodewords.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

enum Column { NameColumn, StateColumn, VersionColumn, AdviceColumn };

QTreeWidget *makeList(const Theme &theme, const QStringList &columns, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setHeaderLabels(columns);
    list->setItemDelegate(new RowDelegate(theme, list));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setProperty("borderless", true);
    for (const int column : {NameColumn, StateColumn, VersionColumn})
        list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    list->header()->setStretchLastSection(true);
    return list;
}

} // namespace

EnginesCard::EnginesCard(AppContext &context, ClusterSession &session, const QString &node,
                         QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_session(&session)
    , m_node(node)
    , m_error(new ErrorBar(context.theme(), this))
    , m_list(makeList(context.theme(),
                      {tr("Name"), tr("State"), tr("Version"), tr("How to get it")}, this))
    , m_again(new QPushButton(context.theme().icon(u"refresh"_s), tr("&Look again"), this))
{
    setProperty("card", true);
    m_list->setObjectName(u"engines"_s);
    m_list->setAccessibleName(tr("Engines"));
    auto *title = new QLabel(tr("Engines"), this);
    title->setFont(context.theme().boldFont());
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(m_again);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    layout->addLayout(head);
    layout->addWidget(m_error);
    layout->addWidget(m_list);
    connect(m_again, &QPushButton::clicked, this, &EnginesCard::lookAgain);
    connect(&session, &ClusterSession::stateChanged, this, &EnginesCard::updateButton);
    updateButton();
}

void EnginesCard::show(const Api::NodeInfo &node)
{
    const Theme &theme = m_context.theme();
    for (int row = 0; row < int(node.engines.size()); ++row) {
        const Api::EngineInfo &engine = node.engines.at(row);
        QTreeWidgetItem *item = m_list->topLevelItem(row);
        if (!item)
            item = new QTreeWidgetItem(m_list);
        const QString state = NodeWords::engineLine(engine);
        item->setText(NameColumn, engine.name);
        item->setText(StateColumn, state);
        item->setText(VersionColumn, engine.version);
        item->setText(AdviceColumn, engine.isAvailable ? QString() : engine.advice);
        item->setToolTip(StateColumn,
                         engine.since.isValid()
                             ? tr("%1, since %2").arg(state, Format::dateTime(engine.since))
                             : state);
        item->setToolTip(AdviceColumn, item->text(AdviceColumn));
        item->setIcon(NameColumn,
                      engine.isAvailable ? theme.icon(u"check"_s, Overlay::None, Token::Ok)
                      : engine.isNeeded  ? theme.icon(u"error"_s, Overlay::None, Token::Error)
                                         : theme.icon(u"info"_s, Overlay::None, Token::Text3));
    }
    while (m_list->topLevelItemCount() > int(node.engines.size()))
        delete m_list->topLevelItem(m_list->topLevelItemCount() - 1);
    // All rows and the header, so that nothing scrolls within the page.
    const int rows = std::max(1, int(node.engines.size()));
    m_list->setFixedHeight((rows + 1) * theme.rowHeight() + Theme::kStep * 2);
}

void EnginesCard::updateButton()
{
    const bool isReady = m_session && m_session->isReady();
    const bool isAllowed = isReady && m_session->may(Privilege::NodeView);
    m_again->setEnabled(isAllowed && !m_isLooking);
    m_again->setToolTip(!isReady     ? tr("The cluster is not connected.")
                        : !isAllowed ? tr("You may not look at nodes here.")
                                     : tr("After something was installed on the node"));
}

void EnginesCard::lookAgain()
{
    if (!m_session || m_isLooking)
        return;
    m_isLooking = true;
    updateButton();
    whenDone(m_session->call(Api::nodeProbe, {m_node}), this,
             [this](const Result<QList<Api::EngineInfo>> &found) {
                 m_isLooking = false;
                 updateButton();
                 // What changed comes with the inventory, to everybody who looks.
                 if (found)
                     m_error->clear();
                 else
                     m_error->showError(found.error(), tr("Could not look at the engines"));
             });
}

} // namespace Atoll
