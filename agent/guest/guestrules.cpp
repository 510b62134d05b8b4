// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrulesparts.h"

#include "cloudinit.h"
#include "kvm/xml.h"

#include <core/units.h>

#include <QDir>
#include <QRandomGenerator>
#include <QSet>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll::guestrules {
namespace {

using Api::DiskBus;
using Api::DiskConfig;
using Api::DiskKind;
using Api::GuestConfig;
using Api::NetworkKind;
using Api::NicConfig;

//! The name becomes the name of files: room is needed for endings.
constexpr qsizetype kNameBytes = 230;

bool hasControl(const QString &text, bool allowsLines)
{
    return std::any_of(text.begin(), text.end(), [allowsLines](QChar c) {
        const bool isLine = c == u'\n' || c == u'\t' || c == u'\r';
        return c.category() == QChar::Other_Control && !(allowsLines && isLine);
    });
}

Result<void> checkName(const QString &name)
{
    if (const auto text = checkText(u"name"_s, name); !text)
        return text;
    if (name.trimmed().isEmpty())
        return fail(invalidField(u"name"_s, u"must not be empty"_s));
    if (name.trimmed() != name)
        return fail(invalidField(u"name"_s, u"must not begin or end with a space"_s));
    if (name == u"." || name == u"..")
        return fail(invalidField(u"name"_s, u"must not be a dot or two"_s));
    if (name.toUtf8().size() > kNameBytes)
        return fail(invalidField(u"name"_s, u"is too long"_s));
    return {};
}

Result<void> checkTexts(const Checked &checked)
{
    using G = GuestConfig;
    const GuestConfig &config = checked.config;
    if (checked.isChanged(&G::name)) {
        if (const auto name = checkName(config.name); !name)
            return name;
    }
    if (const auto text = checkText(u"description"_s, config.description, true);
        !text && checked.isChanged(&G::description))
        return text;
    for (qsizetype i = 0; i < config.tags.size() && checked.isChanged(&G::tags); ++i) {
        if (const auto text = checkText(u"tags[%1]"_s.arg(i), config.tags.at(i)); !text)
            return text;
    }
    for (const auto &[field, member] : {std::pair{u"kernel"_s, &G::kernel},
                                        {u"initrd"_s, &G::initrd},
                                        {u"kernelArguments"_s, &G::kernelArguments},
                                        {u"hookScript"_s, &G::hookScript}}) {
        const auto ok = checkText(field, config.*member);
        if (!ok && checked.isChanged(member))
            return ok;
    }
    const bool isHookNew = checked.isChanged(&G::hookScript) && !config.hookScript.isEmpty();
    if (isHookNew && !QDir::isAbsolutePath(config.hookScript))
        return fail(invalidField(u"hookScript"_s, u"must be an absolute path"_s));
    for (qsizetype i = 0; i < config.qemuArguments.size(); ++i) {
        const auto ok = checkText(u"qemuArguments[%1]"_s.arg(i), config.qemuArguments.at(i));
        if (!ok && checked.isChanged(&G::qemuArguments))
            return ok;
    }
    return {};
}

QString freeTarget(DiskBus bus, const QSet<QString> &used)
{
    for (char16_t letter = u'a'; letter <= u'z'; ++letter) {
        const QString target = targetPrefix(bus) + QChar(letter);
        if (!used.contains(target))
            return target;
    }
    for (int i = 0; i < 26 * 26; ++i) {
        const QString target = targetPrefix(bus) + QChar(u'a' + i / 26) + QChar(u'a' + i % 26);
        if (!used.contains(target))
            return target;
    }
    return {};
}

//! QEMU's own prefix, the rest by chance.
QString newMac()
{
    const quint32 number = QRandomGenerator::system()->generate();
    return u"52:54:00:%1:%2:%3"_s.arg(number & 0xff, 2, 16, '0'_L1)
        .arg(number >> 8 & 0xff, 2, 16, '0'_L1)
        .arg(number >> 16 & 0xff, 2, 16, '0'_L1);
}

} // namespace

Result<void> checkText(const QString &field, const QString &text, bool allowsLines)
{
    if (hasControl(text, allowsLines))
        return fail(invalidField(field, u"must not have a line break or control character"_s));
    if (!Kvm::isXmlText(text))
        return fail(invalidField(field, u"has a character that cannot be stored"_s));
    return {};
}

Result<void> check(const GuestConfig &config, const GuestConfig *before)
{
    const Checked checked{config, before};
    for (const auto part : {checkTexts, checkDisks, checkNics, checkCpu, checkMemory, checkDisplay,
                            checkDevices, checkSystem}) {
        if (const auto ok = part(checked); !ok)
            return ok;
    }
    return cloudinit::check(config);
}

QString fieldOfNode(const GuestConfig &config, const GuestConfig &before)
{
    using G = GuestConfig;
    for (const auto &[field, member] : {std::pair{u"kernel"_s, &G::kernel},
                                        {u"initrd"_s, &G::initrd},
                                        {u"hookScript"_s, &G::hookScript}}) {
        if (!(config.*member).isEmpty() && config.*member != before.*member)
            return field;
    }
    if (!config.qemuArguments.isEmpty() && config.qemuArguments != before.qemuArguments)
        return u"qemuArguments"_s;
    const Api::DevicesConfig &devices = config.devices;
    for (const Api::PciConfig &pci : devices.pci) {
        if (pci.mapping.isEmpty() && !before.devices.pci.contains(pci))
            return u"devices.pci"_s;
    }
    for (const Api::UsbConfig &usb : devices.usb) {
        if (usb.kind == Api::UsbKind::Host && !before.devices.usb.contains(usb))
            return u"devices.usb"_s;
    }
    for (const Api::ShareConfig &share : devices.shares) {
        if (share.mapping.isEmpty() && !before.devices.shares.contains(share))
            return u"devices.shares"_s;
    }
    return {};
}

Result<void> checkNew(const GuestConfig &config)
{
    if (config.kind != Api::GuestKind::Vm)
        return fail(invalidField(u"kind"_s, u"must be vm: this version makes no containers"_s));
    if (config.id && config.id < kFirstId)
        return fail(invalidField(u"id"_s, u"must be %1 or more"_s.arg(kFirstId)));
    if (!config.uuid.isEmpty() && QUuid::fromString(config.uuid).isNull())
        return fail(invalidField(u"uuid"_s, u"must be a UUID"_s));
    if (!config.foreignXml.isEmpty())
        return fail(invalidField(u"foreignXml"_s, u"can only come from guest.adopt"_s));
    if (config.isTemplate)
        return fail(invalidField(u"isTemplate"_s, u"comes from guest.template.make, when it is "
                                                  "made"_s));
    for (qsizetype i = 0; i < config.disks.size(); ++i) {
        const DiskConfig &disk = config.disks.at(i);
        const QString field = u"disks[%1]"_s.arg(i);
        if (!disk.path.isEmpty())
            return fail(invalidField(field + u".path"_s, u"can only come from guest.adopt"_s));
        if (disk.kind != DiskKind::Disk)
            continue;
        if (disk.storage.isEmpty())
            return fail(invalidField(field + u".storage"_s, u"must name a storage"_s));
        if (disk.volume.isEmpty() && disk.sizeBytes < units::MiB)
            return fail(invalidField(field + u".sizeBytes"_s, u"must be at least 1 MiB"_s));
    }
    return check(config);
}

void complete(GuestConfig &config)
{
    QSet<QString> targets;
    for (const DiskConfig &disk : std::as_const(config.disks))
        targets.insert(disk.target);
    for (DiskConfig &disk : config.disks) {
        if (disk.target.isEmpty())
            disk.target = freeTarget(disk.bus, targets);
        const bool isImage = !disk.path.isEmpty() || disk.volume.endsWith(u".qcow2");
        if (disk.kind == DiskKind::Cdrom && !isImage)
            disk.format = Api::VolumeFormat::Iso;
        targets.insert(disk.target);
    }
    for (NicConfig &nic : config.nics)
        nic.mac = nic.mac.isEmpty() ? newMac() : nic.mac.toLower();
    if (config.uuid.isEmpty())
        config.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Result<GuestConfig> merged(const GuestConfig &config, const QJsonObject &changes)
{
    QJsonObject document = toJsonObject(config);
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QString &key = it.key();
        if (key == u"id" || key == u"uuid" || key == u"kind" || key == u"foreignXml")
            return fail(invalidField(u"changes."_s + key, u"cannot be changed"_s));
        if (key == u"isTemplate" && it->toBool() != config.isTemplate)
            return fail(invalidField(u"changes."_s + key, u"is changed by guest.template.make and "
                                                          "guest.template.unmake"_s));
        if (it->isNull())
            document.remove(key);
        else
            document.insert(key, *it);
    }
    const auto wish = fromJson<GuestConfig>(document);
    if (!wish)
        return wish;
    QStringList paths;
    for (const DiskConfig &disk : config.disks)
        paths += disk.path;
    for (qsizetype i = 0; i < wish->disks.size(); ++i) {
        if (!paths.contains(wish->disks.at(i).path) && !wish->disks.at(i).path.isEmpty())
            return fail(invalidField(u"disks[%1].path"_s.arg(i), u"cannot be chosen; use a storage "
                                                                 "and a volume"_s));
    }
    if (const auto ok = check(*wish, &config); !ok)
        return fail(ok.error());
    return wish;
}

QString volumeName(int id, int number) { return u"vm-%1-disk-%2"_s.arg(id).arg(number); }

bool ownsVolume(int id, const QString &volume)
{
    return volume.startsWith(u"vm-%1-disk-"_s.arg(id));
}

QList<Change> differences(const GuestConfig &before, const GuestConfig &after)
{
    QList<Change> changes = diffJson(toJson(before), toJson(after));
    changes.removeIf([](const Change &change) { return change.path == u"foreignXml"; });
    return changes;
}

} // namespace Atoll::guestrules
