// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mediateddevices.h"

#include "kvm/domain.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! sysfs takes a value in one write, and says at once whether it can.
Result<void> writeTo(const QString &path, const QByteArray &value, const QString &what)
{
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly | QIODevice::Unbuffered)
                           && file.write(value) == value.size();
    if (isWritten)
        return {};
    return fail(ErrorCode::EngineFailed, u"%1: %2"_s.arg(what, file.errorString()),
                u"See the kernel's log on the node, and whether the device's driver is loaded."_s);
}

int instancesIn(const QString &folder)
{
    QFile file(folder + u"/available_instances"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

} // namespace

QList<MediatedDevices::Part> MediatedDevices::partsOf(const Api::GuestConfig &config,
                                                      const QMap<QString, QString> &mapped)
{
    QList<Part> parts;
    for (qsizetype i = 0; i < config.devices.pci.size(); ++i) {
        const Api::PciConfig &pci = config.devices.pci.at(i);
        if (pci.mediatedType.isEmpty())
            continue;
        const QString parent = pci.mapping.isEmpty() ? pci.address : mapped.value(pci.mapping);
        parts.append({Kvm::mediatedUuid(config.uuid, pci), parent, pci.mediatedType,
                      u"devices.pci[%1].mediatedType"_s.arg(i)});
    }
    return parts;
}

bool MediatedDevices::exists(const Part &part) const { return QFile::exists(deviceOf(part.uuid)); }

Result<void> MediatedDevices::create(const Part &part) const
{
    if (exists(part))
        return {};
    const QDir types(m_sysfs + u"/bus/pci/devices/%1/mdev_supported_types"_s.arg(part.parent));
    const QStringList known = types.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    const auto refusal = [&part](ErrorCode code, const QString &text, const QString &hint) {
        return fail(code, text, hint, {{u"field"_s, part.field}});
    };
    if (known.isEmpty())
        return refusal(ErrorCode::Unsupported,
                       u"the device %1 cannot be split into parts"_s.arg(part.parent),
                       u"Load the driver that can, or give the guest the whole device."_s);
    if (!known.contains(part.type))
        return refusal(ErrorCode::Unsupported,
                       u"the device %1 has no type “%2”"_s.arg(part.parent, part.type),
                       u"It has: %1"_s.arg(known.join(u", ")));
    const QString folder = types.filePath(part.type);
    if (instancesIn(folder) < 1)
        return refusal(
            ErrorCode::LimitExceeded,
            u"the device %1 has no part of the type “%2” left"_s.arg(part.parent, part.type),
            u"Shut a guest down that has one, or choose a smaller type."_s);
    return writeTo(folder + u"/create"_s, part.uuid.toLatin1(),
                   u"cannot make a part “%1” of the device %2"_s.arg(part.type, part.parent));
}

Result<void> MediatedDevices::remove(const QString &uuid) const
{
    const QString device = deviceOf(uuid);
    if (!QFile::exists(device))
        return {};
    return writeTo(device + u"/remove"_s, "1", u"cannot give the part %1 back"_s.arg(uuid));
}

} // namespace Atoll
