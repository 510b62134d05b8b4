// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestparts.h"

#include <api/guestbulk.h>
#include <api/task.h>

namespace Atoll {

//! What a bulk order means for one guest: the change that is asked for it, or why none is.
struct BulkStep
{
    QString reference; //!< as it was asked for
    Api::BulkItem item;
    QString method;
    QJsonObject params;
    int delaySeconds = 0; //!< after it has started, when the order is kept
    bool isAsked() const { return !method.isEmpty(); }
};
//! Those of a group are done together; a group begins when the one before is done.
using BulkGroups = QList<QList<BulkStep>>;

//! What was asked makes no sense for any guest: no name for the snapshots, keys that are not for
//! many.
Result<void> checkBulk(const Api::GuestBulk &wish);
//! For workers: reads the documents.
Result<BulkGroups> planBulk(const GuestParts &parts, const Api::GuestBulk &wish);
//! The plan in words.
Api::Plan describeBulk(const BulkGroups &groups, const Api::GuestBulk &wish);
//! Sentence and items of a bulk order that has ended.
Result<Api::GuestBulkResult> bulkResult(const QList<Api::BulkItem> &items);

} // namespace Atoll
