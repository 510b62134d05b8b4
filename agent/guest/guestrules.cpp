// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrules.h"

#include "cloudinit.h"
#include "kvm/xml.h"

#include <core/units.h>

#include <QRandomGenerator>
#include <QRegularExpression>
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

Result<void> checkText(const QString &field, const QString &text, bool allowsLines = false)
{
    if (hasControl(text, allowsLines))
        return fail(invalidField(field, u"must not have a line break or control character"_s));
    if (!Kvm::isXmlText(text))
        return fail(invalidField(field, u"has a character that cannot be stored"_s));
    return {};
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

QString targetPrefix(DiskBus bus)
{
    switch (bus) {
    case DiskBus::Virtio:
        return u"vd"_s;
    case DiskBus::Ide:
        return u"hd"_s;
    case DiskBus::Scsi:
    case DiskBus::Sata:
    case DiskBus::Usb:
        break;
    }
    return u"sd"_s;
}

Result<void> checkDisk(const DiskConfig &disk, const QString &field, QSet<QString> &targets)
{
    static const QRegularExpression pattern(u"^[a-z]{2,4}$"_s);
    if (!disk.target.isEmpty()) {
        if (!pattern.match(disk.target).hasMatch()
            || !disk.target.startsWith(targetPrefix(disk.bus)))
            return fail(invalidField(
                field + u".target"_s,
                u"must be as %1a, for the bus %2"_s.arg(targetPrefix(disk.bus), nameOf(disk.bus))));
        if (targets.contains(disk.target))
            return fail(invalidField(field + u".target"_s,
                                     u"is used by another disk: %1"_s.arg(disk.target)));
        targets.insert(disk.target);
    }
    for (const auto &[name, text] : {std::pair{u".storage"_s, disk.storage},
                                     {u".volume"_s, disk.volume},
                                     {u".path"_s, disk.path}}) {
        if (const auto ok = checkText(field + name, text); !ok)
            return ok;
    }
    if (disk.volume.isEmpty() != disk.storage.isEmpty() && disk.kind == DiskKind::Cdrom)
        return fail(invalidField(field + u".volume"_s,
                                 u"needs both storage and volume, or neither (no medium)"_s));
    return {};
}

Result<void> checkNic(const NicConfig &nic, const QString &field, QSet<QString> &macs)
{
    static const QRegularExpression macPattern(u"^([0-9a-f]{2}:){5}[0-9a-f]{2}$"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression modelPattern(u"^[a-zA-Z0-9_.-]+$"_s);
    if (!nic.mac.isEmpty()) {
        const QString mac = nic.mac.toLower();
        if (!macPattern.match(mac).hasMatch())
            return fail(invalidField(field + u".mac"_s, u"must be as 52:54:00:12:34:56"_s));
        if (mac.first(2).toInt(nullptr, 16) & 1)
            return fail(invalidField(field + u".mac"_s, u"must not be a multicast address"_s));
        if (macs.contains(mac))
            return fail(invalidField(field + u".mac"_s, u"is used by another card"_s));
        macs.insert(mac);
    }
    if (!modelPattern.match(nic.model).hasMatch())
        return fail(invalidField(field + u".model"_s, u"must be as virtio or e1000e"_s));
    const bool needsSource = nic.kind == NetworkKind::Bridge || nic.kind == NetworkKind::Network;
    if (needsSource && nic.source.isEmpty())
        return fail(invalidField(field + u".source"_s, u"must name the bridge or network"_s));
    return checkText(field + u".source"_s, nic.source);
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

Result<void> check(const GuestConfig &config)
{
    if (const auto name = checkName(config.name); !name)
        return name;
    if (const auto text = checkText(u"description"_s, config.description, true); !text)
        return text;
    for (qsizetype i = 0; i < config.tags.size(); ++i) {
        if (const auto text = checkText(u"tags[%1]"_s.arg(i), config.tags.at(i)); !text)
            return text;
    }
    for (const auto &[field, text] : {std::pair{u"machine"_s, config.machine},
                                      {u"cpu.model"_s, config.cpu.model},
                                      {u"kernel"_s, config.kernel},
                                      {u"initrd"_s, config.initrd},
                                      {u"kernelArguments"_s, config.kernelArguments}}) {
        if (const auto ok = checkText(field, text); !ok)
            return ok;
    }
    QSet<QString> targets;
    for (qsizetype i = 0; i < config.disks.size(); ++i) {
        const auto ok = checkDisk(config.disks.at(i), u"disks[%1]"_s.arg(i), targets);
        if (!ok)
            return ok;
    }
    QSet<QString> macs;
    for (qsizetype i = 0; i < config.nics.size(); ++i) {
        if (const auto ok = checkNic(config.nics.at(i), u"nics[%1]"_s.arg(i), macs); !ok)
            return ok;
    }
    return cloudinit::check(config);
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
        if (disk.kind == DiskKind::Cdrom)
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
    if (const auto ok = check(*wish); !ok)
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
