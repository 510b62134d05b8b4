// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>
#include <app/objectref.h>
#include <theme/tokens.h>

//! Tasks in the user's language. GUI thread.
namespace Atoll::TaskWords {

QString title(const Api::TaskInfo &task); //!< "Start web-1"
QString state(Api::TaskState state);
//! "71 %  4.1 of 5.8 GiB  1.1 GiB/s  ~2 s left", or the stage while no number is known.
QString progress(const Api::TaskProgress &progress);
//! What came out: "Failed: no space in local". Of a running task: its progress.
QString outcome(const Api::TaskInfo &task);
QString took(const Api::TaskInfo &task, const QDateTime &now = QDateTime::currentDateTimeUtc());

QString icon(Api::TaskState state);
Token color(Api::TaskState state);

//! What the task works on ("/guests/<uuid>"); not valid for what has no page.
ObjectRef object(const Api::TaskInfo &task, const QString &cluster);

} // namespace Atoll::TaskWords
