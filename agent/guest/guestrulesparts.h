// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestrules.h"

//! The parts of guestrules::check(), one a family of fields.
namespace Atoll::guestrules {

//! A configuration with the one before it. What did not change is not judged: an adopted guest may
//! have what we would not make, and must still be able to get another name.
struct Checked
{
    const Api::GuestConfig &config;
    const Api::GuestConfig *before = nullptr;

    template <class M>
    bool isChanged(M Api::GuestConfig::*member) const
    {
        return !before || before->*member != config.*member;
    }
    template <class T>
    bool isNew(QList<T> Api::GuestConfig::*list, const T &item) const
    {
        return !before || !(before->*list).contains(item);
    }
    template <class T>
    bool isNew(QList<T> Api::DevicesConfig::*list, const T &item) const
    {
        return !before || !(before->devices.*list).contains(item);
    }
    bool isX86() const
    {
        return config.arch.isEmpty() || config.arch == u"x86_64" || config.arch == u"i686";
    }
    bool isQ35() const { return config.machine.isEmpty() || config.machine.contains(u"q35"); }
};

Result<void> checkText(const QString &field, const QString &text, bool allowsLines = false);

Result<void> checkDisks(const Checked &checked);
Result<void> checkNics(const Checked &checked);
Result<void> checkCpu(const Checked &checked);
Result<void> checkMemory(const Checked &checked);
Result<void> checkDisplay(const Checked &checked);
Result<void> checkSystem(const Checked &checked); //!< machine, firmware, boot order
Result<void> checkDevices(const Checked &checked);

} // namespace Atoll::guestrules
