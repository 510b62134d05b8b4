// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_agent: what an agent costs that has 100 guests and nothing to do.
#include <bench/kit/agentunder.h>
#include <bench/kit/report.h>
#include <support/testdriver.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Atoll;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.addOption({u"seconds"_s, u"How long to look"_s, u"number"_s, u"30"_s});
    parser.process(app);
    Bench::Report report(u"agent"_s, parser.isSet(u"json"_s));
    const double seconds = parser.value(u"seconds"_s).toDouble();
    constexpr int kGuests = 100;
    const QTemporaryDir folder;
    const auto uri = Support::TestDriver::writeNode(folder.path(), kGuests);
    const auto agent = uri ? Bench::AgentUnder::start(*uri, folder.path())
                           : Result<std::unique_ptr<Bench::AgentUnder>>(fail(uri.error()));
    if (!agent)
        return report.fail(agent.error().sentence());
    const qint64 pid = (*agent)->pid();
    Bench::sleepSeconds(5); // it has found its guests
    const double cpu = Bench::cpuSeconds(pid);
    const qint64 wakeUps = Bench::wakeUps(pid, seconds);
    const double resident = Bench::residentMiB(pid);
    const double spent = Bench::cpuSeconds(pid) - cpu;
    if (resident <= 0)
        return report.fail(u"the agent ended by itself"_s);
    // Asked last: a login costs memory and time that are not part of being idle.
    report.add(
        {u"guests it knew"_s, double((*agent)->guestCount()), {}, Bench::Bound::AtLeast, kGuests});
    report.add({u"resident, 100 guests"_s, resident, u"MiB"_s, Bench::Bound::Below, 40});
    report.add({u"of a core, idle"_s, spent / seconds * 100, u"%"_s, Bench::Bound::Below, 1});
    report.add({u"wake-ups, idle"_s, double(wakeUps) / seconds, u"1/s"_s, Bench::Bound::Below, 50});
    return report.finish();
}
