// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll::cloudinit {
namespace {

using Api::CloudInitNic;
using Api::GuestConfig;

constexpr qsizetype kLabelLength = 63;

//! JSON texts are YAML texts, and nothing in them can end the quotes.
QString quoted(const QString &text)
{
    const QString list =
        QString::fromUtf8(QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact));
    return list.mid(1, list.size() - 2);
}

QString quotedList(const QStringList &texts)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

bool isStatic(const QString &address)
{
    return !address.isEmpty() && address != u"dhcp" && address != u"auto" && address != u"none";
}

QString userData(const GuestConfig &config, const Identity &identity)
{
    const Api::CloudInitConfig &wish = config.cloudInit;
    const QString host = hostName(config.name, config.id);
    QString text = u"#cloud-config\n"_s;
    const auto line = [&text](const QString &words) { text += words + u'\n'; };
    line(u"hostname: "_s + quoted(host));
    if (!wish.searchDomain.isEmpty())
        line(u"fqdn: "_s + quoted(host + u'.' + wish.searchDomain));
    line(u"manage_etc_hosts: true"_s);
    if (!wish.user.isEmpty())
        line(u"user: "_s + quoted(wish.user));
    if (wish.user == u"root")
        line(u"disable_root: false"_s);
    if (!identity.passwordHash.isEmpty()) {
        line(u"password: "_s + quoted(identity.passwordHash));
        line(u"chpasswd:\n  expire: false"_s);
    }
    if (!wish.sshKeys.isEmpty()) {
        line(u"ssh_authorized_keys:"_s);
        for (const QString &key : wish.sshKeys)
            line(u"  - "_s + quoted(key.trimmed()));
    }
    line(u"users:\n  - default"_s);
    if (wish.upgradesPackages)
        line(u"package_update: true\npackage_upgrade: true"_s);
    return text;
}

void addCard(QString &text, int index, const QString &mac, const CloudInitNic &nic,
             const Api::CloudInitConfig &wish)
{
    const QString name = u"eth%1"_s.arg(index);
    const auto line = [&text](const QString &words) { text += u"    "_s + words + u'\n'; };
    text += u"  %1:\n"_s.arg(name);
    line(u"match:\n      macaddress: "_s + quoted(mac));
    line(u"set-name: "_s + quoted(name));
    const bool hasDhcp4 = nic.address4.isEmpty() || nic.address4 == u"dhcp";
    line(u"dhcp4: "_s + (hasDhcp4 ? u"true"_s : u"false"_s));
    if (nic.address6 == u"dhcp")
        line(u"dhcp6: true"_s);
    if (nic.address6 == u"auto" || nic.address6 == u"none")
        line(u"accept-ra: "_s + (nic.address6 == u"auto" ? u"true"_s : u"false"_s));
    QStringList addresses;
    QString routes;
    for (const auto &[address, gateway, everything] :
         {std::tuple{nic.address4, nic.gateway4, u"0.0.0.0/0"_s},
          {nic.address6, nic.gateway6, u"::/0"_s}}) {
        if (!isStatic(address))
            continue;
        addresses += address;
        if (!gateway.isEmpty())
            routes +=
                u"      - to: %1\n        via: %2\n"_s.arg(quoted(everything), quoted(gateway));
    }
    if (!addresses.isEmpty())
        line(u"addresses: "_s + quotedList(addresses));
    if (!routes.isEmpty())
        text += u"    routes:\n"_s + routes;
    if (index != 0 || (wish.dnsServers.isEmpty() && wish.searchDomain.isEmpty()))
        return;
    line(u"nameservers:"_s);
    if (!wish.dnsServers.isEmpty())
        line(u"  addresses: "_s + quotedList(wish.dnsServers));
    if (!wish.searchDomain.isEmpty())
        line(u"  search: "_s + quotedList({wish.searchDomain}));
}

QString networkConfig(const GuestConfig &config)
{
    QString text = u"version: 2\n"_s;
    if (config.nics.isEmpty())
        return text + u"ethernets: {}\n"_s;
    text += u"ethernets:\n"_s;
    for (qsizetype i = 0; i < config.nics.size(); ++i)
        addCard(text, int(i), config.nics.at(i).mac.toLower(), config.cloudInit.nics.value(i),
                config.cloudInit);
    return text;
}

QString metaData(const GuestConfig &config, const Identity &identity)
{
    QString id = config.uuid;
    if (identity.instance > 1)
        id += u"-%1"_s.arg(identity.instance);
    return u"instance-id: %1\nlocal-hostname: %2\n"_s.arg(quoted(id),
                                                          quoted(hostName(config.name, config.id)));
}

QString orElse(const QString &override_, const QString &made)
{
    if (override_.isEmpty())
        return made;
    return override_.endsWith(u'\n') ? override_ : override_ + u'\n';
}

} // namespace

QString hostName(const QString &guestName, int id)
{
    QString name;
    for (const QChar c : guestName.toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isPlain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    name.truncate(kLabelLength);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? u"vm-%1"_s.arg(id) : name;
}

Texts render(const GuestConfig &config, const Identity &identity)
{
    const Api::CloudInitConfig &wish = config.cloudInit;
    return {orElse(wish.userData, userData(config, identity)), orElse(wish.vendorData, {}),
            orElse(wish.networkConfig, networkConfig(config)),
            orElse(wish.metaData, metaData(config, identity))};
}

QString storageOf(const GuestConfig &config)
{
    for (const Api::DiskConfig &disk : config.disks) {
        if (disk.kind == Api::DiskKind::Disk && !disk.storage.isEmpty())
            return disk.storage;
    }
    return {};
}

QString volumeName(int id) { return u"vm-%1-cloudinit.iso"_s.arg(id); }

GuestConfig withDrive(const GuestConfig &config)
{
    const QString storage = storageOf(config);
    if (!config.cloudInit.isEnabled || storage.isEmpty())
        return config;
    Api::DiskConfig drive;
    drive.kind = Api::DiskKind::Cdrom;
    drive.bus = Api::DiskBus::Scsi;
    drive.format = Api::VolumeFormat::Iso;
    drive.storage = storage;
    drive.volume = volumeName(config.id);
    drive.isReadOnly = true;
    // From the end, where the user's own disks do not come.
    for (char16_t letter = u'z'; letter >= u'a' && drive.target.isEmpty(); --letter) {
        const QString target = u"sd"_s + QChar(letter);
        const bool isTaken =
            std::any_of(config.disks.begin(), config.disks.end(),
                        [&](const Api::DiskConfig &disk) { return disk.target == target; });
        if (!isTaken)
            drive.target = target;
    }
    GuestConfig full = config;
    full.disks.append(drive);
    return full;
}

} // namespace Atoll::cloudinit
