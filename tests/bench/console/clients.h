// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Atoll::Bench {

//! What the bench's child processes do: one client of the source on `port`, until killed.
int runView(int argc, char **argv, int port);      //!< our VNC console in a window
int runSpiceView(int argc, char **argv, int port); //!< our SPICE console in a window
int runDecoder(int port);                          //!< our decoder without a window
int runLibVncClient(int port);                     //!< LibVNCClient without a window

} // namespace Atoll::Bench
