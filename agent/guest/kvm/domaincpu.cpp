// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::CpuConfig;

constexpr int kMostSockets = 16; // as in CpuConfig
constexpr int kMostCores = 256;

//! Different words for "all that the node can give".
QString modelWish(const QString &model)
{
    static const QStringList best{u"host-passthrough"_s, u"maximum"_s, u"max"_s};
    return best.contains(model) ? QString() : model;
}

QString readModel(const XmlElement &cpu)
{
    const QString mode = cpu.attribute(u"mode"_s);
    if (mode == u"host-model")
        return mode;
    return mode == u"host-passthrough" || mode == u"maximum" ? QString()
                                                             : cpu.child(u"model"_s).text();
}

void setCpuModel(XmlElement domain, const QString &model)
{
    XmlElement cpu = domain.ensure(u"cpu"_s);
    cpu.removeChildren(u"model"_s);
    cpu.removeChildren(u"feature"_s);
    cpu.removeChildren(u"vendor"_s);
    for (const QString &name : {u"match"_s, u"check"_s, u"migratable"_s})
        cpu.removeAttribute(name);
    if (model.isEmpty()) {
        const bool isKvm = domain.attribute(u"type"_s) == u"kvm";
        cpu.setAttribute(u"mode"_s, isKvm ? u"host-passthrough"_s : u"maximum"_s);
        if (isKvm)
            cpu.setAttribute(u"migratable"_s, u"on"_s);
    } else if (model == u"host-model") {
        cpu.setAttribute(u"mode"_s, model);
    } else {
        cpu.setAttribute(u"mode"_s, u"custom"_s);
        cpu.setAttribute(u"match"_s, u"exact"_s);
        XmlElement element = cpu.prepend(u"model"_s);
        element.setAttribute(u"fallback"_s, u"forbid"_s);
        element.setText(model);
    }
}

void dropPinsBeyond(XmlElement domain, int count)
{
    for (XmlElement pin : domain.child(u"cputune"_s).children(u"vcpupin"_s)) {
        if (pin.attribute(u"vcpu"_s).toInt() >= count)
            pin.remove();
    }
    domain.removeChildren(u"vcpus"_s); // states of single CPUs
}

void setTopology(XmlElement domain, const CpuConfig &wish)
{
    XmlElement topology = domain.ensure(u"cpu/topology"_s);
    topology.setAttribute(u"sockets"_s, QString::number(wish.sockets));
    topology.setAttribute(u"dies"_s, u"1"_s);
    if (topology.hasAttribute(u"clusters"_s))
        topology.setAttribute(u"clusters"_s, u"1"_s);
    topology.setAttribute(u"cores"_s, QString::number(wish.cores));
    topology.setAttribute(u"threads"_s, u"1"_s);
}

void patchCount(const DomainPatch &patch)
{
    const CpuConfig &wish = patch.wish.cpu;
    const CpuConfig &before = patch.before.cpu;
    XmlElement domain = patch.domain;
    const int wanted = wish.sockets * wish.cores;
    if (patch.isNew || before.sockets != wish.sockets || before.cores != wish.cores) {
        XmlElement vcpu = domain.ensure(u"vcpu"_s);
        vcpu.setText(QString::number(wanted));
        if (!wish.online || vcpu.attribute(u"current"_s).toInt() > wanted)
            vcpu.removeAttribute(u"current"_s);
        dropPinsBeyond(domain, wanted);
        if (!patch.isTestDriver())
            setTopology(domain, wish);
    }
    if (before.online == wish.online)
        return;
    domain.removeChildren(u"vcpus"_s);
    XmlElement vcpu = domain.ensure(u"vcpu"_s);
    if (wish.online > 0 && wish.online < wanted)
        vcpu.setAttribute(u"current"_s, QString::number(wish.online));
    else
        vcpu.removeAttribute(u"current"_s);
}

} // namespace

CpuConfig readCpu(const XmlElement &domain)
{
    CpuConfig cpu;
    const XmlElement vcpu = domain.child(u"vcpu"_s);
    const int count = qBound(1, vcpu.text().trimmed().toInt(), kMostSockets * kMostCores);
    const int online = vcpu.attribute(u"current"_s).toInt();
    cpu.online = online > 0 && online < count ? online : 0;
    const XmlElement topology = domain.child(u"cpu/topology"_s);
    const auto number = [&topology](const QString &name) {
        return qBound(1, topology.attribute(name).toInt(), 4096);
    };
    cpu.sockets = qMin(number(u"sockets"_s) * number(u"dies"_s), kMostSockets);
    const int cores =
        qMin(number(u"clusters"_s) * number(u"cores"_s), kMostCores) * number(u"threads"_s);
    cpu.cores = qMin(topology ? cores : count, kMostCores);
    cpu.model = readModel(domain.child(u"cpu"_s)).left(64);
    cpu.isNuma = readIsNuma(domain);
    readCpuPolicy(domain, cpu);
    return cpu;
}

void patchCpu(const DomainPatch &patch)
{
    const QString model = modelWish(patch.wish.cpu.model);
    if ((patch.isNew && !patch.isTestDriver()) || modelWish(patch.before.cpu.model) != model)
        setCpuModel(patch.domain, model);
    patchCount(patch);
    if (!patch.isTestDriver())
        patchCpuPolicy(patch);
}

} // namespace Atoll::Kvm
