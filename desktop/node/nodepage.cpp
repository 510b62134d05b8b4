// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodepage.h"

#include "enginescard.h"
#include "nodewords.h"

#include <access/connectionbar.h>
#include <app/appcontext.h>
#include <app/emptyhint.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <guest/guestwords.h>
#include <metrics/usagegraphs.h>
#include <theme/theme.h>

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kFactsWidth = 300;
enum { RefRole = Qt::UserRole };

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    return card;
}

//! Rows by key: what stays keeps its place and selection.
QTreeWidgetItem *rowFor(QTreeWidget *list, int row, const QString &key)
{
    while (row < list->topLevelItemCount()) {
        QTreeWidgetItem *item = list->topLevelItem(row);
        if (item->data(0, RefRole + 1).toString() == key)
            return item;
        delete item;
    }
    auto *item = new QTreeWidgetItem(list);
    item->setData(0, RefRole + 1, key);
    return item;
}

void cutAfter(QTreeWidget *list, int rows)
{
    while (list->topLevelItemCount() > rows)
        delete list->topLevelItem(rows);
}

void setNumber(QTreeWidgetItem *item, int column, const QString &text)
{
    item->setText(column, text);
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

NodePage::NodePage(ClusterSession &session, const ObjectRef &nodeRef, AppContext &context,
                   QWidget *parent)
    : Page(nodeRef, context, parent)
    , m_session(&session)
    , m_problems(new QVBoxLayout)
    , m_graphs(new UsageGraphs(context, session, u"/nodes/"_s + nodeRef.id, this))
    , m_engines(new EnginesCard(context, session, nodeRef.id, this))
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    layout->addLayout(m_problems);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(Theme::kStep * 2);
    upper->addWidget(makeFactsCard());
    upper->addWidget(m_graphs, 1);
    layout->addLayout(upper, 3);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(Theme::kStep * 2);
    lower->addWidget(makeList(tr("Guests"), m_guests,
                              {tr("Name"), tr("State"), tr("CPU"), tr("Memory")},
                              tr("No guest is on this node. New makes one.")),
                     2);
    lower->addWidget(
        makeList(tr("Storages"), m_storages, {tr("Name"), tr("Free"), tr("Used")},
                 tr("This node has no storage. Name one in the configuration of its agent.")),
        1);
    layout->addLayout(lower, 2);
    layout->addWidget(m_engines);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setProperty("borderless", true);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(new ConnectionBar(context, session, this));
    outer->addWidget(scroll, 1);

    m_later.setSingleShot(true);
    m_later.setInterval(200);
    connect(&m_later, &QTimer::timeout, this, &NodePage::refresh);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    StateStore *store = &session.store();
    for (auto signal :
         {&StateStore::nodesInserted, &StateStore::nodesChanged, &StateStore::guestsInserted,
          &StateStore::guestsRemoved, &StateStore::guestUsageChanged, &StateStore::storagesInserted,
          &StateStore::storagesChanged, &StateStore::storagesRemoved})
        connect(store, signal, this, later);
    connect(store, &StateStore::guestsChanged, this, later);
    connect(&session, &ClusterSession::stateChanged, this, later);
    connect(store, &StateStore::nodesRemoved, this, [this, store](const QList<int> &indexes) {
        if (indexes.contains(store->nodes().find(object().id)))
            Q_EMIT closeRequested();
    });
    refresh();
}

const Api::NodeInfo *NodePage::node() const
{
    return m_session ? m_session->store().node(object().id) : nullptr;
}

QString NodePage::title() const { return object().id; }

QIcon NodePage::icon() const
{
    const Api::NodeInfo *info = node();
    return context().theme().icon(u"node"_s, info ? NodeWords::overlay(*info) : Overlay::Unknown);
}

QList<Crumb> NodePage::way() const
{
    QList<Crumb> crumbs;
    if (!m_session)
        return crumbs;
    if (!m_session->site().isEmpty())
        crumbs += {{ObjectKind::Site, {}, m_session->site()}, m_session->site()};
    crumbs += {{ObjectKind::Cluster, object().cluster, {}}, m_session->name()};
    return crumbs;
}

QString NodePage::status() const
{
    const Api::NodeInfo *info = node();
    return info ? NodeWords::stateLine(*info) : QString();
}

QLabel *NodePage::addFact(const QString &label)
{
    auto *name = new QLabel(label, this);
    name->setProperty("role", u"label"_s);
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->addRow(name, value);
    return value;
}

QWidget *NodePage::makeFactsCard()
{
    QFrame *card = makeCard(this);
    card->setFixedWidth(kFactsWidth);
    m_facts = new QFormLayout;
    m_facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_facts->setHorizontalSpacing(Theme::kStep * 3);
    m_facts->setVerticalSpacing(Theme::kStep);
    qobject_cast<QVBoxLayout *>(card->layout())->addLayout(m_facts);
    qobject_cast<QVBoxLayout *>(card->layout())->addStretch();
    m_processor = addFact(tr("Processor"));
    m_memory = addFact(tr("Memory"));
    m_virtualization = addFact(tr("Guests run"));
    m_system = addFact(tr("System"));
    m_agent = addFact(tr("Agent"));
    m_boot = addFact(tr("Up since"));
    return card;
}

QWidget *NodePage::makeList(const QString &title, QTreeWidget *&list, const QStringList &columns,
                            const QString &emptyText)
{
    QFrame *card = makeCard(this);
    auto *head = new QLabel(title, card);
    head->setFont(context().theme().boldFont());
    list = new QTreeWidget(card);
    list->setHeaderLabels(columns);
    list->setItemDelegate(new RowDelegate(context().theme(), list));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setProperty("borderless", true);
    list->setAccessibleName(title);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->setMinimumHeight(120);
    new EmptyHint(list, emptyText);
    card->layout()->addWidget(head);
    card->layout()->addWidget(list);
    connect(list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const auto ref = item->data(0, RefRole).value<ObjectRef>();
        if (ref.isValid())
            context().open(ref);
    });
    return card;
}

void NodePage::refresh()
{
    const Api::NodeInfo *info = node();
    if (!info)
        return;
    const auto show = [this](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
        m_facts->labelForField(label)->setVisible(!text.isEmpty());
    };
    show(m_processor, info->cpuModel.isEmpty()
                          ? tr("%n core(s)", nullptr, info->cpus)
                          : tr("%n core(s), %1", nullptr, info->cpus).arg(info->cpuModel));
    show(m_memory, Format::bytes(double(info->memoryBytes)));
    show(m_virtualization, info->hasKvm ? tr("on the hardware (KVM)") : tr("emulated, slowly"));
    show(m_system, info->osName);
    show(m_agent, info->version);
    show(m_boot, info->bootTime.isValid() ? Format::dateTime(info->bootTime) : QString());
    m_graphs->setTotals(info->cpus, info->memoryBytes);
    showProblems(*info);
    m_engines->show(*info);
    fillGuests();
    fillStorages();
    Q_EMIT changed();
}

void NodePage::showProblems(const Api::NodeInfo &info)
{
    struct Problem
    {
        Severity severity;
        QString title;
        QString text;
    };
    QList<Problem> problems;
    if (info.state == Api::NodeState::Offline)
        problems +=
            {Severity::Error, tr("The node is offline since %1").arg(Format::ago(info.since)),
             tr("Check its power and network; the agent connects by itself.")};
    for (const Api::EngineInfo &engine : info.engines) {
        if (!engine.isAvailable && engine.isNeeded)
            problems +=
                {Severity::Error, tr("%1 does not answer").arg(engine.name),
                 Error{ErrorCode::EngineUnavailable, engine.problem, engine.advice}.sentence()};
    }
    if (!info.hasKvm && info.state == Api::NodeState::Online)
        problems += {Severity::Info, tr("No hardware virtualization"),
                     tr("/dev/kvm is missing, so guests are emulated and run many times slower. "
                        "Switch virtualization on in the firmware, or load the kernel's kvm "
                        "modules.")};
    QString key;
    for (const Problem &problem : problems)
        key += problem.title + problem.text;
    if (key == m_shownProblems)
        return;
    m_shownProblems = key;
    while (QLayoutItem *item = m_problems->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Problem &problem : problems) {
        auto *bar = new ErrorBar(context().theme(), this);
        bar->setDismissable(false);
        bar->showMessage(problem.severity, problem.title, problem.text);
        m_problems->addWidget(bar);
    }
}

void NodePage::fillGuests()
{
    const StateStore &store = m_session->store();
    QList<int> indexes;
    for (const int index : store.guests().indexes()) {
        if (store.guests().at(index).node == object().id)
            indexes += index;
    }
    std::sort(indexes.begin(), indexes.end(), [&](int a, int b) {
        return store.guests().at(a).name.localeAwareCompare(store.guests().at(b).name) < 0;
    });
    int row = 0;
    for (const int index : std::as_const(indexes)) {
        const Api::GuestInfo &guest = store.guests().at(index);
        const Usage &usage = store.guestUsage(index);
        QTreeWidgetItem *item = rowFor(m_guests, row++, guest.uuid);
        const PendingAction *pending = store.pending(guest.uuid);
        item->setData(
            0, RefRole,
            QVariant::fromValue(ObjectRef{ObjectKind::Guest, object().cluster, guest.uuid}));
        item->setText(0, guest.name);
        item->setIcon(0,
                      context().theme().icon(GuestWords::iconName(guest),
                                             GuestWords::overlay(guest.state, pending != nullptr)));
        item->setText(1, pending ? GuestWords::stateLine(guest, pending)
                                 : GuestWords::state(guest.state));
        const bool isOn = guest.state == Api::GuestState::Running && usage.isKnown();
        setNumber(item, 2, isOn ? Format::percent(double(usage.cpu)) : Format::unknown());
        setNumber(item, 3, isOn ? Format::percent(double(usage.memory())) : Format::unknown());
    }
    cutAfter(m_guests, row);
}

void NodePage::fillStorages()
{
    const StateStore &store = m_session->store();
    int row = 0;
    for (const int index : store.storages().indexes()) {
        const Api::StorageInfo &storage = store.storages().at(index);
        if (storage.node != object().id)
            continue;
        QTreeWidgetItem *item = rowFor(m_storages, row++, storage.name);
        item->setData(
            0, RefRole,
            QVariant::fromValue(ObjectRef{ObjectKind::Storage, object().cluster, keyOf(storage)}));
        item->setText(0, storage.name);
        item->setIcon(0, context().theme().icon(u"storage"_s,
                                                storage.isActive ? Overlay::None : Overlay::Error));
        item->setToolTip(0, storage.problem);
        const bool isKnown = storage.isActive && storage.totalBytes > 0;
        setNumber(item, 1,
                  isKnown ? Format::bytes(double(storage.totalBytes - storage.usedBytes))
                          : Format::unknown());
        setNumber(item, 2,
                  isKnown ? Format::percent(double(storage.usedBytes) / double(storage.totalBytes))
                          : Format::unknown());
    }
    cutAfter(m_storages, row);
}

} // namespace Atoll
