// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

namespace Atoll {

//! Something that can be added to a guest: an item of a list, or a value that switches it on.
struct HardwareAddition
{
    QString text;
    QString icon;
    QString list; //!< of HardwareDraft::lists(); empty: `path` gets `value`
    QString path;
    QJsonValue value;
    QString whyNot = {};  //!< why it cannot be added; empty: it can
    bool isAlone = false; //!< begins a new part of the menu
};

//! In the order of the menu, each good as it is added.
QList<HardwareAddition> hardwareAdditions(const Api::GuestConfig &config,
                                          const HardwareChoices &choices);

} // namespace Atoll
