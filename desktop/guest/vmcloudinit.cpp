// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the wizard asks for a cloud image; everything else of it is on the guest's own tab.
#include "hardwarebuild.h"
#include "vmdraft.h"

using namespace Qt::StringLiterals;

namespace Atoll {

QList<HardwareField> cloudInitFields(const Api::GuestConfig &config)
{
    using namespace Hardware;
    const Api::CloudInitConfig &cloud = config.cloudInit;
    QList<HardwareField> fields{
        text(u"cloudInit.user"_s, Tr::tr("User"), cloud.user).zero(Tr::tr("the image's own")),
        FieldMaker(u"cloudInit.password"_s, Tr::tr("Password"), FieldKind::Secret, cloud.password)
            .zero(Tr::tr("none"))
            .remark(Tr::tr("only its hash is kept")),
        lines(u"cloudInit.sshKeys"_s, Tr::tr("SSH keys"), cloud.sshKeys)
            .remark(Tr::tr("public keys that may log in, one a line"))};
    if (!cloud.nics.isEmpty()) {
        fields +=
            text(u"cloudInit.nics[0].address4"_s, Tr::tr("Address"), cloud.nics.first().address4)
                .remark(Tr::tr("dhcp, or as 10.0.0.5/24"));
        fields +=
            text(u"cloudInit.nics[0].gateway4"_s, Tr::tr("Gateway"), cloud.nics.first().gateway4)
                .zero(Tr::tr("none"));
        fields += text(u"cloudInit.nics[0].address6"_s, Tr::tr("IPv6 address"),
                       cloud.nics.first().address6)
                      .zero(Tr::tr("none"))
                      .remark(Tr::tr("dhcp, auto, or as 2001:db8::5/64"))
                      .advanced();
    }
    fields += lines(u"cloudInit.dnsServers"_s, Tr::tr("DNS servers"), cloud.dnsServers)
                  .remark(Tr::tr("one a line"))
                  .advanced();
    fields += text(u"cloudInit.searchDomain"_s, Tr::tr("Search domain"), cloud.searchDomain)
                  .zero(Tr::tr("none"))
                  .advanced();
    fields +=
        flag(u"cloudInit.upgradesPackages"_s, Tr::tr("Upgrade packages"), cloud.upgradesPackages)
            .remark(Tr::tr("at the first start"))
            .advanced();
    return fields;
}

} // namespace Atoll
