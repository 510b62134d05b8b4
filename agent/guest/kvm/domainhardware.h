// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain.h"
#include "xml.h"

//! CPU, memory, firmware and network cards of a definition. Used by domain.cpp only.
namespace Atoll::Kvm {

qint64 readMemory(const XmlElement &domain);
Api::CpuConfig readCpu(const XmlElement &domain);
Api::Firmware readFirmware(const XmlElement &domain);
QList<Api::NicConfig> readNics(const XmlElement &devices);

void patchMemory(XmlElement domain, qint64 bytes);
void patchCpu(XmlElement domain, const Api::CpuConfig &wish);
void patchFirmware(XmlElement domain, Api::Firmware wish, Api::OsType osType);
void patchNics(XmlElement devices, const QList<Api::NicConfig> &nics);

} // namespace Atoll::Kvm
