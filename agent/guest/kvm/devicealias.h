// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "xml.h"

#include <QStringList>

//! What libvirt's format has no place for travels in the alias of a device. libvirt keeps one that
//! begins with "ua-" and has nothing but letters, digits, "-" and "_", and drops any other without
//! a word (https://libvirt.org/formatdomain.html, "Device aliases").
namespace Atoll::Kvm {

//! "ua-KIND-TEXT-TEXT"; what an alias cannot have is written as "_2e".
QString deviceAlias(const QString &kind, const QStringList &texts);
//! The texts; none when the device's alias is of another kind.
QStringList aliasTexts(const XmlElement &device, const QString &kind);
QString aliasOf(const XmlElement &device);
void setAlias(XmlElement device, const QString &alias);

} // namespace Atoll::Kvm
