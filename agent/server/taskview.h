// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/access.h>
#include <api/task.h>

namespace Atoll {

//! A task as somebody may see it: what it brought – the output of a program in a guest, a part of a
//! file – is for who began it and for who may ask for the same.
Api::TaskInfo shownTo(const Api::SessionInfo &session, Api::TaskInfo task);

} // namespace Atoll
