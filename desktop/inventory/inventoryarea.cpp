// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inventoryarea.h"

#include "attentionview.h"
#include "droptargets.h"
#include "guestlistpage.h"
#include "inventorypanel.h"
#include "overviewpage.h"

#include <app/appcontext.h>
#include <app/commandpalette.h>
#include <app/listdock.h>
#include <app/mainwindow.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>
#include <QDockWidget>
#include <QHeaderView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {

InventoryArea::InventoryArea(AppContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_summaries(context.clusters(), context.settings())
    , m_views(context.settings())
{
    followClusters();
    addDocks();
    Registry &registry = context.registry();
    for (const ObjectKind kind : {ObjectKind::Overview, ObjectKind::Site}) {
        registry.addPage(kind, [this](const ObjectRef &object, AppContext &app, QWidget *widget) {
            return new OverviewPage(object, app, m_summaries, widget);
        });
    }
    registry.addPage(ObjectKind::GuestList,
                     [this](const ObjectRef &object, AppContext &app, QWidget *widget) {
                         return new GuestListPage(object, app, m_model, m_views, widget);
                     });
    addInventoryDropTargets(context);
    registry.addPaletteSource(
        [this](const QString &query, int maximum) { return find(query, maximum); });
}

void InventoryArea::followClusters()
{
    Clusters &clusters = m_context.clusters();
    const auto add = [this](ClusterSession *session) {
        m_model.addCluster(session->key(), &session->store(), session->name(), session->site());
        connect(session, &ClusterSession::nameChanged, &m_model, [this, session] {
            m_model.renameCluster(session->key(), session->name(), session->site());
        });
    };
    connect(&clusters, &Clusters::added, &m_model, add);
    connect(&clusters, &Clusters::aboutToRemove, &m_model,
            [this](ClusterSession *session) { m_model.removeCluster(session->key()); });
    for (ClusterSession *session : clusters.sessions())
        add(session);
}

void InventoryArea::addDocks()
{
    Registry &registry = m_context.registry();
    registry.addDock({.id = u"inventory"_s,
                      .title = tr("Inventory"),
                      .icon = u"cluster"_s,
                      .area = Qt::LeftDockWidgetArea,
                      .make = [this](AppContext &app, QWidget *parent) -> QWidget * {
                          return new InventoryPanel(app, m_model, parent);
                      }});
    registry.addDock({.id = u"attention"_s,
                      .title = tr("Attention"),
                      .icon = u"bell"_s,
                      .make = [this](AppContext &app, QWidget *parent) -> QWidget * {
                          return new AttentionView(app, m_summaries, parent);
                      }});
    registry.addDock({.id = u"log"_s,
                      .title = tr("Log"),
                      .icon = u"log"_s,
                      .make = [](AppContext &app, QWidget *parent) -> QWidget * {
                          auto *list = new ListDock(app.theme(), &app.notices(),
                                                    tr("Nothing has happened yet"), parent);
                          list->header()->resizeSection(0, 90);
                          return list;
                      }});
}

void InventoryArea::findViews(const QString &query, QList<PaletteEntry> &entries)
{
    for (const GuestView &view : m_views.all()) {
        const int score = view.name.isEmpty() ? 0 : matchScore(query, view.name.toCaseFolded());
        if (score == 0)
            continue;
        entries.append({.text = view.name,
                        .hint = tr("View of guests"),
                        .icon = m_context.theme().icon(u"list"_s),
                        .score = score + 5,
                        .run = [this, name = view.name] {
                            m_context.open({ObjectKind::GuestList, {}, name});
                        }});
    }
}

QList<PaletteEntry> InventoryArea::find(const QString &query, int maximum)
{
    QList<PaletteEntry> entries;
    const Theme &theme = m_context.theme();
    findViews(query, entries);
    // More than are shown: the best of them by name is not always the first one found.
    for (const ObjectRef &object : m_model.find(query, 20 * maximum)) {
        const StateStore *store = m_model.store(object.cluster);
        const Api::GuestInfo *guest = store->guest(object.id);
        const ClusterSession *session = m_context.clusters().session(object.cluster);
        if (!guest)
            continue;
        const int score = std::max(matchScore(query, guest->name.toCaseFolded()), 50);
        entries.append(
            {.text = guest->name,
             .hint = u"%1 ▸ %2"_s.arg(session ? session->name() : QString(), guest->node),
             .icon = theme.icon(guest->kind == Api::GuestKind::Container ? u"container"_s : u"vm"_s,
                                guest->state == Api::GuestState::Running ? Overlay::Running
                                                                         : Overlay::None),
             .score = score,
             .run = [this, object] {
                 m_context.reveal(object);
                 m_context.open(object);
             }});
    }
    for (const ClusterSession *session : m_context.clusters().sessions()) {
        const ObjectRef cluster{ObjectKind::Cluster, session->key(), {}};
        if (const int score = matchScore(query, session->name().toCaseFolded()); score > 1)
            entries.append({.text = session->name(),
                            .hint = tr("Cluster"),
                            .icon = theme.icon(u"cluster"_s),
                            .score = score + 5,
                            .run = [this, cluster] {
                                m_context.reveal(cluster);
                                m_context.open(cluster);
                            }});
        for (const int index : session->store().nodes().indexes()) {
            const QString name = session->store().nodes().at(index).name;
            const int score = query.isEmpty() ? 0 : matchScore(query, name.toCaseFolded());
            if (score == 0)
                continue;
            const ObjectRef node{ObjectKind::Node, session->key(), name};
            entries.append({.text = name,
                            .hint = session->name(),
                            .icon = theme.icon(u"node"_s),
                            .score = score,
                            .run = [this, node] {
                                m_context.reveal(node);
                                m_context.open(node);
                            }});
        }
    }
    return entries;
}

void InventoryArea::addFacts(MainWindow &window)
{
    QToolButton *clusters = window.addFact(u"factClusters"_s);
    QToolButton *guests = window.addFact(u"factGuests"_s);
    QToolButton *attention = window.addFact(u"factAttention"_s);
    connect(clusters, &QToolButton::clicked, this, [this] {
        m_context.open({ObjectKind::Overview, {}, {}});
    });
    auto *all = new QAction(m_context.theme().icon(u"list"_s), tr("All guests"), &window);
    m_context.keys().define(
        {u"window.allGuests"_s, all->text(), KeyPlace::Window, {QKeySequence(u"Ctrl+G"_s)}});
    m_context.keys().bind(all, u"window.allGuests"_s);
    window.addAction(all);
    connect(all, &QAction::triggered, this, [this] {
        m_context.open({ObjectKind::GuestList, {}, {}});
    });
    connect(guests, &QToolButton::clicked, all, &QAction::trigger);
    guests->setToolTip(
        tr("All guests in one list (%1)").arg(all->shortcut().toString(QKeySequence::NativeText)));
    connect(attention, &QToolButton::clicked, &window, [&window] {
        if (auto *dock = window.findChild<QDockWidget *>(u"dock.attention"_s)) {
            dock->show();
            dock->raise();
            dock->widget()->setFocus();
        }
    });
    const auto refresh = [this, clusters, guests, attention] {
        int offline = 0;
        for (const ClusterSummary &summary : m_summaries.all())
            offline += summary.health == Health::Offline;
        const int count = int(m_summaries.all().size());
        const Theme &theme = m_context.theme();
        clusters->setIcon(theme.icon(u"cluster"_s, count == 0     ? Overlay::None
                                                   : offline == 0 ? Overlay::Ok
                                                                  : Overlay::Unknown));
        clusters->setText(tr("%n cluster(s)", nullptr, count));
        clusters->setToolTip(offline == 0 ? tr("All clusters are connected")
                                          : tr("%n not connected", nullptr, offline));
        guests->setIcon(theme.icon(u"list"_s));
        guests->setText(tr("%Ln guest(s)", nullptr, m_model.guestCount()));
        const int items = m_summaries.attentionCount();
        attention->setIcon(theme.icon(items == 0 ? u"ok"_s : u"warning"_s, Overlay::None,
                                      items == 0 ? Token::Text3 : Token::Warning));
        attention->setText(items == 0 ? tr("All well")
                                      : tr("%n need(s) attention", nullptr, items));
    };
    connect(&m_summaries, &ClusterSummaries::changed, clusters, refresh);
    refresh();
}

} // namespace Atoll
