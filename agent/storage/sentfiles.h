// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/storagetransfer.h>
#include <core/result.h>

namespace Atoll {

//! The size of all; InvalidParams that names the field when a name is none, is there twice, or
//! leads elsewhere, LimitExceeded when they are too much.
Result<qint64> checkSentFiles(const QList<Api::SentFile> &files, qint64 maximumBytes);

} // namespace Atoll
