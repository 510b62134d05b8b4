// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestimagecopy.h"

#include "guestvolumes.h"

#include <core/units.h>
#include <tasks/rollback.h>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<void> GuestImageCopy::run(const ForeignImage &image, Api::DiskConfig &disk, int guestId,
                                 TaskContext &context, Rollback &rollback,
                                 const ImageConverter::Progress &progress) const
{
    if (const auto go = context.mayGoOn(); !go)
        return go;
    const auto storage = m_parts.storages.storage(disk.storage);
    if (!storage)
        return fail(storage.error());
    const QString format = nameOf(disk.format);
    const ImageConverter converter(*m_parts.processes);
    const auto needed = converter.measure(image, format);
    if (!needed)
        return fail(needed.error());
    const auto name = GuestVolumes::freeName(**storage, guestId);
    if (!name)
        return fail(name.error());
    const auto noted =
        rollback.intend(u"guest.volume"_s, {{u"storage"_s, disk.storage}, {u"volume"_s, *name}});
    if (!noted)
        return noted;
    const auto draft = (*storage)->draft({*name, disk.format, *needed});
    if (!draft)
        return fail(draft.error());
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const auto copied =
        converter.convert(image, (*draft)->path(), format, stop.get_token(), progress);
    if (!copied)
        return copied;
    const auto made = (*draft)->publish();
    if (!made)
        return fail(made.error());
    disk.volume = made->name;
    disk.format = made->format;
    disk.sizeBytes = made->sizeBytes;
    context.log(u"Made volume %1 of %2 in storage %3"_s.arg(
        made->name, units::formatBytes(made->sizeBytes), disk.storage));
    return {};
}

} // namespace Atoll
