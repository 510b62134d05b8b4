// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clusterpage.h"

#include "connectionbar.h"
#include "fingerprint.h"

#include <app/appcontext.h>
#include <app/emptyhint.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QFrame *makeCard(const QString &title, const Theme &theme, QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    auto *head = new QLabel(title, card);
    head->setFont(theme.boldFont());
    layout->addWidget(head);
    return card;
}

} // namespace

ClusterPage::ClusterPage(ClusterSession &session, const ObjectRef &cluster, AppContext &context,
                         QWidget *parent)
    : Page(cluster, context, parent)
    , m_session(&session)
    , m_actions(context.registry().actionsFor({cluster}, this))
{
    m_actions.removeAll(nullptr); // separators of a menu
    auto *cards = new QHBoxLayout;
    cards->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                              Theme::kStep * 3);
    cards->setSpacing(Theme::kStep * 2);
    cards->addWidget(makeConnectionCard(), 0, Qt::AlignTop);
    cards->addWidget(makeNodesCard(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new ConnectionBar(context, session, this));
    layout->addLayout(cards, 1);

    m_later.setSingleShot(true);
    m_later.setInterval(200);
    connect(&m_later, &QTimer::timeout, this, &ClusterPage::refresh);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    StateStore *store = &session.store();
    for (auto signal :
         {&StateStore::nodesInserted, &StateStore::nodesChanged, &StateStore::nodesRemoved,
          &StateStore::nodeUsageChanged, &StateStore::guestsInserted, &StateStore::guestsRemoved})
        connect(store, signal, this, later);
    for (auto signal : {&ClusterSession::stateChanged, &ClusterSession::nameChanged})
        connect(&session, signal, this, later);
    connect(&context.clusters(), &Clusters::aboutToRemove, this, [this](ClusterSession *gone) {
        if (gone == m_session)
            Q_EMIT closeRequested();
    });
    refresh();
}

QString ClusterPage::title() const { return m_session ? m_session->name() : object().cluster; }

QIcon ClusterPage::icon() const
{
    const bool isReady = m_session && m_session->isReady();
    return context().theme().icon(u"cluster"_s, isReady ? Overlay::None : Overlay::Unknown);
}

QList<Crumb> ClusterPage::way() const
{
    if (!m_session || m_session->site().isEmpty())
        return {};
    return {{{ObjectKind::Site, {}, m_session->site()}, m_session->site()}};
}

QString ClusterPage::status() const { return m_session ? m_session->stateText() : QString(); }

QLabel *ClusterPage::addFact(const QString &label)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->addRow(label, value);
    return value;
}

QWidget *ClusterPage::makeConnectionCard()
{
    QFrame *card = makeCard(tr("Connection"), context().theme(), this);
    m_facts = new QFormLayout;
    m_facts->setHorizontalSpacing(Theme::kStep * 3);
    m_facts->setVerticalSpacing(Theme::kStep * 2);
    qobject_cast<QVBoxLayout *>(card->layout())->addLayout(m_facts);
    m_name = new QLineEdit(card);
    m_site = new QLineEdit(card);
    m_name->setPlaceholderText(tr("The cluster's own name"));
    m_site->setPlaceholderText(tr("Where it stands, for example Seoul"));
    m_facts->addRow(tr("&Name here"), m_name);
    m_facts->addRow(tr("&Site"), m_site);
    m_state = addFact(tr("State"));
    m_address = addFact(tr("Address"));
    m_address->setFont(context().theme().fixedFont());
    m_user = addFact(tr("User"));
    m_version = addFact(tr("Agent"));
    m_fingerprint = new FingerprintView(context().theme(), card);
    card->layout()->addWidget(m_fingerprint);
    m_name->setText(m_session->entry().name);
    m_site->setText(m_session->entry().site);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_session && m_session->entry().name != m_name->text().trimmed())
            m_session->setName(m_name->text().trimmed());
    });
    connect(m_site, &QLineEdit::editingFinished, this, [this] {
        if (m_session && m_session->entry().site != m_site->text().trimmed())
            m_session->setSite(m_site->text().trimmed());
    });
    return card;
}

QWidget *ClusterPage::makeNodesCard()
{
    QFrame *card = makeCard(tr("Nodes"), context().theme(), this);
    m_nodes = new QTreeWidget(card);
    m_nodes->setHeaderLabels({tr("Name"), tr("State"), tr("Guests"), tr("CPU"), tr("Memory")});
    m_nodes->setItemDelegate(new RowDelegate(context().theme(), m_nodes));
    m_nodes->setRootIsDecorated(false);
    m_nodes->setUniformRowHeights(true);
    m_nodes->setAllColumnsShowFocus(true);
    m_nodes->setProperty("borderless", true);
    m_nodes->setAccessibleName(tr("Nodes"));
    m_nodes->header()->setStretchLastSection(false);
    m_nodes->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    new EmptyHint(m_nodes,
                  tr("No node is known yet. They are here once the cluster was connected."));
    card->layout()->addWidget(m_nodes);
    connect(m_nodes, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        context().open({ObjectKind::Node, object().cluster, item->text(0)});
    });
    return card;
}

void ClusterPage::refresh()
{
    if (!m_session)
        return;
    m_state->setText(m_session->stateText());
    m_address->setText(m_session->entry().addresses.join(u'\n'));
    m_user->setText(
        m_session->isReady()
            ? tr("%1, %2", "user, role").arg(m_session->user().user, m_session->user().role)
            : m_session->entry().user);
    m_version->setText(m_session->server().version);
    m_fingerprint->show(tr("Trusted fingerprint"), m_session->entry().fingerprint);
    m_fingerprint->setVisible(!m_session->entry().fingerprint.isEmpty());
    fillNodes();
    Q_EMIT changed();
}

void ClusterPage::fillNodes()
{
    const StateStore &store = m_session->store();
    QHash<QString, int> guests;
    for (const int index : store.guests().indexes())
        ++guests[store.guests().at(index).node];
    const QString current = m_nodes->currentItem() ? m_nodes->currentItem()->text(0) : QString();
    m_nodes->clear();
    for (const int index : store.nodes().indexes()) {
        const Api::NodeInfo &node = store.nodes().at(index);
        const Usage &usage = store.nodeUsage(index);
        const bool isOnline = node.state == Api::NodeState::Online;
        auto *item = new QTreeWidgetItem(
            m_nodes,
            {node.name, isOnline ? tr("Online") : tr("Offline"),
             QString::number(guests.value(node.name)),
             isOnline && usage.isKnown() ? Format::percent(double(usage.cpu)) : Format::unknown(),
             isOnline && usage.isKnown() ? Format::percent(double(usage.memory()))
                                         : Format::unknown()});
        item->setIcon(0,
                      context().theme().icon(u"node"_s, isOnline ? Overlay::None : Overlay::Error));
        for (int column = 2; column < 5; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        if (node.name == current)
            m_nodes->setCurrentItem(item);
    }
}

} // namespace Atoll
