// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "firmwarestate.h"

#include "kvm/firmwarevariables.h"

#include <QDir>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kMaximumBytes = 64 << 20; // 64 MiB is what ARM's firmware has

Result<void> copy(const QString &from, const QString &to)
{
    QFile source(from);
    QSaveFile target(to);
    const bool isDone = source.open(QIODevice::ReadOnly) && source.size() <= kMaximumBytes
                        && target.open(QIODevice::WriteOnly)
                        && target.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                        && target.write(source.readAll()) == source.size() && target.commit();
    if (isDone)
        return {};
    return fail(ErrorCode::Internal,
                u"cannot copy the firmware's variables from %1 to %2"_s.arg(from, to));
}

} // namespace

Result<bool> FirmwareState::keep(const QString &uuid, const QString &xml) const
{
    const QString path = Kvm::firmwareVariablesOf(xml);
    if (path.isEmpty() || !QFile::exists(path))
        return false;
    if (!QDir().mkpath(m_directory))
        return fail(ErrorCode::Internal, u"cannot make the directory %1"_s.arg(m_directory));
    const auto copied = copy(path, fileOf(uuid));
    return copied ? Result<bool>(true) : fail(copied.error());
}

Result<void> FirmwareState::bringBack(const QString &uuid, const QString &xml) const
{
    const QString path = Kvm::firmwareVariablesOf(xml);
    if (path.isEmpty() || QFile::exists(path) || !QFile::exists(fileOf(uuid)))
        return {};
    if (!QDir().mkpath(QFileInfo(path).path()))
        return fail(ErrorCode::Internal, u"cannot make the directory of %1"_s.arg(path));
    return copy(fileOf(uuid), path);
}

void FirmwareState::drop(const QString &uuid) const { QFile::remove(fileOf(uuid)); }

Result<void> FirmwareState::follow(const QString &formerXml, const QString &xml)
{
    const QString from = Kvm::firmwareVariablesOf(formerXml);
    const QString to = Kvm::firmwareVariablesOf(xml);
    if (from == to || to.isEmpty() || !QFile::exists(from) || QFile::exists(to))
        return {};
    QFile file(from);
    if (!file.rename(to))
        return fail(
            ErrorCode::EngineFailed,
            u"cannot move the firmware's variables to %1: %2"_s.arg(to, file.errorString()));
    return {};
}

} // namespace Atoll
