// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "livesteps.h"
#include "xml.h"

//! Disks and network cards of livesteps.h. Used by livesteps.cpp only.
namespace Atoll::Kvm {

XmlElement diskOf(const XmlElement &domain, const QString &target);
XmlElement nicOf(const XmlElement &domain, const QString &mac);
QString macOf(const XmlElement &nic);

void addDiskSteps(const XmlElement &live, const XmlElement &wanted, const LiveScope &scope,
                  QList<LiveStep> &steps);
void addNicSteps(const XmlElement &live, const XmlElement &wanted, const LiveScope &scope,
                 QList<LiveStep> &steps);

//! The numbers below an element, by the names of its children.
QMap<QString, qint64> numbersBelow(const XmlElement &element);

} // namespace Atoll::Kvm
