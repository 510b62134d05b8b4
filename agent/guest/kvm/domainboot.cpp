// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::Firmware;
using Api::GuestConfig;

bool hasFirmwareFeature(const XmlElement &os, const QString &name)
{
    for (const XmlElement &feature : os.child(u"firmware"_s).children(u"feature"_s)) {
        if (feature.attribute(u"name"_s) == name)
            return feature.attribute(u"enabled"_s) == u"yes";
    }
    return false;
}

Firmware readFirmware(const XmlElement &domain)
{
    const XmlElement os = domain.child(u"os"_s);
    const XmlElement loader = os.child(u"loader"_s);
    const bool isUefi = os.attribute(u"firmware"_s) == u"efi"
                        || loader.attribute(u"type"_s) == u"pflash" || os.child(u"nvram"_s);
    if (!isUefi)
        return Firmware::Bios;
    const bool isSecure =
        hasFirmwareFeature(os, u"secure-boot"_s) || loader.attribute(u"secure"_s) == u"yes";
    return isSecure ? Firmware::UefiSecureBoot : Firmware::Uefi;
}

void addFeature(XmlElement firmware, const QString &name, bool isOn)
{
    with(firmware.append(u"feature"_s), {{"enabled", isOn ? u"yes"_s : u"no"_s}, {"name", name}});
}

void setFirmware(XmlElement domain, Firmware wish)
{
    XmlElement os = domain.ensure(u"os"_s);
    for (const QString &name : {u"loader"_s, u"nvram"_s, u"firmware"_s})
        os.removeChildren(name);
    if (wish == Firmware::Bios) {
        os.removeAttribute(u"firmware"_s);
        return;
    }
    os.setAttribute(u"firmware"_s, u"efi"_s);
    // libvirt looks for an image that has what is on and lacks what is off.
    const bool isSecure = wish == Firmware::UefiSecureBoot;
    XmlElement firmware = os.append(u"firmware"_s);
    addFeature(firmware, u"enrolled-keys"_s, isSecure);
    addFeature(firmware, u"secure-boot"_s, isSecure);
    if (!isSecure)
        return;
    // Only system management mode may write the variables then.
    XmlElement smm = domain.ensure(u"features/smm"_s);
    smm.setAttribute(u"state"_s, u"on"_s);
}

//! A disk or card that the configuration knows, by its name there.
QString bootNameOf(const XmlElement &device)
{
    if (device.name() == u"disk")
        return device.child(u"target"_s).attribute(u"dev"_s);
    if (device.name() == u"interface")
        return device.child(u"mac"_s).attribute(u"address"_s).toLower();
    return {};
}

//! "pc-q35-7.2" is what the engine makes of "q35"; no wish takes everything.
bool isSameMachine(const QString &there, const QString &wish)
{
    return wish.isEmpty() || there == wish || there.startsWith(u"pc-%1-"_s.arg(wish))
           || (wish == u"pc" && there.startsWith(u"pc-i440fx-"))
           || (wish == u"virt" && there.startsWith(u"virt-"));
}

void setOsBoot(XmlElement domain)
{
    XmlElement os = domain.ensure(u"os"_s);
    for (const QString &device : {u"hd"_s, u"cdrom"_s, u"network"_s})
        os.append(u"boot"_s).setAttribute(u"dev"_s, device);
}

} // namespace

void readOs(const XmlElement &domain, GuestConfig &config)
{
    const XmlElement os = domain.child(u"os"_s);
    config.arch = os.child(u"type"_s).attribute(u"arch"_s).left(16);
    config.machine = os.child(u"type"_s).attribute(u"machine"_s).left(64);
    config.firmware = readFirmware(domain);
    config.kernel = os.child(u"kernel"_s).text().left(4096);
    config.initrd = os.child(u"initrd"_s).text().left(4096);
    config.kernelArguments = os.child(u"cmdline"_s).text().left(4096);
}

void patchOs(const DomainPatch &patch)
{
    const GuestConfig &before = patch.before;
    const GuestConfig &wish = patch.wish;
    XmlElement domain = patch.domain;
    XmlElement os = domain.ensure(u"os"_s);
    for (const auto &[name, former, text] :
         {std::tuple{u"kernel"_s, before.kernel, wish.kernel},
          {u"initrd"_s, before.initrd, wish.initrd},
          {u"cmdline"_s, before.kernelArguments, wish.kernelArguments}}) {
        if (former != text)
            setOrRemove(os, name, text);
    }
    XmlElement type = os.child(u"type"_s);
    // What the engine chose or expanded stays: another version is another computer to the guest.
    if (type && !isSameMachine(before.machine, wish.machine))
        type.setAttribute(u"machine"_s, wish.machine);
    if (before.firmware != wish.firmware && !patch.isTestDriver())
        setFirmware(domain, wish.firmware);
}

QStringList readBootOrder(const XmlElement &domain)
{
    QMap<int, QString> order;
    for (const XmlElement &device : domain.child(u"devices"_s).children()) {
        const QString name = bootNameOf(device);
        const int number = device.child(u"boot"_s).attribute(u"order"_s).toInt();
        if (number > 0 && !name.isEmpty())
            order.insert(number, name);
    }
    return order.values().mid(0, 1024);
}

void patchBootOrder(const DomainPatch &patch)
{
    QStringList wish;
    for (const QString &name : patch.wish.bootOrder)
        wish += name.contains(u':') ? name.toLower() : name;
    if (patch.isNew && wish.isEmpty())
        setOsBoot(patch.domain);
    // as it is now: a disk on another bus is a new element
    if (readBootOrder(patch.domain) == wish || patch.isTestDriver())
        return;
    XmlElement domain = patch.domain;
    domain.ensure(u"os"_s).removeChildren(u"boot"_s);
    for (XmlElement device : domain.child(u"devices"_s).children()) {
        device.removeChildren(u"boot"_s); // of devices that are not named, too: numbers are unique
        const qsizetype place = wish.indexOf(bootNameOf(device));
        if (place >= 0) {
            device.append(u"boot"_s).setAttribute(u"order"_s, QString::number(place + 1));
            wish[place].prepend(u'\0'); // a name twice would be a number twice
        }
    }
    if (wish.isEmpty())
        setOsBoot(domain);
}

} // namespace Atoll::Kvm
