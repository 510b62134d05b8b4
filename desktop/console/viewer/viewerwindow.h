// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewerfile.h"

#include "../consoletransport.h"

namespace Atoll {
class Theme;
}

namespace Atoll::Console {

class ConsoleView;
class ConsoleWindow;

//! Straight to the host and port that the file names, by TLS where it can.
ConsoleTransport transportTo(const ViewerFile &file);
//! Null when it is SPICE and that is not built.
ConsoleView *makeViewerView(const ViewerFile &file, const Theme &theme);
//! A window that lives until it is closed.
Result<ConsoleWindow *> openViewer(const QString &path, const Theme &theme);

} // namespace Atoll::Console
