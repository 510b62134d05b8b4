// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fleet.h"

#include <core/units.h>

#include <QDir>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::milliseconds kChurnTick{10};
constexpr std::chrono::seconds kUsageTick{2};
constexpr int kSlowRounds = 10; //!< every so many ticks come the numbers of all guests

const QStringList kSites{u"Seoul"_s, u"Busan"_s, u"Daejeon"_s, u"Incheon"_s, u"Jeju"_s};
const QStringList kRoles{u"web"_s, u"db"_s,    u"cache"_s, u"mail"_s,
                         u"ci"_s,  u"proxy"_s, u"git"_s,   u"monitor"_s};
const QStringList kSystems{u"Debian 12"_s, u"Debian 13"_s, u"Ubuntu 24.04"_s, u"Rocky Linux 9"_s,
                           u"Windows Server 2022"_s};
const QStringList kTags{u"prod"_s, u"test"_s, u"backup"_s, u"critical"_s};

QString stableUuid(int cluster, int guest)
{
    return QUuid::createUuidV5(QUuid(), u"%1/%2"_s.arg(cluster).arg(guest))
        .toString(QUuid::WithoutBraces);
}

Api::NodeInfo makeNode(int number)
{
    const QDateTime boot = QDateTime::currentDateTimeUtc().addDays(-12);
    return {.name = u"node-%1"_s.arg(number + 1),
            .state = Api::NodeState::Online,
            .since = boot,
            .version = u"0.1.0"_s,
            .osName = u"Debian GNU/Linux 12"_s,
            .cpuModel = u"AMD EPYC 7443P"_s,
            .cpus = 48,
            .memoryBytes = 512 * units::GiB,
            .hasKvm = true,
            .bootTime = boot,
            .engines = {{.name = u"libvirt"_s, .version = u"9.0.0"_s, .isAvailable = true}}};
}

Api::GuestInfo makeGuest(int cluster, int number, int nodes)
{
    const bool isRunning = number % 8 != 0;
    Api::GuestInfo guest{.uuid = stableUuid(cluster, number),
                         .id = 100 + number,
                         .node = u"node-%1"_s.arg(number % nodes + 1),
                         .state = isRunning ? Api::GuestState::Running : Api::GuestState::Stopped,
                         .stateSince = QDateTime::currentDateTimeUtc().addSecs(-60 * number),
                         .isManaged = number % 20 != 0,
                         .cpus = 1 << (number % 4),
                         .memoryBytes = (1LL << (number % 6)) * units::GiB,
                         .osName = kSystems.at(number % kSystems.size()),
                         .displayKind = u"vnc"_s,
                         .version = 1};
    guest.name = u"%1-%2"_s.arg(kRoles.at(number % kRoles.size())).arg(number);
    if (number % 3 == 0)
        guest.tags = QStringList{kTags.at(number % kTags.size())};
    if (isRunning)
        guest.addresses =
            QStringList{u"10.%1.%2.%3"_s.arg(cluster).arg(number / 250).arg(number % 250 + 1)};
    return guest;
}

} // namespace

Result<std::unique_ptr<Fleet>> Fleet::create(const FleetShape &shape)
{
    std::unique_ptr<Fleet> fleet(new Fleet(shape));
    for (int i = 0; i < shape.clusters; ++i) {
        const QString name = u"cluster-%1"_s.arg(i + 1);
        const auto identity =
            loadOrCreateIdentity(QDir(shape.identityDirectory).filePath(name), name);
        if (!identity)
            return fail(identity.error());
        const Api::ClusterInfo cluster{stableUuid(i, -1), name, kSites.at(i % kSites.size())};
        auto agent = std::make_unique<FakeAgent>(*identity, cluster);
        fleet->populate(*agent, i);
        const auto port = shape.firstPort == 0 ? 0 : shape.firstPort + i;
        if (const auto listening = agent->listen(quint16(port)); !listening)
            return fail(listening.error());
        fleet->m_agents.push_back(std::move(agent));
    }
    return fleet;
}

Fleet::Fleet(const FleetShape &shape)
    : m_shape(shape)
{
    connect(&m_churn, &QTimer::timeout, this, &Fleet::churn);
    m_churn.start(kChurnTick);
    m_sinceChurn.start();
    connect(&m_usage, &QTimer::timeout, this, &Fleet::sendUsage);
    if (shape.sendsUsage)
        m_usage.start(kUsageTick);
}

void Fleet::populate(FakeAgent &agent, int cluster)
{
    Inventory &inventory = agent.inventory();
    for (int i = 0; i < m_shape.nodesPerCluster; ++i) {
        const Api::NodeInfo node = makeNode(i);
        inventory.setNode(node);
        inventory.setStorages(node.name, {{.name = u"local"_s,
                                           .node = node.name,
                                           .type = u"dir"_s,
                                           .path = u"/var/lib/atoll/images"_s,
                                           .isActive = true,
                                           .totalBytes = 4 * 1024 * units::GiB,
                                           .usedBytes = (1024 + 97 * i) * units::GiB}});
        inventory.setNetworks(node.name, {{.name = u"br0"_s, .node = node.name}});
    }
    agent.answerBy(u"guest.screenshot"_s, [this](const QJsonObject &params) -> Result<QJsonValue> {
        return QJsonObject{{u"png"_s, m_screens.png(params.value(u"guest"_s).toString(),
                                                    params.value(u"width"_s).toInt())}};
    });
    QStringList uuids;
    for (int i = 0; i < m_shape.guestsPerCluster; ++i) {
        const Api::GuestInfo guest = makeGuest(cluster, i, qMax(1, m_shape.nodesPerCluster));
        uuids.append(guest.uuid);
        inventory.setGuest(guest);
    }
    m_guests.push_back(uuids);
}

void Fleet::churn()
{
    const double seconds = double(m_sinceChurn.restart()) / 1000;
    // After a stall the fleet does not catch up in one burst.
    m_owed = qMin(m_owed + seconds * m_shape.changesPerSecond, m_shape.changesPerSecond / 10.0);
    for (; m_owed >= 1; m_owed -= 1)
        changeOne();
}

void Fleet::changeOne()
{
    const size_t cluster = m_random.bounded(quint32(m_agents.size()));
    const QStringList &uuids = m_guests[cluster];
    if (uuids.isEmpty())
        return;
    Inventory &inventory = m_agents[cluster]->inventory();
    const Api::GuestInfo *known = inventory.guest(uuids.at(m_random.bounded(int(uuids.size()))));
    if (!known)
        return;
    using S = Api::GuestState;
    Api::GuestInfo guest = *known;
    const int what = m_random.bounded(100);
    if (what < 70) {
        guest.state = guest.state == S::Running ? S::Stopped : S::Running;
        guest.stateSince = QDateTime::currentDateTimeUtc();
    } else if (what < 90) {
        guest.addresses = QStringList{
            u"10.%1.%2.%3"_s.arg(cluster).arg(m_random.bounded(255)).arg(m_random.bounded(255))};
    } else {
        guest.node = u"node-%1"_s.arg(m_random.bounded(m_shape.nodesPerCluster) + 1);
    }
    inventory.setGuest(guest);
    ++m_changesMade;
}

void Fleet::sendUsage()
{
    const bool isSlow = m_usageRound++ % kSlowRounds == 0;
    for (size_t i = 0; i < m_agents.size(); ++i) {
        FakeAgent &agent = *m_agents[i];
        if (agent.connectionCount() == 0)
            continue;
        QStringList objects = agent.watched();
        for (int node = 0; node < m_shape.nodesPerCluster; ++node)
            objects.append(u"/nodes/node-%1"_s.arg(node + 1));
        if (isSlow) {
            for (const QString &uuid : m_guests[i])
                objects.append(u"/guests/"_s + uuid);
        }
        Api::UsageSamples samples{QDateTime::currentDateTimeUtc(), {}};
        for (const QString &object : std::as_const(objects)) {
            samples.samples.append({.object = object,
                                    .cpu = m_random.bounded(1.0),
                                    .memoryUsedBytes = qint64(m_random.bounded(8.0) * units::GiB),
                                    .memoryTotalBytes = 8 * units::GiB,
                                    .diskReadBytesPerSecond = m_random.bounded(1 << 24),
                                    .diskWriteBytesPerSecond = m_random.bounded(1 << 24),
                                    .networkInBytesPerSecond = m_random.bounded(1 << 24),
                                    .networkOutBytesPerSecond = m_random.bounded(1 << 24)});
        }
        agent.sendUsage(samples);
    }
}

} // namespace Atoll
