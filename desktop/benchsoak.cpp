// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "benchsoak.h"

#include "desktop.h"

#include <app/commandpalette.h>
#include <app/mainwindow.h>
#include <app/page.h>
#include <app/tabarea.h>
#include <client/clusters.h>
#include <inventory/wallscope.h>
#include <theme/theme.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kStep = 250ms;
constexpr int kGuests = 6; //!< pages of a round; others in each

} // namespace

BenchSoak::BenchSoak(Desktop &desktop, Write write)
    : QObject(&desktop)
    , m_desktop(desktop)
    , m_write(std::move(write))
{
    makeSteps();
    m_timer.setInterval(kStep);
    connect(&m_timer, &QTimer::timeout, this, &BenchSoak::next);
    m_timer.start();
}

void BenchSoak::next()
{
    m_steps[m_step]();
    if (++m_step < m_steps.size())
        return;
    m_step = 0;
    m_write(u"round"_s, {{u"number"_s, ++m_round},
                         {u"tabs"_s, m_desktop.window().tabs().count()},
                         {u"widgets"_s, qsizetype(QApplication::allWidgets().size())}});
}

void BenchSoak::makeSteps()
{
    AppContext &context = m_desktop.context();
    const auto wait = [] {};
    for (int i = 0; i < kGuests; ++i) {
        m_steps.push_back([this, i] { openGuest(m_round * kGuests + i); });
        m_steps.push_back([this] { showConsole(); });
    }
    for (const QString &text : {u"w"_s, u"web"_s, u"web -tag:prod"_s, QString()})
        m_steps.push_back([this, text] { filterTree(text); });
    m_steps.push_back([&context] { context.open({ObjectKind::GuestList, {}, {}}); });
    for (const int grouping : {1, 4, 5, 0})
        m_steps.push_back([this, grouping] {
            changePage([grouping](Page &page) {
                if (auto *groups = page.findChild<QComboBox *>(u"guestListGroups"_s))
                    groups->setCurrentIndex(grouping);
            });
        });
    m_steps.push_back([&context] { context.open(WallScope{{}, u"db"_s, {}, {}}.object()); });
    for (const double part : {0.1, 0.5, 0.9, 0.0}) {
        m_steps.push_back([this, part] {
            changePage([part](Page &page) {
                if (auto *wall = page.findChild<QAbstractItemView *>(u"wall"_s))
                    wall->verticalScrollBar()->setValue(
                        int(wall->verticalScrollBar()->maximum() * part));
            });
        });
        m_steps.push_back(wait);
    }
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light})
        m_steps.push_back([&context, choice] { context.theme().setChoice(choice); });
    m_steps.push_back([this] { m_desktop.window().palette().open(u"db 12"_s); });
    m_steps.push_back([this] { m_desktop.window().palette().hide(); });
    m_steps.push_back([this] { closeTabs(); });
    m_steps.push_back(wait);
}

void BenchSoak::openGuest(int number)
{
    const auto &sessions = m_desktop.context().clusters().sessions();
    const ClusterSession *session = sessions.at(number % sessions.size());
    const QList<int> guests = session->store().guests().indexes();
    const int index = guests.at(number * 37 % guests.size());
    m_desktop.context().open(
        {ObjectKind::Guest, session->key(), session->store().guests().at(index).uuid});
}

void BenchSoak::showConsole()
{
    changePage([](Page &page) {
        if (auto *tabs = page.findChild<QTabWidget *>())
            tabs->setCurrentIndex(1);
    });
}

void BenchSoak::filterTree(const QString &text)
{
    if (auto *filter = m_desktop.window().findChild<QLineEdit *>(u"inventoryFilter"_s))
        filter->setText(text);
}

void BenchSoak::changePage(const std::function<void(Page &)> &change)
{
    if (Page *page = m_desktop.window().tabs().currentPage())
        change(*page);
}

void BenchSoak::closeTabs()
{
    TabArea &tabs = m_desktop.window().tabs();
    for (int i = tabs.count() - 1; i > 0; --i)
        tabs.closeTab(i);
}

} // namespace Atoll
