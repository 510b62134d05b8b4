// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <set>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::CpuConfig;

constexpr qint64 kPeriodMicroseconds = 100'000;
constexpr qsizetype kMostFlags = 512;  // as in CpuConfig
constexpr int kMostPercent = 409600;   // as in CpuConfig
constexpr int kMostWeight = 10000;     // as in CpuConfig and cgroup v2
constexpr qsizetype kLongestSet = 256; // as in CpuConfig

//! "+aes" of a <feature>; empty when it is neither on nor off.
QString flagOf(const XmlElement &feature)
{
    const QString policy = feature.attribute(u"policy"_s);
    const QString name = feature.attribute(u"name"_s);
    if (policy.isEmpty() || policy == u"require" || policy == u"force")
        return u'+' + name;
    return policy == u"disable" || policy == u"forbid" ? u'-' + name : QString();
}

XmlElement findFeature(const XmlElement &cpu, const QString &name)
{
    for (const XmlElement &feature : cpu.children(u"feature"_s)) {
        if (feature.attribute(u"name"_s) == name)
            return feature;
    }
    return {};
}

void patchFlags(XmlElement domain, const QStringList &before, const QStringList &wish)
{
    for (const QString &flag : before) {
        XmlElement feature = findFeature(domain.child(u"cpu"_s), flag.mid(1));
        if (!wish.contains(flag) && feature)
            feature.remove();
    }
    for (const QString &flag : wish) {
        XmlElement cpu = domain.ensure(u"cpu"_s);
        XmlElement feature = findFeature(cpu, flag.mid(1));
        if (feature && flagOf(feature) == flag)
            continue; // also after a change of the model, which takes them away
        if (!feature)
            feature = cpu.append(u"feature"_s);
        feature.setAttribute(u"policy"_s, flag.startsWith(u'-') ? u"disable"_s : u"require"_s);
        feature.setAttribute(u"name"_s, flag.mid(1));
    }
}

//! "0-3,8" as numbers, so that different spellings of one set are equal.
std::set<int> cpusIn(const QString &text)
{
    std::set<int> cpus;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const bool isTaken = part.trimmed().startsWith(u'^');
        const QString range = part.trimmed().mid(isTaken ? 1 : 0);
        const int first = range.section(u'-', 0, 0).toInt();
        const int last = qMin(range.section(u'-', -1).toInt(), 65535);
        for (int cpu = first; cpu <= last; ++cpu) {
            if (isTaken)
                cpus.erase(cpu);
            else
                cpus.insert(cpu);
        }
    }
    return cpus;
}

void patchAffinity(XmlElement domain, const QString &before, const QString &wish)
{
    if (before == wish || (!wish.isEmpty() && cpusIn(before) == cpusIn(wish)))
        return;
    XmlElement vcpu = domain.ensure(u"vcpu"_s);
    if (wish.isEmpty()) {
        vcpu.removeAttribute(u"cpuset"_s);
        return;
    }
    vcpu.setAttribute(u"placement"_s, u"static"_s);
    vcpu.setAttribute(u"cpuset"_s, wish);
}

int readLimit(const XmlElement &tune)
{
    const qint64 quota = tune.child(u"global_quota"_s).text().trimmed().toLongLong();
    qint64 period = tune.child(u"global_period"_s).text().trimmed().toLongLong();
    if (period <= 0)
        period = kPeriodMicroseconds;
    return quota > 0 ? int(qMin(qMax(1LL, quota / qMax(1LL, period / 100)), qint64(kMostPercent)))
                     : 0;
}

void setLimit(XmlElement domain, int percent)
{
    XmlElement tune = domain.ensure(u"cputune"_s);
    for (const QString &name : {u"global_period"_s, u"global_quota"_s})
        tune.removeChildren(name);
    if (percent > 0) {
        tune.append(u"global_period"_s).setText(QString::number(kPeriodMicroseconds));
        tune.append(u"global_quota"_s)
            .setText(QString::number(kPeriodMicroseconds / 100 * percent));
    }
    removeIfEmpty(tune);
}

} // namespace

void readCpuPolicy(const XmlElement &domain, CpuConfig &cpu)
{
    for (const XmlElement &feature : domain.child(u"cpu"_s).children(u"feature"_s)) {
        const QString flag = flagOf(feature);
        if (!flag.isEmpty() && cpu.flags.size() < kMostFlags)
            cpu.flags += flag;
    }
    cpu.affinity = domain.child(u"vcpu"_s).attribute(u"cpuset"_s).left(kLongestSet);
    const XmlElement tune = domain.child(u"cputune"_s);
    cpu.limitPercent = readLimit(tune);
    cpu.weight = qBound(0, tune.child(u"shares"_s).text().trimmed().toInt(), kMostWeight);
}

void patchCpuPolicy(const DomainPatch &patch)
{
    const CpuConfig &before = patch.before.cpu;
    const CpuConfig &wish = patch.wish.cpu;
    if (before.flags != wish.flags || before.model != wish.model)
        patchFlags(patch.domain, before.flags, wish.flags);
    patchAffinity(patch.domain, before.affinity, wish.affinity);
    if (before.limitPercent != wish.limitPercent)
        setLimit(patch.domain, wish.limitPercent);
    if (before.weight != wish.weight) {
        XmlElement domain = patch.domain;
        XmlElement tune = domain.ensure(u"cputune"_s);
        setOrRemove(tune, u"shares"_s, wish.weight ? QString::number(wish.weight) : QString());
        removeIfEmpty(tune);
    }
}

} // namespace Atoll::Kvm
