// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>

//! The catalogue as documents. `atolld --dump-api` writes them; a test holds docs/ current.
namespace Atoll::Api {

QJsonObject openRpcDocument(); //!< OpenRPC 1.3 (https://spec.open-rpc.org), docs/openrpc.json
QString markdownReference();   //!< docs/api.md

} // namespace Atoll::Api
