// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guest.h>
#include <core/result.h>

//! What a guest's configuration must keep to, whoever asks. Pure functions.
namespace Atoll::guestrules {

inline constexpr int kFirstId = 100;

//! InvalidParams that names the field, for people. What is as in `before` is not judged: an adopted
//! guest may have what we would not make.
Result<void> check(const Api::GuestConfig &config, const Api::GuestConfig *before = nullptr);
//! Beyond check(): what a new guest must not have, because it names files of the node.
Result<void> checkNew(const Api::GuestConfig &config);
//! Names devices and cards that have no name yet.
void complete(Api::GuestConfig &config);

//! `changes` written over `config`; a wrong or forbidden key is InvalidParams with its name.
Result<Api::GuestConfig> merged(const Api::GuestConfig &config, const QJsonObject &changes);

//! The first field that names a file or device of the node and is not in `before`: that is for who
//! may change the node. Empty when there is none.
QString fieldOfNode(const Api::GuestConfig &config, const Api::GuestConfig &before = {});

QString targetPrefix(Api::DiskBus bus); //!< "vd", "sd", "hd"

//! "vm-100-disk-0": volumes that were made for a guest carry its id; only those go with it.
QString volumeName(int id, int number);
bool ownsVolume(int id, const QString &volume);

//! Keys that differ, without the verbatim XML, which would hide the rest.
QList<Change> differences(const Api::GuestConfig &before, const Api::GuestConfig &after);

} // namespace Atoll::guestrules
