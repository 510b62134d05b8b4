// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodedevices.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kLongestValue = 4096;
const QString kHubClass = u"09"_s;

QString valueOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.read(kLongestValue)).trimmed()
                                          : QString();
}

QString hexValue(const QString &path) { return valueOf(path).remove(u"0x"_s).toLower(); }

//! Where a link points to, without its folders.
QString linkName(const QString &path) { return QFileInfo(QFile::symLinkTarget(path)).fileName(); }

//! Names of vendors ("8086") and of their devices ("8086:1237") that are asked for.
QHash<QString, QString> namesOf(const QString &root, const QString &list,
                                const QSet<QString> &wanted)
{
    QHash<QString, QString> names;
    for (const QString &folder : {u"/usr/share/hwdata/"_s, u"/usr/share/misc/"_s}) {
        QFile file(root + folder + list);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        QString vendor;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine(kLongestValue);
            if (line.startsWith("C ")) // classes follow the vendors
                break;
            if (line.startsWith('#') || line.startsWith("\t\t") || line.size() < 7)
                continue;
            const bool isDevice = line.startsWith('\t');
            const QString id = QString::fromLatin1(line.mid(isDevice ? 1 : 0, 4)).toLower();
            vendor = isDevice ? vendor : id;
            const QString key = isDevice ? vendor + u':' + id : vendor;
            if (wanted.contains(key))
                names.insert(key, QString::fromUtf8(line.mid(isDevice ? 5 : 4)).trimmed());
        }
        return names;
    }
    return names;
}

template <class Facts>
QHash<QString, QString> namesFor(const QString &root, const QString &list, const QList<Facts> &all,
                                 QString Facts::*second)
{
    QSet<QString> wanted;
    for (const Facts &facts : all) {
        wanted.insert(facts.vendorId);
        wanted.insert(facts.vendorId + u':' + facts.*second);
    }
    return namesOf(root, list, wanted);
}

} // namespace

QList<PciFacts> readPciDevices(const QString &root)
{
    QList<PciFacts> all;
    const QDir folder(root + u"/sys/bus/pci/devices"_s);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString path = folder.filePath(name) + u'/';
        PciFacts facts;
        facts.address = name;
        facts.vendorId = hexValue(path + u"vendor"_s);
        facts.deviceId = hexValue(path + u"device"_s);
        facts.deviceClass = hexValue(path + u"class"_s).left(4);
        facts.driver = linkName(path + u"driver"_s);
        const QString group = linkName(path + u"iommu_group"_s);
        facts.iommuGroup = group.isEmpty() ? -1 : group.toInt();
        facts.mediatedTypes = QDir(path + u"mdev_supported_types"_s)
                                  .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        all.append(facts);
    }
    const auto names = namesFor(root, u"pci.ids"_s, all, &PciFacts::deviceId);
    for (PciFacts &facts : all) {
        facts.vendor = names.value(facts.vendorId);
        facts.device = names.value(facts.vendorId + u':' + facts.deviceId);
    }
    return all;
}

QList<UsbFacts> readUsbDevices(const QString &root)
{
    QList<UsbFacts> all;
    const QDir folder(root + u"/sys/bus/usb/devices"_s);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString path = folder.filePath(name) + u'/';
        // "1-2:1.0" is an interface of a device, "usb1" the host's own hub
        if (name.contains(u':') || !name.contains(u'-')
            || valueOf(path + u"bDeviceClass"_s) == kHubClass)
            continue;
        UsbFacts facts;
        facts.port = name;
        facts.vendorId = hexValue(path + u"idVendor"_s);
        facts.productId = hexValue(path + u"idProduct"_s);
        facts.vendor = valueOf(path + u"manufacturer"_s);
        facts.product = valueOf(path + u"product"_s);
        facts.serial = valueOf(path + u"serial"_s);
        facts.bus = valueOf(path + u"busnum"_s).toInt();
        facts.device = valueOf(path + u"devnum"_s).toInt();
        all.append(facts);
    }
    const auto names = namesFor(root, u"usb.ids"_s, all, &UsbFacts::productId);
    for (UsbFacts &facts : all) {
        facts.vendor = names.value(facts.vendorId, facts.vendor);
        facts.product = names.value(facts.vendorId + u':' + facts.productId, facts.product);
    }
    return all;
}

} // namespace Atoll
