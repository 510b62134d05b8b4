// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagedriver.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

tl::unexpected<Error> cannot(const StorageDriver &storage, const QString &what)
{
    return fail(ErrorCode::Unsupported, u"storage %1 cannot %2"_s.arg(storage.config().name, what),
                u"Use a directory storage for it."_s);
}

} // namespace

Result<Api::VolumeInfo> StorageDriver::createOverlay(const OverlaySpec &, const WorkContext &)
{
    return cannot(*this, u"make volumes that stand on others"_s);
}

Result<QStringList> StorageDriver::dependents(const QString &) { return QStringList(); }

Result<QString> StorageDriver::baseOf(const QString &) { return QString(); }

Result<void> StorageDriver::mergeDown(const QString &, const WorkContext &)
{
    return cannot(*this, u"merge volumes"_s);
}

Result<void> StorageDriver::setBase(const QString &, const QString &)
{
    return cannot(*this, u"merge volumes"_s);
}

Result<void> StorageDriver::setReadOnly(const QString &, bool) { return {}; }

Result<Api::VolumeInfo> StorageDriver::createCopy(const CopySpec &, const WorkContext &)
{
    return cannot(*this, u"copy volumes"_s);
}

} // namespace Atoll
