// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "firmwarevariables.h"

#include "xml.h"

#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {

QString firmwareVariablesDirectory()
{
    if (::geteuid() == 0)
        return u"/var/lib/libvirt/qemu/nvram"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + u"/libvirt/qemu/nvram"_s;
}

QString firmwareVariablesOf(const QString &definition, const QString &directory)
{
    const auto document = XmlDocument::parse(definition);
    if (!document)
        return {};
    const XmlElement os = document->root().child(u"os"_s);
    const QString named = os.child(u"nvram"_s).text().trimmed();
    if (!named.isEmpty())
        return named;
    const XmlElement loader = os.child(u"loader"_s);
    const bool hasVariables =
        loader.attribute(u"stateless"_s) != u"yes"
        && (os.attribute(u"firmware"_s) == u"efi" || loader.attribute(u"type"_s) == u"pflash");
    if (!hasVariables)
        return {};
    // Formats differ in the ending only: virQEMUFirmware writes raw files as .fd.
    return u"%1/%2_VARS.fd"_s.arg(directory, document->root().child(u"name"_s).text());
}

} // namespace Atoll::Kvm
