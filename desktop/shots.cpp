// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shots.h"

#include <app/appcontext.h>
#include <app/commandpalette.h>
#include <app/mainwindow.h>
#include <app/tabarea.h>
#include <client/clusters.h>
#include <inventory/inventoryarea.h>
#include <inventory/inventorytree.h>
#include <theme/theme.h>

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kSettleMs = 6000; //!< to connect, log in and see some samples

//! The first running guest of any cluster, or any guest.
ObjectRef someGuest(const Clusters &clusters)
{
    ObjectRef any;
    for (const ClusterSession *session : clusters.sessions()) {
        const auto &guests = session->store().guests();
        for (const int index : guests.indexes()) {
            const ObjectRef guest{ObjectKind::Guest, session->key(), guests.at(index).uuid};
            if (guests.at(index).state == Api::GuestState::Running)
                return guest;
            any = guest;
        }
    }
    return any;
}

} // namespace

Shots::Shots(MainWindow &window, AppContext &context, InventoryArea &inventory, QString directory,
             QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_context(context)
    , m_inventory(inventory)
    , m_directory(std::move(directory))
{
    QDir().mkpath(m_directory);
}

void Shots::start()
{
    QTimer::singleShot(kSettleMs, this, [this] {
        plan();
        next();
    });
}

void Shots::plan()
{
    m_steps.push_back({{}, [this] { m_window.resize(1280, 800); }});
    m_steps.push_back({u"overview"_s, [this] { m_context.open({ObjectKind::Overview, {}, {}}); }});
    const ObjectRef guest = someGuest(m_context.clusters());
    if (guest.isValid()) {
        m_steps.push_back({u"tree"_s, [this, guest] { m_context.reveal(guest); }});
        m_steps.push_back({u"guests"_s,
                           [this] {
                               m_context.open({ObjectKind::GuestList, {}, {}});
                           },
                           1500});
        m_steps.push_back({u"wall"_s,
                           [this] {
                               m_context.open({ObjectKind::Wall, {}, {}});
                           },
                           4000});
        m_steps.push_back(
            {u"peek"_s,
             [this, guest] {
                 m_context.open({ObjectKind::Overview, {}, {}});
                 m_context.reveal(guest);
                 if (auto *tree = m_window.findChild<InventoryTree *>())
                     m_context.peek(guest,
                                    {tree->mapToGlobal(QPoint(0, 120)), QSize(tree->width(), 24)},
                                    tree);
             },
             2500});
        m_steps.push_back({{},
                           [this] {
                               if (auto *peek = m_window.findChild<QWidget *>(u"peek"_s))
                                   peek->hide();
                           },
                           50});
        m_steps.push_back({u"cluster"_s, [this, cluster = guest.cluster] {
                               m_context.open({ObjectKind::Cluster, cluster, {}});
                           }});
        if (m_context.registry().canShow(ObjectKind::Guest)) {
            m_steps.push_back({{}, [this, guest] { m_context.open(guest); }, 2500});
            m_steps.push_back({{}, [this] { planGuest(); }, 0});
        }
    }
    m_steps.push_back({u"palette"_s, [this] { m_window.palette().open(u"e"_s); }});
    m_steps.push_back({{}, [this] { m_window.palette().hide(); }, 50});
    m_steps.push_back({u"keyboard"_s, [this] { m_context.open({ObjectKind::Keyboard, {}, {}}); }});
    m_steps.push_back({u"tour"_s, [this] { m_window.startTour(); }});
    m_steps.push_back({{},
                       [this] {
                           if (auto *skip = m_window.findChild<QPushButton *>(u"tourSkip"_s))
                               skip->click();
                       },
                       50});
    m_steps.push_back({u"settings"_s, [this] { m_context.open({ObjectKind::Settings, {}, {}}); }});
    int number = 0;
    for (const CreatorSpec &creator : m_context.registry().creators()) {
        m_steps.push_back(
            {u"new-%1"_s.arg(++number), [this, run = creator.run] { run(&m_window); }, 1500});
        m_steps.push_back({{},
                           [this] {
                               for (auto *dialog : m_window.findChildren<QDialog *>())
                                   dialog->close();
                           },
                           100});
    }
}

// The page's own tabs are known only when it stands.
void Shots::planGuest()
{
    std::vector<Step> steps;
    Page *page = m_window.tabs().currentPage();
    auto *tabs = page ? page->findChild<QTabWidget *>() : nullptr;
    if (!tabs)
        steps.push_back({u"guest"_s, [] {}});
    for (int i = 0; tabs && i < tabs->count(); ++i) {
        const QString name = tabs->widget(i)->objectName().isEmpty()
                                 ? QString::number(i + 1)
                                 : tabs->widget(i)->objectName();
        steps.push_back({u"guest-"_s + name, [tabs, i] { tabs->setCurrentIndex(i); }, 2500});
    }
    m_steps.insert(m_steps.begin() + qsizetype(m_next), steps.begin(), steps.end());
}

void Shots::next()
{
    if (m_next >= m_steps.size()) {
        QApplication::quit();
        return;
    }
    const Step step = m_steps[m_next++];
    step.prepare();
    QTimer::singleShot(step.waitMs, this, [this, step] {
        if (!step.name.isEmpty())
            take(step.name);
        next();
    });
}

void Shots::take(const QString &name)
{
    Theme &theme = m_context.theme();
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        theme.setChoice(choice);
        QCoreApplication::processEvents(); // graphs draw themselves a little later
        QPixmap picture = m_window.grab();
        QPainter painter(&picture);
        for (QWidget *other : QApplication::topLevelWidgets()) {
            if (other != &m_window && other->isVisible() && !other->inherits("QTipLabel"))
                painter.drawPixmap(m_window.mapFromGlobal(other->mapToGlobal(QPoint())),
                                   other->grab());
        }
        painter.end();
        picture.save(QDir(m_directory)
                         .filePath(u"%1-%2.png"_s.arg(
                             name, choice == ThemeChoice::Light ? u"light"_s : u"dark"_s)));
    }
    theme.setChoice(ThemeChoice::Light);
}

} // namespace Atoll
