// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "interrupt.h"

namespace Atoll::Cli {

Interrupt::Interrupt(QObject *parent)
    : QObject(parent)
{}

Interrupt::~Interrupt() = default;

} // namespace Atoll::Cli
