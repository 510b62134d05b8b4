// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

constexpr qsizetype kMostArguments = 64;                // as in GuestConfig
constexpr unsigned long kFasterHypercalls = 11'000'000; // libvirt that knows of them

QString qemuUri() { return QString::fromLatin1(kQemuUri); }

void setHypervClock(XmlElement domain, bool isOn)
{
    XmlElement clock = domain.child(u"clock"_s);
    for (XmlElement timer : clock.children(u"timer"_s)) {
        if (timer.attribute(u"name"_s) == u"hypervclock")
            timer.remove();
    }
    if (clock && isOn)
        with(clock.append(u"timer"_s), {{"name", u"hypervclock"_s}, {"present", u"yes"_s}});
}

void addHyperv(XmlElement domain, const HostCapabilities &host)
{
    XmlElement hyperv =
        with(domain.ensure(u"features"_s).append(u"hyperv"_s), {{"mode", u"custom"_s}});
    QStringList names{u"relaxed"_s, u"vapic"_s,       u"vpindex"_s,  u"runtime"_s,
                      u"synic"_s,   u"frequencies"_s, u"tlbflush"_s, u"ipi"_s};
    if (host.versions.libvirt >= kFasterHypercalls)
        names += {u"emsr_bitmap"_s, u"xmm_input"_s};
    for (const QString &name : std::as_const(names))
        hyperv.append(name).setAttribute(u"state"_s, u"on"_s);
    with(hyperv.append(u"spinlocks"_s), {{"state", u"on"_s}, {"retries", u"8191"_s}});
    XmlElement timer = with(hyperv.append(u"stimer"_s), {{"state", u"on"_s}});
    with(timer.append(u"direct"_s), {{"state", u"on"_s}});
}

} // namespace

bool readHyperv(const XmlElement &domain, Api::OsType osType)
{
    // Only Windows looks for it: elsewhere its absence is no choice that anybody made.
    return domain.child(u"features/hyperv"_s) || osType != Api::OsType::Windows;
}

void patchFeatures(const DomainPatch &patch)
{
    const bool hasNow = bool(patch.domain.child(u"features/hyperv"_s));
    const bool isWindows = patch.wish.osType == Api::OsType::Windows;
    const bool wasReadSo = readHyperv(patch.domain, patch.wish.osType) == patch.wish.hasHyperv;
    XmlElement domain = patch.domain;
    if (wasReadSo)
        return;
    if (hasNow && !patch.wish.hasHyperv) {
        domain.child(u"features"_s).removeChildren(u"hyperv"_s);
        setHypervClock(domain, false);
    } else if (!hasNow && isWindows && domain.attribute(u"type"_s) == u"kvm") {
        addHyperv(domain, patch.host());
        setHypervClock(domain, true);
    }
}

QStringList readQemuArguments(const XmlElement &domain)
{
    QStringList arguments;
    const XmlElement line = domain.child(u"commandline"_s, qemuUri());
    for (const XmlElement &argument : line.children(u"arg"_s, qemuUri()))
        arguments += argument.attribute(u"value"_s).left(4096);
    return arguments.mid(0, kMostArguments);
}

void patchQemuArguments(const DomainPatch &patch)
{
    if (patch.before.qemuArguments == patch.wish.qemuArguments)
        return;
    XmlElement domain = patch.domain;
    XmlElement line = domain.ensure(u"qemu"_s, qemuUri(), u"commandline"_s);
    for (XmlElement argument : line.children(u"arg"_s, qemuUri()))
        argument.remove();
    for (const QString &argument : patch.wish.qemuArguments)
        line.appendInSameNamespace(u"arg"_s).setAttribute(u"value"_s, argument);
    removeIfEmpty(line);
}

} // namespace Atoll::Kvm
