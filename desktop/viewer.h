// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "options.h"

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace Atoll {

class Settings;

//! Shows the console of a file of virt-viewer and nothing else, until its window is closed. The
//! program's exit code.
int showViewer(QApplication &application, Settings &settings, const Options &options);

} // namespace Atoll
