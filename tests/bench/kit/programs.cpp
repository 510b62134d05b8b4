// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programs.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QThread>

#include <cmath>
#include <ctime>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

QList<QByteArray> statFields(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.sliced(text.lastIndexOf(')') + 2).split(' '); // what follows the name
}

qint64 statusNumber(qint64 pid, QByteArrayView key)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key))
            return line.sliced(key.size()).simplified().split(' ').value(0).toLongLong();
    }
    return 0;
}

QList<qint64> familyOf(qint64 pid)
{
    QList<qint64> family{pid};
    QHash<qint64, QList<qint64>> children;
    const QStringList all = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &name : all) {
        const qint64 child = name.toLongLong();
        if (child > 0)
            children[statFields(child).value(1).toLongLong()].append(child);
    }
    for (qsizetype i = 0; i < family.size(); ++i)
        family += children.value(family.at(i));
    return family;
}

} // namespace

QString program(const QString &name)
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(name);
}

Result<void> needPrograms(const QStringList &names)
{
    for (const QString &name : names) {
        if (!QFile::exists(program(name)))
            return fail(ErrorCode::NotFound, u"%1 is not built"_s.arg(program(name)),
                        u"Run it by ./dev bench, which builds all that is measured"_s);
    }
    return {};
}

double cpuSeconds(qint64 pid)
{
    const auto fields = statFields(pid);
    return (fields.value(11).toDouble() + fields.value(12).toDouble())
           / double(::sysconf(_SC_CLK_TCK));
}

double machineCpuSeconds()
{
    QFile file(u"/proc/stat"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readLine().simplified().split(' ');
    double ticks = 0;
    for (const qsizetype field : {1, 2, 3, 6, 7}) // without idle, waiting and stolen time
        ticks += fields.value(field).toDouble();
    return ticks / double(::sysconf(_SC_CLK_TCK));
}

double residentMiB(qint64 pid) { return double(statusNumber(pid, "VmRSS:")) / 1024; }

qint64 wakeUps(qint64 pid, double seconds)
{
    constexpr double kRound = 0.25;                    // threads that come and go are seen, too
    QHash<qint64, std::pair<qint64, qint64>> switches; // first and last count
    const auto look = [&](bool isFirst) {
        const QStringList threads = QDir(u"/proc/%1/task"_s.arg(pid)).entryList(QDir::Dirs);
        for (const QString &name : threads) {
            const qint64 thread = name.toLongLong(); // 0: "." and ".."
            const qint64 count = thread ? statusNumber(thread, "voluntary_ctxt_switches:") : 0;
            if (thread && !switches.contains(thread))
                switches.insert(thread, {isFirst ? count : 0, count});
            else if (thread)
                switches[thread].second = qMax(count, switches[thread].second);
        }
    };
    look(true);
    for (double passed = 0; passed < seconds; passed += kRound) {
        sleepSeconds(kRound);
        look(false);
    }
    qint64 sum = 0;
    for (const auto &[first, last] : std::as_const(switches))
        sum += last - first;
    return sum;
}

double cpuSecondsOfTree(qint64 pid)
{
    double sum = 0;
    const auto family = familyOf(pid);
    for (const qint64 member : family)
        sum += cpuSeconds(member);
    return sum;
}

double residentMiBOfTree(qint64 pid)
{
    double sum = 0;
    const auto family = familyOf(pid);
    for (const qint64 member : family)
        sum += residentMiB(member);
    return sum;
}

bool waitFor(const std::function<bool()> &condition, double seconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (double(timer.elapsed()) > seconds * 1000)
            return false;
        QThread::msleep(20);
    }
    return true;
}

void sleepSeconds(double seconds) { QThread::usleep(static_cast<unsigned long>(seconds * 1e6)); }

qint64 nowUs()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

Child::Child(const QString &path, const QStringList &arguments, const QStringList &environment)
{
    QStringList all = QProcess::systemEnvironment();
    for (const QString &entry : environment) {
        const QString name = entry.left(entry.indexOf(u'=') + 1);
        all.removeIf([&name](const QString &other) { return other.startsWith(name); });
    }
    m_process.setEnvironment(all + environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(path, arguments);
    m_process.waitForStarted();
}

Child::~Child() { end(); }

void Child::send(const QByteArray &line)
{
    m_process.write(line + '\n');
    m_process.waitForBytesWritten(1000);
}

QByteArray Child::readLine(double seconds)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_process.canReadLine() && double(timer.elapsed()) < seconds * 1000) {
        if (!m_process.waitForReadyRead(100) && m_process.state() == QProcess::NotRunning)
            break;
    }
    return m_process.readLine().trimmed();
}

void Child::end()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

bool Child::waitForEnd(double seconds) { return m_process.waitForFinished(int(seconds * 1000)); }

Screen::Screen(const QString &size, const QString &memory)
{
    QStringList arguments{u"-displayfd"_s, u"1"_s,         u"-screen"_s, u"0"_s,
                          size + u"x24"_s, u"-nolisten"_s, u"tcp"_s};
    if (!memory.isEmpty())
        arguments += {u"-fbdir"_s, memory};
    m_server = std::make_unique<Child>(u"Xvfb"_s, arguments);
    const QByteArray number = m_server->readLine(10);
    if (!number.isEmpty())
        m_display = u":"_s + QString::fromLatin1(number);
}

QStringList Screen::environment() const
{
    return {u"DISPLAY="_s + m_display, u"QT_QPA_PLATFORM=xcb"_s, u"WAYLAND_DISPLAY="_s};
}

QList<QJsonObject> readProbe(const QString &path)
{
    QList<QJsonObject> records;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return records;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject record = QJsonDocument::fromJson(line).object();
        if (!record.isEmpty())
            records.append(record);
    }
    return records;
}

QJsonObject awaitProbe(const QString &path, const std::function<bool(const QJsonObject &)> &isIt,
                       double seconds)
{
    QJsonObject found;
    waitFor(
        [&] {
            const auto records = readProbe(path);
            for (const QJsonObject &record : records) {
                if (isIt(record)) {
                    found = record;
                    return true;
                }
            }
            return false;
        },
        seconds);
    return found;
}

QJsonObject awaitProbe(const QString &path, const QString &what, double seconds)
{
    return awaitProbe(
        path, [&](const QJsonObject &record) { return record.value(u"what"_s).toString() == what; },
        seconds);
}

double secondsUntil(const QJsonObject &record, qint64 startUs)
{
    return record.isEmpty() ? std::nan("")
                            : double(record.value(u"atUs"_s).toInteger() - startUs) / 1e6;
}

} // namespace Atoll::Bench
