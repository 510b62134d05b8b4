// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// atoll-fleetsim: plays clusters for scale tests and demonstrations.
#include "profile.h"

#include <core/log.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QSocketNotifier>
#include <QStandardPaths>

#include <csignal>
#include <cstdio>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

QCommandLineOption numberOption(const QString &name, const QString &words, int fallback)
{
    return {name, words, u"number"_s, QString::number(fallback)};
}

void printEndpoints(const Fleet &fleet)
{
    QJsonArray list;
    for (const auto &agent : fleet.agents()) {
        list.append(QJsonObject{{u"cluster"_s, agent->inventory().cluster().name},
                                {u"address"_s, agent->address()},
                                {u"fingerprint"_s, agent->fingerprint()}});
    }
    std::printf("%s\n", QJsonDocument(list).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

//! SIGTERM and SIGINT end the event loop.
void quitOnSignals(QCoreApplication &app)
{
    sigset_t signals_;
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    sigprocmask(SIG_BLOCK, &signals_, nullptr);
    const int descriptor = signalfd(-1, &signals_, SFD_CLOEXEC | SFD_NONBLOCK);
    auto *notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, &QCoreApplication::quit);
}

//! Orders on standard input: "changes N".
void takeOrders(Fleet &fleet, QCoreApplication &app)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, [&fleet, notifier] {
        char text[128];
        const ssize_t size = ::read(STDIN_FILENO, text, sizeof(text));
        if (size <= 0) {
            notifier->setEnabled(false);
            return;
        }
        const QList<QByteArray> words = QByteArray(text, qsizetype(size)).simplified().split(' ');
        if (words.value(0) == "changes")
            fleet.setChangesPerSecond(words.value(1).toInt());
    });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    app.setApplicationName(u"atoll-fleetsim"_s);
    installLogHandler();
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Plays clusters of an Atoll fleet: real protocol, no engines."_s);
    parser.addHelpOption();
    const QList<QCommandLineOption> numbers{
        numberOption(u"clusters"_s, u"How many clusters"_s, 20),
        numberOption(u"nodes"_s, u"Nodes in each cluster"_s, 10),
        numberOption(u"guests"_s, u"Guests in each cluster"_s, 5000),
        numberOption(u"changes"_s, u"Changes per second in all clusters together"_s, 0),
        numberOption(u"port"_s, u"First port; 0 for any free ones"_s, 0)};
    parser.addOptions(numbers);
    parser.addOption({u"no-usage"_s, u"Do not send usage samples"_s});
    parser.addOption({u"write-profile"_s,
                      u"Write a profile for atoll --profile with all clusters trusted"_s,
                      u"directory"_s});
    parser.addOption({u"state"_s, u"Where the certificates are kept"_s, u"directory"_s,
                      QDir::temp().filePath(u"atoll-fleetsim-%1"_s.arg(getuid()))});
    parser.process(app);
    const auto number = [&parser](const QString &name) { return parser.value(name).toInt(); };
    quitOnSignals(app);
    const auto fleet = Fleet::create({.clusters = number(u"clusters"_s),
                                      .nodesPerCluster = qMax(1, number(u"nodes"_s)),
                                      .guestsPerCluster = number(u"guests"_s),
                                      .changesPerSecond = number(u"changes"_s),
                                      .sendsUsage = !parser.isSet(u"no-usage"_s),
                                      .firstPort = quint16(number(u"port"_s)),
                                      .identityDirectory = parser.value(u"state"_s)});
    if (!fleet) {
        qCritical().noquote() << fleet.error().sentence();
        return 1;
    }
    if (parser.isSet(u"write-profile"_s)) {
        if (const auto written = writeProfile(parser.value(u"write-profile"_s), **fleet);
            !written) {
            qCritical().noquote() << written.error().sentence();
            return 1;
        }
    }
    takeOrders(**fleet, app);
    printEndpoints(**fleet);
    return app.exec();
}
