// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_terminal: our terminal against qterminal and VTE, on the same output through a pseudo
// terminal, until each answers where its cursor is: then it has read all.
#include "terminalchild.h"

#include <bench/kit/programs.h>
#include <bench/kit/report.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr double kLongest = 240;
constexpr int kRuns = 3;

constexpr auto kScript = R"(start=$(date +%s%N)
stty -echo
cat "$1"
printf '\033[6n'
IFS= read -rs -d R answer
end=$(date +%s%N)
echo $((end - start)) > "$2.part"
mv "$2.part" "$2"
)";

constexpr auto kVte = R"(import sys, gi
gi.require_version('Gtk', '3.0')
gi.require_version('Vte', '2.91')
from gi.repository import Gtk, Vte, GLib
window = Gtk.Window()
terminal = Vte.Terminal()
terminal.set_size(160, 50)
terminal.set_scrollback_lines(100000)
window.add(terminal)
window.show_all()
terminal.connect('child-exited', lambda *_: Gtk.main_quit())
terminal.spawn_async(Vte.PtyFlags.DEFAULT, None, sys.argv[1:], None, GLib.SpawnFlags.DEFAULT,
                     None, None, -1, None, None)
Gtk.main()
)";

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray logLines(qsizetype size)
{
    QByteArray text;
    for (int i = 0; text.size() < size; ++i)
        text += "2026-11-25T09:12:26.123456+00:00 node7 kernel: [" + QByteArray::number(i)
                + "] eth0: link becomes ready, 10000 Mbps full duplex, flow control rx/tx\n";
    return text;
}

QByteArray colouredLines(qsizetype size)
{
    QByteArray text;
    for (int i = 0; text.size() < size; ++i) {
        const QByteArray number = QByteArray::number(i);
        text += "\x1b[32m+ ok\x1b[0m \x1b[1;34mdirectory-" + number + "\x1b[0m \x1b[38;5;"
                + QByteArray::number(i % 256) + "mfile\x1b[0m \x1b[48;2;"
                + QByteArray::number(i % 200) + ";20;30m true \x1b[m \x1b[4mline\x1b[24m "
                + u"한국어"_s.toUtf8() + "\n";
    }
    return text;
}

struct Terminal
{
    QString name;
    QString program;
    QStringList before; //!< the command that runs in it
};

//! Seconds; not a number when it did not answer.
double measure(const Terminal &terminal, const QStringList &command, const QString &answer,
               const Bench::Screen &screen)
{
    QFile::remove(answer);
    Bench::Child child(terminal.program, terminal.before + command,
                       screen.environment()
                           + QStringList{u"QT_QPA_PLATFORM=xcb"_s, u"NO_AT_BRIDGE=1"_s});
    // It may also end by itself, without an answer.
    if (!Bench::waitFor([&] { return QFile::exists(answer) || child.waitForEnd(0); }, kLongest))
        return std::nan("");
    QFile file(answer);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toDouble() / 1e9
                                          : std::nan("");
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 2 && QByteArrayView(argv[1]) == "--terminal") {
        QStringList command;
        for (int i = 2; i < argc; ++i)
            command += QString::fromLocal8Bit(argv[i]);
        return Bench::runTerminal(argc, argv, command);
    }
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"json"_s, u"One JSON object a line"_s},
                       {u"megabytes"_s, u"Of log; a fifth of coloured text"_s, u"n"_s, u"100"_s}});
    parser.process(app);
    Bench::Report report(u"terminal"_s, parser.isSet(u"json"_s));
    const Bench::Screen screen;
    if (!screen.isUp())
        return report.fail(u"Xvfb is not there: apt-get install xvfb"_s);
    if (QStandardPaths::findExecutable(u"qterminal"_s).isEmpty())
        return report.fail(u"qterminal is not there: apt-get install qterminal"_s);
    const QTemporaryDir folder;
    const QString script = folder.filePath(u"show.sh"_s);
    const QString vte = folder.filePath(u"vte.py"_s);
    if (!write(script, kScript) || !write(vte, kVte))
        return report.fail(u"cannot write to the temporary folder"_s);
    const QList<Terminal> terminals{
        {u"atoll"_s, QCoreApplication::applicationFilePath(), {u"--terminal"_s}},
        {u"VTE"_s, u"/usr/bin/python3"_s, {vte}},
        {u"qterminal"_s, u"qterminal"_s, {u"-e"_s}},
    };
    const auto compare = [&](const QString &what, const QByteArray &text) {
        const QString file = folder.filePath(u"text"_s);
        const QString answer = folder.filePath(u"answer"_s);
        if (!write(file, text))
            return false;
        QStringList command{u"bash"_s, script, file, answer};
        double own = 0;
        double best = std::numeric_limits<double>::infinity();
        QString peer;
        for (const Terminal &terminal : terminals) {
            const bool isOneWord = terminal.name == u"qterminal"_s; // its -e takes a line
            QList<double> runs;
            for (int i = 0; i < kRuns; ++i)
                runs += measure(terminal, isOneWord ? QStringList{command.join(u' ')} : command,
                                answer, screen);
            const double seconds = Bench::median(runs);
            if (terminal.name == u"atoll"_s) {
                own = seconds;
            } else {
                report.add({what + u", "_s + terminal.name, seconds, u"s"_s});
                if (seconds < best) {
                    best = seconds;
                    peer = terminal.name;
                }
            }
        }
        report.add({what, own, u"s"_s, Bench::Bound::AtLeast, 1, best, peer});
        return true;
    };
    constexpr qsizetype kMega = 1'000'000;
    const qsizetype size = parser.value(u"megabytes"_s).toInt();
    if (!compare(u"%1 MB of log lines"_s.arg(size), logLines(size * kMega))
        || !compare(u"%1 MB of coloured text"_s.arg(size / 5), colouredLines(size / 5 * kMega)))
        return report.fail(u"cannot write to the temporary folder"_s);
    return report.finish();
}
