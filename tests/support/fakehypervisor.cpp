// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakehypervisor.h"

#include <guest/kvm/domain.h>

#include <QFile>
#include <QJsonArray>

#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using S = Api::GuestState;

Error noDomain(const QString &uuid) { return {ErrorCode::NotFound, u"no domain "_s + uuid}; }

} // namespace

FakeHypervisor::FakeHypervisor(QObject *parent)
    : Hypervisor(parent)
{
    m_engine.name = u"fake"_s;
}

void FakeHypervisor::connectNow()
{
    const std::lock_guard lock(m_mutex);
    m_isConnected = true;
    QList<DomainInfo> all;
    for (const Domain &domain : std::as_const(m_domains)) {
        all.append(domain.info);
        watch().note(domain.info.uuid, domain.info.state);
    }
    QMetaObject::invokeMethod(
        this, [this, all] { Q_EMIT listed(all); }, Qt::QueuedConnection);
}

void FakeHypervisor::disconnectNow()
{
    const std::lock_guard lock(m_mutex);
    m_isConnected = false;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QMetaObject::invokeMethod(
        this, [this, now] { Q_EMIT lost(now); }, Qt::QueuedConnection);
}

void FakeHypervisor::failNext(const QString &function, const Error &error, int skipped)
{
    const std::lock_guard lock(m_mutex);
    m_failures.insert(function, {error, skipped});
}

void FakeHypervisor::setDeaf(bool isDeaf)
{
    const std::lock_guard lock(m_mutex);
    m_isDeaf = isDeaf;
}

void FakeHypervisor::setEmulated(bool isEmulated)
{
    const std::lock_guard lock(m_mutex);
    m_isEmulated = isEmulated;
}

void FakeHypervisor::addByOtherTool(const QString &xml)
{
    const std::lock_guard lock(m_mutex);
    const DomainInfo info = infoFrom(xml);
    m_domains.insert(info.uuid, {info, xml, {}});
    if (m_isConnected)
        tell(info);
}

void FakeHypervisor::keepIn(const QString &path)
{
    const std::lock_guard lock(m_mutex);
    m_path = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).array()) {
        const QString xml = value.toArray().at(0).toString();
        DomainInfo info = infoFrom(xml);
        info.state = S(value.toArray().at(1).toInt());
        m_domains.insert(info.uuid, {info, xml, value.toArray().at(3).toString()});
        for (const QJsonValue &kept : value.toArray().at(2).toArray()) {
            const QJsonArray parts = kept.toArray();
            EngineSnapshot snapshot;
            snapshot.name = parts.at(0).toString();
            m_domains[info.uuid].snapshots +=
                {snapshot, parts.at(1).toString(), S(parts.at(2).toInt())};
        }
    }
}

void FakeHypervisor::dieIn(const QString &function, bool isAfter)
{
    const std::lock_guard lock(m_mutex);
    m_deadly = function;
    m_isDeadlyAfter = isAfter;
}

void FakeHypervisor::done(const QString &function)
{
    if (!m_path.isEmpty()) {
        QJsonArray all;
        for (const Domain &domain : std::as_const(m_domains)) {
            QJsonArray kept;
            for (const Snapshot &snapshot : domain.snapshots)
                kept.append(QJsonArray{snapshot.info.name, snapshot.xml, int(snapshot.state)});
            all.append(QJsonArray{domain.xml, int(domain.info.state), kept, domain.live});
        }
        QFile file(m_path);
        (void)file.open(QIODevice::WriteOnly);
        file.write(QJsonDocument(all).toJson());
        file.close();
    }
    if (function == m_deadly && m_isDeadlyAfter)
        ::kill(::getpid(), SIGKILL);
}

QStringList FakeHypervisor::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

QString FakeHypervisor::definition(const QString &uuid) const
{
    const std::lock_guard lock(m_mutex);
    return m_domains.value(uuid).xml;
}

QString FakeHypervisor::running(const QString &uuid) const
{
    const std::lock_guard lock(m_mutex);
    return m_domains.value(uuid).live;
}

S FakeHypervisor::state(const QString &uuid) const
{
    const std::lock_guard lock(m_mutex);
    return m_domains.value(uuid).info.state;
}

Result<void> FakeHypervisor::enter(const QString &function, const QString &uuid)
{
    m_calls += function + u' ' + uuid;
    if (function == m_deadly && !m_isDeadlyAfter)
        ::kill(::getpid(), SIGKILL);
    if (!m_isConnected)
        return fail(ErrorCode::EngineUnavailable, u"the engine is away"_s);
    if (m_failures.contains(function) && m_failures[function].skipped-- <= 0)
        return fail(m_failures.take(function).error);
    if (!uuid.isEmpty() && !m_domains.contains(uuid))
        return fail(noDomain(uuid));
    return {};
}

void FakeHypervisor::tell(const DomainInfo &info)
{
    QMetaObject::invokeMethod(
        this,
        [this, info] {
            Q_EMIT domainsChanged({info});
            watch().note(info.uuid, info.state);
        },
        Qt::QueuedConnection);
}

DomainInfo FakeHypervisor::infoFrom(const QString &xml) const
{
    const auto read = Kvm::readDomain(xml);
    DomainInfo info;
    info.uuid = read->config.uuid;
    info.name = Kvm::engineName(read->config.name);
    info.state = m_domains.contains(info.uuid) ? m_domains.value(info.uuid).info.state : S::Stopped;
    info.cpus = read->config.cpu.sockets * read->config.cpu.cores;
    info.memoryBytes = read->config.memoryBytes;
    for (const Api::DiskConfig &disk : read->config.disks) {
        if (!disk.path.isEmpty())
            info.diskPaths += disk.path;
    }
    for (const Api::NicConfig &nic : read->config.nics)
        info.macs += nic.mac;
    info.description = read->config.description;
    return info;
}

Result<void> FakeHypervisor::move(const QString &function, const QString &uuid,
                                  const QList<S> &from, S to)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(function, uuid); !ok)
        return ok;
    Domain &domain = m_domains[uuid];
    if (!from.contains(domain.info.state))
        return fail(ErrorCode::InvalidState, u"domain is "_s + nameOf(domain.info.state));
    const auto isOff = [](S state) { return state == S::Stopped || state == S::Crashed; };
    if (isOff(domain.info.state) && !isOff(to)) // a saved guest goes on as it was
        domain.live = domain.xml;
    domain.info.state = to;
    if (isOff(to))
        domain.live.clear();
    domain.info.hasPending = isPending(domain);
    domain.info.stateSince = QDateTime::currentDateTimeUtc();
    tell(domain.info);
    done(function);
    return {};
}

Result<Kvm::HostCapabilities> FakeHypervisor::capabilities()
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"capabilities"_s, {}); !ok)
        return fail(ok.error());
    Kvm::HostCapabilities host;
    host.domainType = m_isEmulated ? u"qemu"_s : u"kvm"_s;
    host.hasKvm = !m_isEmulated;
    return host;
}

Result<DomainInfo> FakeHypervisor::domain(const QString &uuid)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"domain"_s, uuid); !ok)
        return fail(ok.error());
    return m_domains.value(uuid).info;
}

Result<QString> FakeHypervisor::xml(const QString &uuid, XmlKind kind)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"xml"_s, uuid); !ok)
        return fail(ok.error());
    const Domain domain = m_domains.value(uuid);
    const QString xml = kind == XmlKind::Live && !domain.live.isEmpty() ? domain.live : domain.xml;
    return kind == XmlKind::DefinitionWithSecrets ? Result<QString>(xml) : Kvm::withoutSecrets(xml);
}

Result<QList<DomainCounters>> FakeHypervisor::counters(const QStringList &)
{
    return QList<DomainCounters>{};
}

Result<qint64> FakeHypervisor::diskBytes(const QString &, const QString &) { return 1LL << 30; }

Result<void> FakeHypervisor::define(const QString &xml)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"define"_s, {}); !ok)
        return ok;
    const DomainInfo info = infoFrom(xml);
    for (const Domain &other : std::as_const(m_domains)) {
        if (other.info.name == info.name && other.info.uuid != info.uuid)
            return fail(ErrorCode::AlreadyExists, u"the name is taken"_s);
        if (other.info.name != info.name && other.info.uuid == info.uuid)
            return fail(ErrorCode::EngineFailed, u"the domain has another name"_s);
    }
    Domain &domain = m_domains[info.uuid];
    domain.info = info;
    domain.xml = xml;
    domain.info.hasPending = isPending(domain);
    tell(domain.info);
    done(u"define"_s);
    return {};
}

Result<void> FakeHypervisor::undefine(const QString &uuid, bool)
{
    const std::lock_guard lock(m_mutex);
    const auto ok = enter(u"undefine"_s, uuid);
    if (!ok)
        return ok.error().code == ErrorCode::NotFound ? Result<void>() : ok;
    m_domains.remove(uuid);
    watch().noteRemoved(uuid);
    QMetaObject::invokeMethod(
        this, [this, uuid] { Q_EMIT domainRemoved(uuid); }, Qt::QueuedConnection);
    done(u"undefine"_s);
    return {};
}

Result<void> FakeHypervisor::rename(const QString &uuid, const QString &name)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"rename"_s, uuid); !ok)
        return ok;
    m_domains[uuid].info.name = name;
    tell(m_domains[uuid].info);
    return {};
}

Result<void> FakeHypervisor::setAutostart(const QString &uuid, bool)
{
    const std::lock_guard lock(m_mutex);
    return enter(u"setAutostart"_s, uuid);
}

Result<void> FakeHypervisor::resizeDisk(const QString &uuid, const QString &, qint64)
{
    const std::lock_guard lock(m_mutex);
    return enter(u"resizeDisk"_s, uuid);
}

Result<void> FakeHypervisor::startDiskCopy(const QString &uuid, const QString &target,
                                           const QString &path, Api::VolumeFormat)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"startDiskCopy"_s, uuid); !ok)
        return ok;
    m_copies.insert(uuid + target, path);
    done(u"startDiskCopy"_s);
    return {};
}

Result<std::optional<DiskCopy>> FakeHypervisor::diskCopy(const QString &uuid, const QString &target)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"diskCopy"_s, uuid); !ok)
        return fail(ok.error());
    if (!m_copies.contains(uuid + target))
        return std::optional<DiskCopy>();
    return DiskCopy{1, 1, true};
}

Result<void> FakeHypervisor::endDiskCopy(const QString &uuid, const QString &target, bool usesCopy)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"endDiskCopy"_s, uuid); !ok)
        return ok;
    const QString path = m_copies.take(uuid + target);
    if (usesCopy) {
        QString &xml = m_domains[uuid].xml;
        const auto read = Kvm::readDomain(xml);
        for (const Api::DiskConfig &disk : read ? read->config.disks : QList<Api::DiskConfig>()) {
            if (disk.target != target)
                continue;
            m_domains[uuid].live.replace(disk.path, path);
            xml.replace(disk.path, path);
        }
    }
    done(u"endDiskCopy"_s);
    return {};
}

Result<void> FakeHypervisor::start(const QString &uuid)
{
    return move(u"start"_s, uuid, {S::Stopped, S::Crashed, S::Suspended}, S::Running);
}

Result<void> FakeHypervisor::destroy(const QString &uuid)
{
    return move(u"destroy"_s, uuid, {S::Running, S::Paused, S::Crashed}, S::Stopped);
}

Result<void> FakeHypervisor::reset(const QString &uuid)
{
    const auto moved = move(u"reset"_s, uuid, {S::Running, S::Paused}, S::Running);
    if (moved)
        watch().noteReboot(uuid);
    return moved;
}

Result<void> FakeHypervisor::pause(const QString &uuid)
{
    return move(u"pause"_s, uuid, {S::Running}, S::Paused);
}

Result<void> FakeHypervisor::resume(const QString &uuid)
{
    return move(u"resume"_s, uuid, {S::Paused}, S::Running);
}

Result<void> FakeHypervisor::askToShutDown(const QString &uuid, GuestPath path)
{
    {
        const std::lock_guard lock(m_mutex);
        if (path == GuestPath::Agent)
            return fail(ErrorCode::Unsupported, u"no agent"_s);
        if (m_isDeaf)
            return enter(u"askToShutDown"_s, uuid);
    }
    return move(u"askToShutDown"_s, uuid, {S::Running}, S::Stopped);
}

Result<void> FakeHypervisor::askToReboot(const QString &uuid, GuestPath path)
{
    {
        const std::lock_guard lock(m_mutex);
        if (path == GuestPath::Agent)
            return fail(ErrorCode::Unsupported, u"no agent"_s);
        if (m_isDeaf)
            return enter(u"askToReboot"_s, uuid);
    }
    watch().noteReboot(uuid);
    return {};
}

void FakeHypervisor::setAgent(const Agent &agent)
{
    const std::lock_guard lock(m_mutex);
    m_agent = agent;
}

Result<QByteArray> FakeHypervisor::agentCommand(const QString &uuid, const QByteArray &command,
                                                std::chrono::seconds)
{
    Agent agent;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto ok = enter(u"agentCommand"_s, uuid); !ok)
            return fail(ok.error());
        agent = m_agent;
    }
    return agent ? agent(uuid, command) : fail(ErrorCode::Unsupported, u"no agent"_s);
}

Result<QByteArray> FakeHypervisor::screenshot(const QString &uuid, int)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"screenshot"_s, uuid); !ok)
        return fail(ok.error());
    return QByteArray("\x89PNG");
}

Result<int> FakeHypervisor::openConsole(const QString &uuid, Api::ConsoleKind kind)
{
    const std::lock_guard lock(m_mutex);
    if (const auto ok = enter(u"openConsole."_s + nameOf(kind), uuid); !ok)
        return fail(ok.error());
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

} // namespace Atoll
