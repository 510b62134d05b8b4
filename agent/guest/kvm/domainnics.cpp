// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::NetworkKind;
using Api::NicConfig;

constexpr qsizetype kMostNics = 256; // as in GuestConfig

NetworkKind kindOf(const XmlElement &nic)
{
    const QString type = nic.attribute(u"type"_s);
    if (type == u"bridge")
        return NetworkKind::Bridge;
    if (type == u"network")
        return NetworkKind::Network;
    return type == u"user" ? NetworkKind::User : NetworkKind::None;
}

//! libvirt counts in kilobytes a second; only equal limits in both directions are one of ours.
qint64 readRate(const XmlElement &nic)
{
    const XmlElement bandwidth = nic.child(u"bandwidth"_s);
    const qint64 in = bandwidth.child(u"inbound"_s).attribute(u"average"_s).toLongLong();
    const qint64 out = bandwidth.child(u"outbound"_s).attribute(u"average"_s).toLongLong();
    return in == out ? qBound(0LL, in, (1LL << 40) / 1000) * 1000 : 0;
}

void setRate(XmlElement nic, qint64 bytesPerSecond)
{
    XmlElement bandwidth = nic.ensure(u"bandwidth"_s);
    for (const QString &name : {u"inbound"_s, u"outbound"_s}) {
        if (bytesPerSecond) {
            bandwidth.ensure(name).setAttribute(u"average"_s,
                                                QString::number(qMax(1LL, bytesPerSecond / 1000)));
        } else {
            bandwidth.removeChildren(name);
        }
    }
    removeIfEmpty(bandwidth);
}

void readVlans(const XmlElement &element, NicConfig &nic)
{
    const XmlElement vlan = element.child(u"vlan"_s);
    const QList<XmlElement> tags = vlan.children(u"tag"_s);
    const bool isTrunk = tags.size() > 1 || vlan.attribute(u"trunk"_s) == u"yes";
    for (const XmlElement &tag : tags) {
        const int id = qBound(0, tag.attribute(u"id"_s).toInt(), 4094);
        if (!isTrunk || tag.hasAttribute(u"nativeMode"_s))
            nic.vlan = id;
        else if (nic.trunks.size() < 64)
            nic.trunks += id;
    }
}

void setVlans(XmlElement element, const NicConfig &wish)
{
    element.removeChildren(u"vlan"_s);
    if (!wish.vlan && wish.trunks.isEmpty())
        return;
    XmlElement vlan = element.append(u"vlan"_s);
    const bool isTrunk = !wish.trunks.isEmpty();
    if (isTrunk)
        vlan.setAttribute(u"trunk"_s, u"yes"_s);
    if (wish.vlan) {
        XmlElement tag = with(vlan.append(u"tag"_s), {{"id", QString::number(wish.vlan)}});
        if (isTrunk)
            tag.setAttribute(u"nativeMode"_s, u"untagged"_s);
    }
    for (const int id : wish.trunks) {
        if (id != wish.vlan)
            with(vlan.append(u"tag"_s), {{"id", QString::number(id)}});
    }
}

NicConfig readNic(const XmlElement &element)
{
    NicConfig nic;
    nic.mac = element.child(u"mac"_s).attribute(u"address"_s).toLower().left(17);
    nic.kind = kindOf(element);
    if (nic.kind == NetworkKind::Bridge || nic.kind == NetworkKind::Network) {
        nic.source = element.child(u"source"_s)
                         .attribute(nic.kind == NetworkKind::Bridge ? u"bridge"_s : u"network"_s)
                         .left(64);
    }
    const QString model = element.child(u"model"_s).attribute(u"type"_s);
    nic.model = model.isEmpty() ? u"rtl8139"_s : model.left(32); // libvirt's own default
    nic.isLinkUp = element.child(u"link"_s).attribute(u"state"_s) != u"down";
    readVlans(element, nic);
    nic.rateBytesPerSecond = readRate(element);
    nic.queues = qBound(0, element.child(u"driver"_s).attribute(u"queues"_s).toInt(), 64);
    nic.mtu = qBound(0, element.child(u"mtu"_s).attribute(u"size"_s).toInt(), 65520);
    return nic;
}

//! A card that is plugged into nothing: QEMU wants some backend, so it is a private one whose cable
//! is out.
bool isUnplugged(const NicConfig &nic) { return nic.kind == NetworkKind::None; }

void setConnection(XmlElement element, const NicConfig &wish)
{
    // Switch profiles, VLANs and device names belong to the former connection.
    for (const QString &name : {u"source"_s, u"virtualport"_s, u"vlan"_s, u"target"_s})
        element.removeChildren(name);
    if (wish.kind == NetworkKind::Bridge || wish.kind == NetworkKind::Network) {
        const bool isBridge = wish.kind == NetworkKind::Bridge;
        element.setAttribute(u"type"_s, isBridge ? u"bridge"_s : u"network"_s);
        XmlElement mac = element.child(u"mac"_s);
        XmlElement source = mac ? mac.insertAfter(u"source"_s) : element.append(u"source"_s);
        source.setAttribute(isBridge ? u"bridge"_s : u"network"_s, wish.source);
    } else {
        element.setAttribute(u"type"_s, u"user"_s);
    }
}

void setLink(XmlElement element, bool isUp)
{
    if (isUp)
        element.removeChildren(u"link"_s);
    else
        element.ensure(u"link"_s).setAttribute(u"state"_s, u"down"_s);
}

void setQueues(XmlElement element, int queues)
{
    XmlElement driver = element.ensure(u"driver"_s);
    if (queues) {
        driver.setAttribute(u"queues"_s, QString::number(queues));
        return;
    }
    driver.removeAttribute(u"queues"_s);
    if (driver.toString() == u"<driver/>")
        driver.remove();
}

void patchTuning(XmlElement element, const NicConfig &before, const NicConfig &wish)
{
    if (before.vlan != wish.vlan || before.trunks != wish.trunks)
        setVlans(element, wish);
    if (before.rateBytesPerSecond / 1000 != wish.rateBytesPerSecond / 1000)
        setRate(element, wish.rateBytesPerSecond);
    if (before.queues != wish.queues)
        setQueues(element, wish.queues);
    if (before.mtu == wish.mtu)
        return;
    element.removeChildren(u"mtu"_s);
    if (wish.mtu)
        element.append(u"mtu"_s).setAttribute(u"size"_s, QString::number(wish.mtu));
}

void patchNic(XmlElement element, const NicConfig &wish)
{
    const NicConfig before = readNic(element);
    if (before == wish)
        return;
    if (before.mac != wish.mac.toLower() && !wish.mac.isEmpty())
        element.ensure(u"mac"_s).setAttribute(u"address"_s, wish.mac);
    if (before.model != wish.model)
        element.ensure(u"model"_s).setAttribute(u"type"_s, wish.model);
    if (before.kind != wish.kind || before.source != wish.source)
        setConnection(element, wish);
    const bool isLinkUp = wish.isLinkUp && !(isUnplugged(wish) && before.kind != wish.kind);
    if (before.isLinkUp != isLinkUp)
        setLink(element, isLinkUp);
    patchTuning(element, readNic(element), wish); // a new connection has no tuning any more
}

XmlElement addNic(XmlElement devices, const NicConfig &wish)
{
    const QList<XmlElement> cards = devices.children(u"interface"_s);
    const QList<XmlElement> disks = devices.children(u"disk"_s);
    XmlElement element = !cards.isEmpty()   ? XmlElement(cards.last()).insertAfter(u"interface"_s)
                         : !disks.isEmpty() ? XmlElement(disks.last()).insertAfter(u"interface"_s)
                                            : devices.append(u"interface"_s);
    element.setAttribute(u"type"_s, u"user"_s);
    if (!wish.mac.isEmpty())
        element.append(u"mac"_s).setAttribute(u"address"_s, wish.mac);
    element.append(u"model"_s).setAttribute(u"type"_s, wish.model);
    return element;
}

//! All but those that are a device of the host.
QList<XmlElement> modelledNics(const XmlElement &devices)
{
    QList<XmlElement> nics = devices.children(u"interface"_s);
    nics.removeIf([](const XmlElement &nic) { return nic.attribute(u"type"_s) == u"hostdev"; });
    return nics.mid(0, kMostNics);
}

//! By MAC; one without, which libvirt gives one when it starts, stands for one without.
qsizetype indexOf(const QList<XmlElement> &cards, const QString &mac)
{
    for (qsizetype i = 0; i < cards.size(); ++i) {
        if (readNic(cards.at(i)).mac == mac)
            return i;
    }
    return -1;
}

} // namespace

QList<NicConfig> readNics(const XmlElement &devices)
{
    QList<NicConfig> nics;
    for (const XmlElement &element : modelledNics(devices))
        nics.append(readNic(element));
    return nics;
}

void patchNics(const DomainPatch &patch)
{
    XmlElement devices = patch.devices();
    QList<XmlElement> left = modelledNics(devices);
    QList<NicConfig> added;
    for (const NicConfig &wish : patch.wish.nics) {
        const qsizetype index = indexOf(left, wish.mac.toLower());
        if (index < 0)
            added.append(wish);
        else
            patchNic(left.takeAt(index), wish);
    }
    for (const NicConfig &wish : added) {
        const qsizetype index = patch.isNew ? -1 : indexOf(left, QString());
        patchNic(index < 0 ? addNic(devices, wish) : left.takeAt(index), wish);
    }
    for (XmlElement &element : left)
        element.remove();
}

} // namespace Atoll::Kvm
