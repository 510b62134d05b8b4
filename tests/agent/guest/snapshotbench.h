// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "mortalagent.h"

#include <guest/kvm/domain.h>
#include <support/expect.h>

#include <QProcess>
#include <QTest>

//! A guest with one disk in a real directory, whose content tells what it was when.
namespace Atoll::snapshotbench {

inline const QString kGuest = QStringLiteral("100");

inline QJsonObject createWish(const QString &format)
{
    const QJsonObject disk{{QStringLiteral("storage"), QStringLiteral("local")},
                           {QStringLiteral("format"), format},
                           {QStringLiteral("sizeBytes"), 8LL << 20}};
    return {
        {QStringLiteral("config"), QJsonObject{{QStringLiteral("name"), QStringLiteral("web-1")},
                                               {QStringLiteral("memoryBytes"), 64LL << 20},
                                               {QStringLiteral("disks"), QJsonArray{disk}}}}};
}

inline QJsonObject wish(const QString &name, QJsonObject more = {})
{
    more.insert(QLatin1StringView("guest"), kGuest);
    more.insert(QLatin1StringView("name"), name);
    return more;
}

//! The file that the engine has as the guest's first disk.
inline QString diskPath(MortalAgent &agent)
{
    const QString uuid = agent.bench->info(kGuest).uuid;
    const auto read = Kvm::readDomain(agent.hypervisor.definition(uuid));
    return read->config.disks.first().path;
}

inline QString configPath(MortalAgent &agent)
{
    const auto detail =
        agent.bench->call(QStringLiteral("guest.get"), {{QStringLiteral("guest"), kGuest}});
    const auto disk = (*detail)[QLatin1StringView("config")][QLatin1StringView("disks")][0];
    return disk[QLatin1StringView("volume")].toString();
}

//! What a guest would write: 64 KiB of one letter at the disk's beginning.
inline void mark(const QString &path, char letter)
{
    const QString command = QStringLiteral("write -q -P %1 0 64k").arg(int(letter));
    const QString format =
        path.endsWith(u".qcow2") ? QStringLiteral("qcow2") : QStringLiteral("raw");
    QCOMPARE(QProcess::execute(QStringLiteral("qemu-io"),
                               {QStringLiteral("-f"), format, QStringLiteral("-c"), command, path}),
             0);
}

inline bool hasMark(const QString &path, char letter)
{
    QProcess process;
    const QString format =
        path.endsWith(u".qcow2") ? QStringLiteral("qcow2") : QStringLiteral("raw");
    process.start(QStringLiteral("qemu-io"),
                  {QStringLiteral("-r"), QStringLiteral("-f"), format, QStringLiteral("-c"),
                   QStringLiteral("read -P %1 0 64k").arg(int(letter)), path});
    process.waitForFinished();
    const QByteArray said = process.readAll();
    return process.exitCode() == 0 && said.contains("read 65536") && !said.contains("failed");
}

inline QStringList names(MortalAgent &agent)
{
    const auto list = agent.bench->call(QStringLiteral("guest.snapshot.list"),
                                        {{QStringLiteral("guest"), kGuest}});
    QStringList names;
    for (const QJsonValue &snapshot : list ? list->toArray() : QJsonArray())
        names += snapshot[QLatin1StringView("name")].toString();
    return names;
}

inline void make(MortalAgent &agent, const QString &format, bool isRunning = false)
{
    ATOLL_VERIFY(agent.bench->change(QStringLiteral("guest.create"), createWish(format)));
    QVERIFY(agent.bench->shows(kGuest, Api::GuestState::Stopped));
    if (isRunning) {
        ATOLL_VERIFY(agent.bench->change(QStringLiteral("guest.start"),
                                         {{QStringLiteral("guest"), kGuest}}));
        QVERIFY(agent.bench->shows(kGuest, Api::GuestState::Running));
    }
}

inline QStringList images(const QString &folder)
{
    return QDir(folder + QStringLiteral("/images"))
        .entryList(QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace Atoll::snapshotbench
