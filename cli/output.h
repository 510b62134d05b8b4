// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/catalogue.h>

namespace Atoll::Cli {

//! A list as an aligned table of its scalar fields, an object as "key: value" lines. Fields that
//! are empty everywhere are left out; bytes and times are written for people.
//! Of a method whose list has more than fits a line (`guest list`) only what people read is shown,
//! unless it is to be wide.
QString formatAnswer(const QJsonValue &answer, const QString &method = {}, bool isWide = true);

//! A plan as sentences: steps, changed keys, what happens to the running guest.
QString formatPlan(const Api::Plan &plan);

//! One line for a task's progress: "71 %  4.1 of 5.8 GiB  1.1 GiB/s  2 s left  copying".
QString formatProgress(const Api::TaskProgress &progress);

} // namespace Atoll::Cli
