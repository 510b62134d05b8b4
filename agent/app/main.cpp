// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentservices.h"
#include "check.h"

#include <access/roles.h>
#include <api/document.h>
#include <core/log.h>
#include <system/systemdnotify.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr const char *kDefaultConfig = "/etc/atoll/agent.toml";
constexpr int kDeadlineMs = 30000;
//! Of malloc. Workers are many but idle: an arena for each of them would hold only their leftovers.
constexpr int kArenas = 2;
constexpr std::chrono::seconds kSettled{3}; //!< engines answer, tables are read

int signalPipe[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    // Nothing can be done about a full pipe: the loop has been told already.
    [[maybe_unused]] const ssize_t written = write(signalPipe[1], &byte, 1);
}

//! SIGTERM and SIGINT call `stop` in the event loop; nothing else is safe in a handler.
void onSignals(QCoreApplication &application, const std::function<void()> &stop)
{
    if (pipe2(signalPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [notifier, stop] {
        notifier->setEnabled(false); // once
        stop();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int complain(const Error &error)
{
    std::fprintf(stderr, "atolld: %s\n", qPrintable(error.sentence()));
    return 1;
}

int dumpApi(const QString &directory)
{
    const auto write = [&directory](const QString &name, const QByteArray &content) {
        QSaveFile file(directory + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
               && file.commit();
    };
    if (write(u"api.md"_s, Api::markdownReference().toUtf8())
        && write(u"openrpc.json"_s, QJsonDocument(Api::openRpcDocument()).toJson()))
        return 0;
    return complain({ErrorCode::Internal, u"cannot write below %1"_s.arg(directory)});
}

int check(const Config &config)
{
    LocalProcessRunner runner;
    CheckReport report;
    // Programs are waited for, which the runner allows in workers only.
    std::thread worker([&] { report = formatCheck(checkEngines(config, runner)); });
    worker.join();
    std::fputs(qPrintable(report.text), stdout);
    return report.isUsable ? 0 : 1;
}

int printFingerprint(const Config &config)
{
    const auto identity = loadOrCreateIdentity(config.stateDirectory + u"/tls"_s, config.nodeName);
    if (!identity)
        return complain(identity.error());
    std::puts(qPrintable(fingerprintOf(identity->certificate)));
    return 0;
}

//! `atolld user add NAME[@realm] --role R --password-stdin`, while the agent does not run.
int addUser(const Config &config, QString name, const QString &role, bool readsPassword)
{
    if (!name.contains(u'@'))
        name += u"@builtin"_s;
    Api::UserSet user{.user = name, .role = role};
    if (readsPassword) {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return complain({ErrorCode::Internal, u"cannot read the password"_s});
        user.password = QString::fromUtf8(input.readLine(4096)).trimmed();
    }
    const auto state = AgentState::open(config);
    if (!state)
        return complain(state.error());
    const auto added = (*state)->accounts->add(user, {u"root@node"_s}, QDeadlineTimer(kDeadlineMs));
    if (!added)
        return complain(added.error());
    std::printf("Added %s as %s.\n", qPrintable(name), qPrintable(role));
    return 0;
}

int serve(const Config &config, QCoreApplication &application)
{
    SystemdNotify systemd;
    const auto services = AgentServices::create(config);
    if (!services)
        return complain(services.error());
    onSignals(application, [&services = **services] {
        // A restart of the agent leaves guests alone; a shutdown of the machine does not.
        services.shutDownGuestsWithHost([] { QCoreApplication::quit(); });
    });
    if (const auto listening = (*services)->listen(); !listening)
        return complain(listening.error());
    std::printf("listening on %s fingerprint %s\n", qPrintable((*services)->address()),
                qPrintable((*services)->fingerprint()));
    std::fflush(stdout);
    systemd.ready(u"Serving on %1"_s.arg((*services)->address()));
    // What only the start needed goes back to the system.
    QTimer::singleShot(kSettled, &application, [] { malloc_trim(0); });
    const int code = QCoreApplication::exec();
    systemd.stopping();
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    mallopt(M_ARENA_MAX, kArenas);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"atolld"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ATOLL_VERSION));
    installLogHandler();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The node agent of Atoll. Without a command it serves in the foreground.\n\n"
        "Commands:\n"
        "  check              which engines are there, which are missing and how to get them\n"
        "  fingerprint        of this node's certificate, to compare with what clients show\n"
        "  user add NAME      add a user while the agent does not run"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption configFile(
        u"config"_s, u"Configuration (%1)."_s.arg(QLatin1StringView(kDefaultConfig)), u"file"_s);
    const QCommandLineOption libvirtUri(u"libvirt-uri"_s, u"Libvirt to use."_s, u"uri"_s);
    const QCommandLineOption stateDirectory(u"state-dir"_s, u"Where the agent keeps its data."_s,
                                            u"dir"_s);
    const QCommandLineOption listen(u"listen"_s, u"Address and port to serve on."_s,
                                    u"address:port"_s);
    const QCommandLineOption dump(u"dump-api"_s, u"Write api.md and openrpc.json, and exit."_s,
                                  u"dir"_s);
    const QCommandLineOption role(u"role"_s, u"Role of the new user."_s, u"role"_s, kAdministrator);
    const QCommandLineOption passwordStdin(u"password-stdin"_s,
                                           u"Read the new user's password from standard input."_s);
    parser.addOptions({configFile, libvirtUri, stateDirectory, listen, dump, role, passwordStdin});
    parser.addPositionalArgument(u"command"_s, {}, u"[command]"_s);
    parser.process(application);

    if (parser.isSet(dump))
        return dumpApi(parser.value(dump));
    const QString path =
        parser.isSet(configFile) ? parser.value(configFile) : QString::fromUtf8(kDefaultConfig);
    // Options overrule the file: they are read as its last lines would be.
    Result<Config> config = !parser.isSet(configFile) && !QFile::exists(path)
                                ? Config::parse({}, path)
                                : Config::load(path);
    if (!config)
        return complain(config.error());
    if (parser.isSet(libvirtUri))
        config->libvirtUri = parser.value(libvirtUri);
    if (parser.isSet(stateDirectory))
        config->setStateDirectory(parser.value(stateDirectory));
    if (parser.isSet(listen)) {
        if (const auto set = config->setListen(parser.value(listen)); !set)
            return complain(set.error());
    }
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty())
        return serve(*config, application);
    if (words == QStringList{u"check"_s})
        return check(*config);
    if (words == QStringList{u"fingerprint"_s})
        return printFingerprint(*config);
    if (words.size() == 3 && words.at(0) == "user"_L1 && words.at(1) == "add"_L1)
        return addUser(*config, words.at(2), parser.value(role), parser.isSet(passwordStdin));
    std::fprintf(stderr, "atolld: unknown command “%s”; see --help\n",
                 qPrintable(words.join(u' ')));
    return 2;
}
