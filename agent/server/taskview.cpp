// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "taskview.h"

#include <api/catalogue.h>

namespace Atoll {

Api::TaskInfo shownTo(const Api::SessionInfo &session, Api::TaskInfo task)
{
    const Api::MethodInfo *row = Api::findMethod(task.method);
    if (session.user != task.user && !(row && session.may(row->privilege)))
        task.result = {};
    return task;
}

} // namespace Atoll
