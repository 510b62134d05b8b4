// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainhardware.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::NetworkKind;
using Api::NicConfig;

NetworkKind kindOf(const XmlElement &nic)
{
    const QString type = nic.attribute(u"type"_s);
    if (type == u"bridge")
        return NetworkKind::Bridge;
    if (type == u"network")
        return NetworkKind::Network;
    return type == u"user" ? NetworkKind::User : NetworkKind::None;
}

NicConfig readNic(const XmlElement &element)
{
    NicConfig nic;
    nic.mac = element.child(u"mac"_s).attribute(u"address"_s).toLower();
    nic.kind = kindOf(element);
    if (nic.kind == NetworkKind::Bridge || nic.kind == NetworkKind::Network) {
        nic.source = element.child(u"source"_s)
                         .attribute(nic.kind == NetworkKind::Bridge ? u"bridge"_s : u"network"_s);
    }
    const QString model = element.child(u"model"_s).attribute(u"type"_s);
    nic.model = model.isEmpty() ? u"rtl8139"_s : model; // libvirt's own default
    nic.isLinkUp = element.child(u"link"_s).attribute(u"state"_s) != u"down";
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

void patchNic(XmlElement element, const NicConfig &wish)
{
    const NicConfig before = readNic(element);
    if (before == wish)
        return;
    if (before.mac != wish.mac && !wish.mac.isEmpty())
        element.ensure(u"mac"_s).setAttribute(u"address"_s, wish.mac);
    if (before.model != wish.model)
        element.ensure(u"model"_s).setAttribute(u"type"_s, wish.model);
    if (before.kind != wish.kind || before.source != wish.source)
        setConnection(element, wish);
    const bool isLinkUp = wish.isLinkUp && !(isUnplugged(wish) && kindOf(element) != wish.kind);
    if (before.isLinkUp != isLinkUp)
        setLink(element, isLinkUp);
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

} // namespace

QList<NicConfig> readNics(const XmlElement &devices)
{
    QList<NicConfig> nics;
    for (const XmlElement &element : devices.children(u"interface"_s)) {
        if (element.attribute(u"type"_s) != u"hostdev")
            nics.append(readNic(element));
    }
    return nics;
}

void patchNics(XmlElement devices, const QList<NicConfig> &nics)
{
    QList<XmlElement> left;
    for (const XmlElement &element : devices.children(u"interface"_s)) {
        if (element.attribute(u"type"_s) != u"hostdev")
            left.append(element);
    }
    QList<NicConfig> added;
    for (const NicConfig &wish : nics) {
        const auto same = std::find_if(left.begin(), left.end(), [&wish](const XmlElement &card) {
            return readNic(card).mac == wish.mac.toLower();
        });
        if (same == left.end()) {
            added.append(wish);
            continue;
        }
        patchNic(*same, wish);
        left.erase(same);
    }
    for (XmlElement &element : left)
        element.remove();
    for (const NicConfig &wish : added)
        patchNic(addNic(devices, wish), wish);
}

} // namespace Atoll::Kvm
