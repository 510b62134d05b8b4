// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::DiskConfig;
using Api::GuestConfig;
using Api::NicConfig;

QString metadataUri() { return QString::fromLatin1(kMetadataUri); }

XmlElement metadataOf(const XmlElement &domain)
{
    return domain.child(u"metadata"_s).child(u"guest"_s, metadataUri());
}

void writeFlag(XmlElement element, const QString &name, bool isWritten, bool value)
{
    if (isWritten)
        element.setAttribute(name, value ? u"yes"_s : u"no"_s);
}

void readFlag(const XmlElement &element, const QString &name, bool &value)
{
    if (element.hasAttribute(name))
        value = element.attribute(name) == u"yes";
}

void writeNumber(XmlElement element, const QString &name, qint64 value, qint64 usual = 0)
{
    if (value != usual)
        element.setAttribute(name, QString::number(value));
}

template <class T>
void readNumber(const XmlElement &element, const QString &name, T &value)
{
    if (element.hasAttribute(name))
        value = T(element.attribute(name).toLongLong());
}

void writeDisk(XmlElement guest, const DiskConfig &disk)
{
    if (disk.storage.isEmpty() && disk.isBackedUp && disk.isReplicated)
        return;
    XmlElement volume = guest.appendInSameNamespace(u"volume"_s);
    volume.setAttribute(u"target"_s, disk.target);
    if (!disk.storage.isEmpty()) {
        volume.setAttribute(u"storage"_s, disk.storage);
        volume.setAttribute(u"name"_s, disk.volume);
        volume.setAttribute(u"bytes"_s, QString::number(disk.sizeBytes));
    }
    writeFlag(volume, u"backup"_s, !disk.isBackedUp, false);
    writeFlag(volume, u"replicate"_s, !disk.isReplicated, false);
}

void readDisk(const XmlElement &volume, QList<DiskConfig> &disks)
{
    for (DiskConfig &disk : disks) {
        if (disk.target != volume.attribute(u"target"_s))
            continue;
        disk.storage = volume.attribute(u"storage"_s);
        disk.volume = volume.attribute(u"name"_s);
        readNumber(volume, u"bytes"_s, disk.sizeBytes);
        readFlag(volume, u"backup"_s, disk.isBackedUp);
        readFlag(volume, u"replicate"_s, disk.isReplicated);
    }
}

//! What has no place in libvirt's format.
void writeMore(XmlElement guest, const GuestConfig &config)
{
    for (const NicConfig &nic : config.nics) {
        if (nic.isFirewalled || nic.mac.isEmpty())
            continue;
        with(guest.appendInSameNamespace(u"card"_s), {{"mac", nic.mac}, {"firewall", u"no"_s}});
    }
    XmlElement memory = guest.appendInSameNamespace(u"memory"_s);
    writeNumber(memory, u"minimum"_s, config.memory.minimumBytes);
    writeNumber(memory, u"shares"_s, config.memory.shares);
    if (!memory.hasAttribute(u"minimum"_s) && !memory.hasAttribute(u"shares"_s))
        memory.remove();
    if (config.startOrder != Api::StartOrder{}) {
        XmlElement order = guest.appendInSameNamespace(u"start"_s);
        writeNumber(order, u"order"_s, config.startOrder.order);
        writeNumber(order, u"delay"_s, config.startOrder.upDelaySeconds);
        writeNumber(order, u"timeout"_s, config.startOrder.downTimeoutSeconds, 180);
    }
    if (!config.hookScript.isEmpty())
        guest.appendInSameNamespace(u"hook"_s).setText(config.hookScript);
}

void readMore(const XmlElement &element, GuestConfig &config)
{
    const QString name = element.name();
    if (name == u"tag")
        config.tags += element.text();
    if (name == u"volume")
        readDisk(element, config.disks);
    if (name == u"hook")
        config.hookScript = element.text();
    if (name == u"memory") {
        readNumber(element, u"minimum"_s, config.memory.minimumBytes);
        readNumber(element, u"shares"_s, config.memory.shares);
    }
    if (name == u"start") {
        readNumber(element, u"order"_s, config.startOrder.order);
        readNumber(element, u"delay"_s, config.startOrder.upDelaySeconds);
        readNumber(element, u"timeout"_s, config.startOrder.downTimeoutSeconds);
    }
    if (name != u"card")
        return;
    for (NicConfig &nic : config.nics) {
        if (nic.mac == element.attribute(u"mac"_s))
            readFlag(element, u"firewall"_s, nic.isFirewalled);
    }
}

void fill(XmlElement guest, const GuestConfig &config)
{
    guest.setAttribute(u"id"_s, QString::number(config.id));
    guest.setAttribute(u"os"_s, nameOf(config.osType));
    writeFlag(guest, u"protected"_s, config.isProtected, true);
    writeFlag(guest, u"template"_s, config.isTemplate, true);
    if (engineName(config.name) != config.name)
        guest.setAttribute(u"name"_s, config.name);
    for (const QString &tag : config.tags)
        guest.appendInSameNamespace(u"tag"_s).setText(tag);
    for (const DiskConfig &disk : config.disks)
        writeDisk(guest, disk);
    writeMore(guest, config);
}

XmlElement ensureMetadata(XmlElement domain)
{
    if (const XmlElement metadata = domain.child(u"metadata"_s))
        return metadata;
    for (const QString &name : {u"description"_s, u"title"_s, u"uuid"_s, u"name"_s}) {
        if (XmlElement head = domain.child(name))
            return head.insertAfter(u"metadata"_s);
    }
    return domain.append(u"metadata"_s);
}

} // namespace

void patchMetadata(XmlElement domain, const GuestConfig &config)
{
    if (!config.id)
        return;
    XmlElement metadata = ensureMetadata(domain);
    XmlElement former = metadataOf(domain);
    XmlElement guest = metadata.append(u"atoll"_s, metadataUri(), u"guest"_s);
    fill(guest, config);
    if (former && former.toString() == guest.toString())
        guest.remove();
    else
        former.remove();
}

void readMetadata(const XmlElement &domain, GuestConfig &config)
{
    const XmlElement guest = metadataOf(domain);
    if (!guest)
        return;
    config.id = qMax(0, guest.attribute(u"id"_s).toInt());
    readFlag(guest, u"protected"_s, config.isProtected);
    readFlag(guest, u"template"_s, config.isTemplate);
    if (guest.hasAttribute(u"name"_s))
        config.name = guest.attribute(u"name"_s);
    for (const auto &entry : enumNames(Api::OsType{})) {
        if (guest.attribute(u"os"_s) == QLatin1StringView(entry.name))
            config.osType = entry.value;
    }
    for (const XmlElement &element : guest.children())
        readMore(element, config);
}

} // namespace Atoll::Kvm
