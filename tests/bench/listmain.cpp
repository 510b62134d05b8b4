// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../desktop/samplefleet.h"
#include "kit/report.h"

#include <app/appcontext.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <inventory/guestlistmodel.h>
#include <inventory/guestlistview.h>
#include <theme/theme.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// The list of all guests with its table: how long a person waits for it after a key or a click,
// from the call to the laid out rows. Painting is of one screen only and not counted.
namespace Atoll::Bench {
namespace {

constexpr int kClusters = 10;
constexpr int kBounded = 10'000; //!< with more, the figures are for information
constexpr double kClickMs = 50;
constexpr double kKeyMs = 16;

class ListBench
{
public:
    ListBench(Report &report, int guests)
        : m_report(report)
        , m_guests(guests)
    {
        for (int i = 0; i < kClusters; ++i) {
            const SampleFleet::Shape shape{.name = u"cluster-%1"_s.arg(i),
                                           .site = u"site-%1"_s.arg(i % 3),
                                           .nodes = 16,
                                           .guests = guests / kClusters};
            m_stores.push_back(std::make_unique<StateStore>());
            SampleFleet::fill(*m_stores.back(), shape);
            m_model.addCluster(shape.name, m_stores.back().get(), shape.name, shape.site);
        }
        m_view.resize(1400, 900);
        m_view.restoreHeader({});
        m_view.show();
    }

    //! False: nothing was measured.
    bool run()
    {
        if (!QTest::qWaitFor([this] { return m_model.matchCount() == m_guests; }))
            return false;
        using M = GuestListModel;
        QList<double> sorts;
        for (const int column : {M::NameColumn, M::CpuColumn, M::StateColumn, M::ClusterColumn,
                                 M::TagsColumn, M::AddressColumn, M::SinceColumn, M::OsColumn}) {
            for (const auto order : {Qt::DescendingOrder, Qt::AscendingOrder})
                sorts += time([&] { m_model.sort(column, order); });
        }
        add(u"sort"_s, median(sorts), kClickMs);
        add(u"sort, worst column"_s, *std::max_element(sorts.begin(), sorts.end()), kClickMs);
        m_model.sort(M::NameColumn, Qt::AscendingOrder);
        type();
        QList<double> groupings;
        for (const auto by : {M::ByCluster, M::ByNode, M::ByState, M::ByTag, M::BySite}) {
            groupings += time([&] {
                m_model.setGrouping(by);
                m_view.expandAll();
            });
        }
        add(u"group"_s, median(groupings), kClickMs);
        m_model.setGrouping(M::NoGroups);
        follow();
        return true;
    }

private:
    void add(const QString &metric, double value, double limit = 0)
    {
        const bool isBounded = limit > 0 && m_guests <= kBounded;
        m_report.add({u"%1 guests: %2"_s.arg(m_guests).arg(metric), value, u"ms"_s,
                      isBounded ? Bound::Below : Bound::None, limit});
    }
    template <class F>
    double time(F work)
    {
        QElapsedTimer clock;
        clock.start();
        work();
        m_view.visualRect(m_model.index(0, 0)); // has the rows laid out
        const double ms = double(clock.nsecsElapsed()) / 1e6;
        QCoreApplication::processEvents();
        return ms;
    }

    void type()
    {
        QList<double> keys;
        for (const QString &text :
             {u"web-12"_s, u"state:running tag:production"_s, u"memory>4G -node:node-1"_s}) {
            for (qsizetype length = 1; length <= text.size(); ++length)
                keys += time([&] { m_model.setFilter(text.first(length)); });
        }
        add(u"a key in the filter"_s, median(keys), kKeyMs);
        add(u"a key, 95 of 100"_s, percentile(keys, 0.95));
        m_model.setFilter({});
    }

    //! All guests tell their usage while the list is sorted by it.
    void follow()
    {
        m_model.sort(GuestListModel::CpuColumn, Qt::DescendingOrder);
        m_view.selectAll();
        QRandomGenerator random(1);
        QList<double> frames;
        for (int i = 0; i < 5; ++i) {
            for (const auto &store : m_stores) {
                const Api::UsageSamples samples = SampleFleet::usage(*store, random);
                frames += time([&] { store->applyUsage(samples); });
            }
        }
        add(u"usage of a cluster comes"_s, median(frames), kKeyMs);
        add(u"sort again, all selected"_s,
            time([this] { m_model.sort(GuestListModel::CpuColumn, Qt::AscendingOrder); }),
            kClickMs);
    }

    Report &m_report;
    const int m_guests;
    QTemporaryDir m_directory;
    Theme m_theme;
    Settings m_settings{m_directory.path()};
    MemorySecretStore m_secrets;
    Clusters m_clusters{{}, m_secrets};
    AppContext m_context{{m_theme, m_settings, m_secrets, m_clusters}};
    std::vector<std::unique_ptr<StateStore>> m_stores;
    GuestListModel m_model;
    GuestListView m_view{m_context, m_model, nullptr};
};

} // namespace
} // namespace Atoll::Bench

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Atoll::Bench::Report report(u"list"_s, application.arguments().contains(u"--json"_s));
    for (const int guests : {10'000, 100'000}) {
        if (!Atoll::Bench::ListBench(report, guests).run())
            return report.fail(u"the list did not fill"_s);
    }
    return report.finish();
}
