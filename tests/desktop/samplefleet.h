// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <client/clusters.h>

#include <QRandomGenerator>

namespace Atoll {

//! Fills the stores of sessions that do not connect with believable clusters: for tests of widgets
//! and for pictures.
class SampleFleet
{
public:
    struct Shape
    {
        QString name;
        QString site;
        int nodes = 3;
        int guests = 24;
        bool isLive = true;
        bool hasTrouble = false;
    };

    //! For Clusters::Options::saved.
    static QByteArray entries(const QList<Shape> &shapes)
    {
        QList<ClusterEntry> list;
        for (const Shape &shape : shapes)
            list.append({.key = shape.name,
                         .addresses = {QStringLiteral("192.0.2.1:7443")},
                         .name = shape.name,
                         .site = shape.site,
                         .connects = false});
        return writeEntries(list);
    }

    static void fill(StateStore &store, const Shape &shape)
    {
        QRandomGenerator random(quint32(qHash(shape.name)));
        Api::InventoryDelta delta;
        delta.epoch = QStringLiteral("sample");
        delta.revision = 1;
        delta.cluster = Api::ClusterInfo{shape.name, shape.name, shape.site};
        for (int i = 1; i <= shape.nodes; ++i)
            delta.nodes.append(node(i, shape));
        for (int i = 0; i < shape.guests; ++i)
            delta.guests.append(guest(i, shape, random));
        for (int i = 1; i <= shape.nodes; ++i)
            delta.storages.append(storage(i, shape, random));
        store.setLive(shape.isLive);
        store.apply({delta});
        store.applyUsage(usage(store, random));
    }

    static Api::UsageSamples usage(const StateStore &store, QRandomGenerator &random)
    {
        Api::UsageSamples samples;
        samples.at = QDateTime::currentDateTimeUtc();
        for (const int index : store.nodes().indexes()) {
            const Api::NodeInfo &node = store.nodes().at(index);
            if (node.state == Api::NodeState::Online)
                samples.samples.append(
                    sample(QStringLiteral("/nodes/") + node.name, node.memoryBytes, random));
        }
        for (const int index : store.guests().indexes()) {
            const Api::GuestInfo &guest = store.guests().at(index);
            if (guest.state == Api::GuestState::Running)
                samples.samples.append(
                    sample(QStringLiteral("/guests/") + guest.uuid, guest.memoryBytes, random));
        }
        return samples;
    }

private:
    static Api::UsageSample sample(const QString &object, qint64 memory, QRandomGenerator &random)
    {
        Api::UsageSample sample;
        sample.object = object;
        const double load = random.generateDouble();
        sample.cpu = 0.04 + 0.85 * load * load;
        sample.memoryTotalBytes = memory;
        sample.memoryUsedBytes = qint64(double(memory) * (0.3 + 0.55 * random.generateDouble()));
        sample.diskReadBytesPerSecond = qint64(random.bounded(40'000'000));
        sample.diskWriteBytesPerSecond = qint64(random.bounded(90'000'000));
        sample.networkInBytesPerSecond = qint64(random.bounded(20'000'000));
        sample.networkOutBytesPerSecond = qint64(random.bounded(60'000'000));
        return sample;
    }

    static QString nodeName(int number) { return QStringLiteral("node-%1").arg(number); }

    static Api::NodeInfo node(int number, const Shape &shape)
    {
        Api::NodeInfo node;
        node.name = nodeName(number);
        node.state =
            shape.hasTrouble && number == 2 ? Api::NodeState::Offline : Api::NodeState::Online;
        node.since = QDateTime::currentDateTimeUtc().addDays(-12);
        node.osName = QStringLiteral("Debian GNU/Linux 12");
        node.cpuModel = QStringLiteral("AMD EPYC 7313");
        node.cpus = 32;
        node.memoryBytes = 256LL << 30;
        node.hasKvm = true;
        return node;
    }

    static Api::GuestInfo guest(int number, const Shape &shape, QRandomGenerator &random)
    {
        static const QStringList roles{QStringLiteral("web"),   QStringLiteral("db-primary"),
                                       QStringLiteral("cache"), QStringLiteral("build"),
                                       QStringLiteral("mail"),  QStringLiteral("desktop"),
                                       QStringLiteral("proxy"), QStringLiteral("monitor")};
        Api::GuestInfo guest;
        guest.uuid = QStringLiteral("%1-%2").arg(shape.name).arg(number);
        guest.id = 100 + number;
        guest.name = QStringLiteral("%1-%2").arg(roles.at(number % roles.size())).arg(number + 1);
        guest.node = nodeName(1 + number % shape.nodes);
        guest.kind = number % 5 == 4 ? Api::GuestKind::Container : Api::GuestKind::Vm;
        const int dice = random.bounded(100);
        guest.state = dice < 76   ? Api::GuestState::Running
                      : dice < 80 ? Api::GuestState::Paused
                                  : Api::GuestState::Stopped;
        if (shape.hasTrouble && number == 3)
            guest.state = Api::GuestState::Crashed;
        guest.isTemplate = number == 11;
        if (guest.isTemplate)
            guest.state = Api::GuestState::Stopped;
        guest.isManaged = number % 9 != 0;
        guest.cpus = 1 << random.bounded(4);
        guest.memoryBytes = (1LL << 30) << random.bounded(5);
        guest.osName = QStringLiteral("Debian 12");
        guest.addresses = {QStringLiteral("10.0.%1.%2").arg(number / 200).arg(number % 200 + 10)};
        guest.tags = number % 3 == 0 ? QStringList{QStringLiteral("production")} : QStringList();
        guest.displayKind = QStringLiteral("vnc");
        guest.stateSince = QDateTime::currentDateTimeUtc().addSecs(-random.bounded(2'000'000));
        return guest;
    }

    static Api::StorageInfo storage(int number, const Shape &shape, QRandomGenerator &random)
    {
        Api::StorageInfo storage;
        storage.name = QStringLiteral("local");
        storage.node = nodeName(number);
        storage.type = QStringLiteral("dir");
        storage.path = QStringLiteral("/var/lib/atoll/images");
        storage.isActive = true;
        storage.totalBytes = 4LL << 40;
        const double share =
            shape.hasTrouble && number == 1 ? 0.94 : 0.2 + 0.5 * random.generateDouble();
        storage.usedBytes = qint64(double(storage.totalBytes) * share);
        return storage;
    }
};

} // namespace Atoll
