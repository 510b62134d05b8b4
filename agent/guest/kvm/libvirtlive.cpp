// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"

#include <core/units.h>

#include <thread>

//! Changes of running guests.
namespace Atoll::Kvm {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = LiveStep::Kind;

constexpr auto kRelease = 20s; //!< how long a guest may take to let go of a device
constexpr auto kLook = 200ms;

//! libvirt's list of named numbers.
class TypedParameters
{
public:
    ~TypedParameters() { virTypedParamsFree(m_parameters, m_count); }
    Q_DISABLE_COPY_MOVE(TypedParameters)
    TypedParameters() = default;

    void add(const QString &name, qint64 number, int type)
    {
        const QByteArray key = name.toLatin1();
        if (type == VIR_TYPED_PARAM_LLONG) {
            virTypedParamsAddLLong(&m_parameters, &m_count, &m_capacity, key.constData(), number);
        } else {
            virTypedParamsAddULLong(&m_parameters, &m_count, &m_capacity, key.constData(),
                                    static_cast<unsigned long long>(number));
        }
    }
    virTypedParameterPtr get() const { return m_parameters; }
    int count() const { return m_count; }

private:
    virTypedParameterPtr m_parameters = nullptr;
    int m_count = 0;
    int m_capacity = 0;
};

int setLimits(virDomain *domain, const LiveStep &step)
{
    TypedParameters parameters;
    for (auto it = step.numbers.begin(); it != step.numbers.end(); ++it)
        parameters.add(it.key(), it.value(), VIR_TYPED_PARAM_ULLONG);
    return virDomainSetBlockIoTune(domain, step.target.toUtf8().constData(), parameters.get(),
                                   parameters.count(), VIR_DOMAIN_AFFECT_LIVE);
}

int setScheduler(virDomain *domain, const LiveStep &step)
{
    TypedParameters parameters;
    for (auto it = step.numbers.begin(); it != step.numbers.end(); ++it) {
        const bool isSigned = it.key().endsWith(u"quota");
        parameters.add(it.key(), it.value(),
                       isSigned ? VIR_TYPED_PARAM_LLONG : VIR_TYPED_PARAM_ULLONG);
    }
    return virDomainSetSchedulerParametersFlags(domain, parameters.get(), parameters.count(),
                                                VIR_DOMAIN_AFFECT_LIVE);
}

//! "0-3,8,^2" as one bit per host CPU; empty for all.
QByteArray cpuMap(const QString &set, int cpus)
{
    QByteArray map((cpus + 7) / 8, set.isEmpty() ? '\xff' : '\0');
    for (const QString &part : set.split(u',', Qt::SkipEmptyParts)) {
        const bool isOut = part.trimmed().startsWith(u'^');
        const QString range = isOut ? part.trimmed().mid(1) : part.trimmed();
        const int first = range.section(u'-', 0, 0).toInt();
        const int last = range.contains(u'-') ? range.section(u'-', 1, 1).toInt() : first;
        for (int i = qMax(0, first); i <= last && i < cpus; ++i) {
            const char bit = char(1 << (i % 8));
            map[i / 8] = isOut ? char(map.at(i / 8) & ~bit) : char(map.at(i / 8) | bit);
        }
    }
    return map;
}

int setAffinity(virDomain *domain, const LiveStep &step)
{
    const int cpus = virNodeGetCPUMap(virDomainGetConnect(domain), nullptr, nullptr, 0);
    if (cpus < 0)
        return -1;
    for (auto it = step.texts.begin(); it != step.texts.end(); ++it) {
        QByteArray map = cpuMap(it.value(), cpus);
        if (virDomainPinVcpuFlags(domain, it.key().toUInt(),
                                  reinterpret_cast<unsigned char *>(map.data()), int(map.size()),
                                  VIR_DOMAIN_AFFECT_LIVE)
            < 0)
            return -1;
    }
    return 0;
}

int changeMedium(virDomain *domain, const QByteArray &xml)
{
    const int changed = virDomainUpdateDeviceFlags(domain, xml.constData(), VIR_DOMAIN_AFFECT_LIVE);
    if (changed == 0)
        return changed;
    // A guest may hold the tray; a person who changes a medium means it.
    constexpr unsigned force =
        unsigned(VIR_DOMAIN_AFFECT_LIVE) | unsigned(VIR_DOMAIN_DEVICE_MODIFY_FORCE);
    return virDomainUpdateDeviceFlags(domain, xml.constData(), force);
}

int apply(virDomain *domain, const LiveStep &step)
{
    const QByteArray xml = step.xml.toUtf8();
    switch (step.kind) {
    case Kind::IoThread:
        return virDomainAddIOThread(domain, unsigned(step.count), VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Attach:
        return virDomainAttachDeviceFlags(domain, xml.constData(), VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Detach:
        return virDomainDetachDeviceFlags(domain, xml.constData(), VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Update:
        return virDomainUpdateDeviceFlags(domain, xml.constData(), VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Medium:
        return changeMedium(domain, xml);
    case Kind::DiskLimits:
        return setLimits(domain, step);
    case Kind::Cpus:
        return virDomainSetVcpusFlags(domain, unsigned(step.count), VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Memory:
        return virDomainSetMemoryFlags(domain, static_cast<unsigned long>(step.count / units::KiB),
                                       VIR_DOMAIN_AFFECT_LIVE);
    case Kind::Scheduler:
        return setScheduler(domain, step);
    case Kind::Affinity:
        return setAffinity(domain, step);
    }
    return -1;
}

} // namespace

Result<void> LibvirtHypervisor::applyLive(const QString &uuid, const LiveStep &step)
{
    if (step.kind == Kind::Detach)
        return detachLive(uuid, step);
    return m_access->order<void>(uuid, kOrder, [step](virDomain *domain) -> Result<void> {
        if (apply(domain, step) < 0)
            return fail(
                lastLibvirtError(u"cannot change the running guest (%1)"_s.arg(step.words)));
        return {};
    });
}

Result<void> LibvirtHypervisor::detachLive(const QString &uuid, const LiveStep &step)
{
    const QDeadlineTimer deadline(kRelease);
    const auto asked =
        m_access->order<void>(uuid, kOrder, [step](virDomain *domain) -> Result<void> {
            if (apply(domain, step) < 0)
                return fail(lastLibvirtError(u"cannot take it away (%1)"_s.arg(step.words)));
            return {};
        });
    if (!asked && asked.error().code != ErrorCode::Timeout)
        return asked;
    while (true) { // libvirt asks the guest, and does not always wait for its answer
        const auto now = xml(uuid, XmlKind::Live);
        if (!now)
            return fail(now.error());
        if (isDetached(*now, step))
            return {};
        if (deadline.hasExpired())
            return fail(ErrorCode::Timeout,
                        u"the guest does not let go of the device (%1)"_s.arg(step.words),
                        u"It goes when the guest releases it, at the latest when it is shut "
                        "down."_s);
        std::this_thread::sleep_for(kLook);
    }
}

void LibvirtHypervisor::refresh(const QString &uuid)
{
    QMetaObject::invokeMethod(
        this,
        [this, uuid] {
            handle({DomainEvent::Kind::Changed, uuid, {}, {}});
        },
        Qt::QueuedConnection);
}

} // namespace Atoll::Kvm
