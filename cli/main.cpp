// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation.h"

#include <core/log.h>

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr const char *kUsage =
    "atollctl: the command line of Atoll\n"
    "\n"
    "  atollctl [--server HOST[:PORT]] [--fingerprint F] [--user U] [--password-file F]\n"
    "           [--json | --wide] [--no-wait] COMMAND …\n"
    "  atollctl login          ask for a password, remember server, certificate and session\n"
    "  atollctl events         print what happens until interrupted\n"
    "  atollctl storage upload FILE    send a file; also: storage download, --file FILE\n"
    "  atollctl guest import FILE      send a package or an image of this machine, and import it\n"
    "  atollctl guest push NAME FILE…  send files into a guest by its guest agent\n"
    "  atollctl storage disc FILE… --name NAME.iso    send files as a CD image\n"
    "  atollctl guest console NAME     the serial console in this terminal; Ctrl+] leaves;\n"
    "                                  --takes-over: also when somebody else has it\n"
    "  atollctl help [WORDS]   commands, or the options of one\n"
    "  atollctl completion bash\n"
    "\n"
    "Changes wait for their task and show its progress; --dry-run shows the plan instead,\n"
    "where a command has one. Exit code: 0 done, 1 refused or failed, 2 wrong words,\n"
    "3 not reachable.\n"
    "\n"
    "Commands:\n";

constexpr const char *kBashCompletion = R"(_atollctl() {
    local IFS=$'\n'
    COMPREPLY=($(atollctl complete -- "${COMP_WORDS[@]:1:COMP_CWORD}"))
}
complete -F _atollctl atollctl
)";

//! Options before the command; they may also stand behind it.
struct CommandLine
{
    Cli::Target target = Cli::Target::load();
    Cli::Flags flags;
    QString passwordFile;
    QStringList words;
    std::optional<QString> problem;
};

CommandLine readArguments(const QStringList &arguments)
{
    CommandLine line;
    QHash<QString, QString *> values{{u"--server"_s, &line.target.server},
                                     {u"--fingerprint"_s, &line.target.fingerprint},
                                     {u"--user"_s, &line.target.user},
                                     {u"--password-file"_s, &line.passwordFile}};
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        // `access user add --user …` has an option of that name: globals stand in front.
        const bool isGlobal = line.words.isEmpty() && values.contains(word);
        if (isGlobal) {
            if (i + 1 >= arguments.size()) {
                line.problem = word + u" takes a value"_s;
                return line;
            }
            if (word == "--server"_L1 && arguments.at(i + 1) != line.target.server)
                line.target = {};
            *values.value(word) = arguments.at(++i);
        } else if (word == "--json"_L1) {
            line.flags.asJson = true;
        } else if (word == "--wide"_L1) {
            line.flags.isWide = true;
        } else if (word == "--no-wait"_L1) {
            line.flags.waits = false;
        } else {
            line.words += word;
        }
    }
    return line;
}

QString askPassword(const QString &user)
{
#ifdef Q_OS_UNIX
    std::fprintf(stderr, "Password of %s: ", qPrintable(user));
    termios before{};
    const bool isTerminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (isTerminal) {
        termios silent = before;
        silent.c_lflag &= ~tcflag_t(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    }
    QFile input;
    const bool isOpen = input.open(stdin, QIODevice::ReadOnly);
    const QString password = isOpen ? QString::fromUtf8(input.readLine()).trimmed() : QString();
    if (isTerminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::fputc('\n', stderr);
    }
    return password;
#else
    Q_UNUSED(user)
    return {};
#endif
}

int complain(const QString &text)
{
    std::fprintf(stderr, "atollctl: %s\n", qPrintable(text));
    return 2;
}

int help(const QStringList &words)
{
    const QString text = Cli::helpFor(words);
    if (text.isEmpty())
        return complain(u"there is no command “%1”"_s.arg(words.join(u' ')));
    if (words.isEmpty())
        std::fputs(kUsage, stdout);
    std::fputs(qPrintable(text), stdout);
    return 0;
}

int printCompletions(QStringList words)
{
    if (!words.isEmpty() && words.first() == "--"_L1)
        words.removeFirst();
    const QStringList found = Cli::completions(words);
    for (const QString &word : found)
        std::puts(qPrintable(word));
    return 0;
}

std::optional<QString> readPassword(CommandLine &line, bool isLogin)
{
    if (!line.passwordFile.isEmpty()) {
        QFile file(line.passwordFile);
        if (!file.open(QIODevice::ReadOnly))
            return u"cannot read %1: %2"_s.arg(line.passwordFile, file.errorString());
        line.target.password = QString::fromUtf8(file.readLine(4096)).trimmed();
        line.target.token.clear();
    } else if (isLogin) {
        line.target.password = askPassword(line.target.user);
        line.target.token.clear();
    }
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"atollctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ATOLL_VERSION));
    installLogHandler();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 1 && arguments.at(1) == "complete"_L1)
        return printCompletions(arguments.mid(2));
    CommandLine line = readArguments(arguments);
    if (line.problem)
        return complain(*line.problem);
    if (line.words.isEmpty() || line.words.first() == "help"_L1
        || line.words.first() == "--help"_L1)
        return help(line.words.mid(1));
    if (line.words.contains("--help"_L1)) {
        line.words.removeAll(u"--help"_s);
        return help(line.words);
    }
    const QString first = line.words.first();
    if (first == "--version"_L1) {
        std::puts("atollctl " ATOLL_VERSION);
        return 0;
    }
    if (first == "completion"_L1) {
        std::fputs(kBashCompletion, stdout);
        return 0;
    }
    const bool isLogin = first == "login"_L1;
    Cli::Command command;
    std::optional<Cli::TransferCommand> transfer;
    std::optional<Cli::LocalImport::Wish> import;
    if (Cli::LocalImport::isMeant(line.words)) {
        const auto parsed = Cli::LocalImport::parse(line.words);
        if (!parsed)
            return complain(parsed.error().sentence());
        import = *parsed;
    } else if (Cli::isTransfer(line.words)) {
        const auto parsed = Cli::parseTransfer(line.words);
        if (!parsed)
            return complain(parsed.error().sentence());
        transfer = *parsed;
    } else if (!isLogin && first != "events"_L1) {
        const auto parsed = Cli::parseCommand(line.words);
        if (!parsed)
            return complain(parsed.error().sentence());
        command = *parsed;
    }
    const bool isConsole = Cli::isSerialConsole(command);
    if (line.target.server.isEmpty())
        return complain(
            u"no server; give --server, or `atollctl --server HOST --user U login` once"_s);
    if (const auto problem = readPassword(line, isLogin))
        return complain(*problem);
    Cli::Conversation conversation(line.target, line.flags);
    QTimer::singleShot(0, &conversation, [&] {
        if (isLogin)
            conversation.login();
        else if (first == "events"_L1)
            conversation.followEvents();
        else if (isConsole)
            conversation.console(command);
        else if (import)
            conversation.importFile(*import);
        else if (transfer)
            conversation.transfer(*transfer);
        else
            conversation.run(command);
    });
    return QCoreApplication::exec();
}
