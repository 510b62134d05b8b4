// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzzinput.h"

#include <guest/kvm/domain.h>

using namespace Atoll;

// Domain XML is what other tools put on the host.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const auto xml = QString::fromUtf8(fuzzInput(data, size));
    if (const auto domain = Kvm::readDomain(xml)) {
        (void)Kvm::patchDomain(xml, domain->config, {});
    }
    (void)Kvm::withoutSecrets(xml);
    return 0;
}
