// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QProcess>

#include <core/result.h>

#include <functional>
#include <memory>

namespace Atoll::Bench {

//! Where the programs of this build are: beside the bench itself.
QString program(const QString &name);
//! Fails with the name of one that is not built.
Result<void> needPrograms(const QStringList &names);

double cpuSeconds(qint64 pid);
//! Of everything that runs on this machine.
double machineCpuSeconds();
double residentMiB(qint64 pid);
//! How often its threads woke up in the next `seconds`; also of those that end in that time.
qint64 wakeUps(qint64 pid, double seconds);
//! Sum over the process and all its children.
double cpuSecondsOfTree(qint64 pid);
double residentMiBOfTree(qint64 pid);

//! Sleeps in steps until the condition holds; false after `seconds`.
bool waitFor(const std::function<bool()> &condition, double seconds);
void sleepSeconds(double seconds);
qint64 nowUs(); //!< since 1970

//! A child that ends with this object, first politely.
class Child
{
public:
    Child(const QString &program, const QStringList &arguments,
          const QStringList &environment = {});
    ~Child();

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 pid() const { return m_process.processId(); }
    void send(const QByteArray &line);
    QByteArray readLine(double seconds);
    void end();
    bool waitForEnd(double seconds);

private:
    QProcess m_process;
};

//! A virtual screen of its own.
class Screen
{
public:
    //! `memory`: a folder for the file Xvfb_screen0, which is what the screen shows.
    explicit Screen(const QString &size = QStringLiteral("1600x1000"), const QString &memory = {});
    bool isUp() const { return !m_display.isEmpty(); }
    qint64 pid() const { return m_server->pid(); }
    QStringList environment() const;

private:
    std::unique_ptr<Child> m_server;
    QString m_display;
};

//! What the desktop wrote to ATOLL_BENCH so far.
QList<QJsonObject> readProbe(const QString &path);
//! Waits for the first such record; empty after `seconds`.
QJsonObject awaitProbe(const QString &path, const std::function<bool(const QJsonObject &)> &isIt,
                       double seconds);
QJsonObject awaitProbe(const QString &path, const QString &what, double seconds);
//! Seconds from `startUs` to the record; not a number when there is none.
double secondsUntil(const QJsonObject &record, qint64 startUs);

} // namespace Atoll::Bench
