// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <appliance/ovf.h>
#include <appliance/tararchive.h>

using namespace Atoll;

// Packages come from strangers: what is accepted lies inside of the archive and has sane numbers.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const QByteArray bytes = fuzzInput(data, size);
    const auto machine = ovf::read(bytes);
    if (machine && (machine->cpus < 1 || machine->memoryBytes < 1))
        qFatal("an impossible machine was accepted");
    (void)ovf::readManifest(bytes);
    const auto members = readTarIndex(
        [&bytes](qint64 offset, qint64 count) -> Result<QByteArray> {
            return bytes.mid(offset, count);
        },
        bytes.size());
    for (const TarMember &member : members.value_or(QList<TarMember>())) {
        if (member.offset + member.sizeBytes > bytes.size())
            qFatal("a file that is not in the archive was accepted");
    }
    return 0;
}
