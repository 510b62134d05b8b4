// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "livesteps.h"

#include <api/guestlifecycle.h>

//! Differences of guest configurations, key by key. Disks are named by target and cards by MAC, so
//! that a key means the same in all versions: "disks[sda].cache". Pure functions.
namespace Atoll::Kvm {

//! Keys that differ, without the verbatim XML.
QList<Change> differences(const Api::GuestConfig &before, const Api::GuestConfig &after);

//! What a running guest does not have yet of what its definition says. Both are configurations as
//! readDomain() gives them.
QList<Api::PendingChange> pendingChanges(const Api::GuestConfig &running,
                                         const Api::GuestConfig &wanted);

//! Only written down: the machine does not know of it.
bool isOfMachine(const QString &key);
//! QEMU can do it while the guest runs, at least in one direction.
bool isLiveKey(const QString &key);
//! What of the running guest these keys are about.
LiveScope scopeOf(const QList<Change> &changes);

//! `document` (a GuestConfig) with the value at this key; null takes it away. A key that names no
//! value is InvalidParams.
Result<QJsonObject> withValue(const QJsonObject &document, const QString &key,
                              const QJsonValue &value);
QJsonValue valueAt(const QJsonObject &document, const QString &key);

} // namespace Atoll::Kvm
