// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dirstorage.h"

#include "newfile.h"
#include "volumename.h"

#include <system/systemerror.h>

#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<Api::VolumeInfo> DirStorage::put(const QString &name, const QByteArray &bytes)
{
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    const Result<FileDescriptor> directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    const Result<StorageStatus> now = status();
    if (now && now->freeBytes < bytes.size())
        return fail(noSpace(bytes.size(), now->freeBytes));
    Result<NewFile> file = NewFile::create(*directory);
    if (!file)
        return fail(file.error());
    for (qsizetype done = 0; done < bytes.size();) {
        const auto wrote =
            ::write(file->get(), bytes.constData() + done, size_t(bytes.size() - done));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return fail(systemError(u"cannot write %1"_s.arg(name), errno));
        done += wrote;
    }
    if (const auto done = file->replace(name); !done)
        return fail(done.error());
    return describe(*directory, name);
}

} // namespace Atoll
