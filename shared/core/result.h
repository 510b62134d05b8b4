// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <tl/expected.hpp>

namespace Atoll {

//! A value or an Error. One alias, to become std::expected with C++23.
template <class T>
using Result = tl::expected<T, Error>;

//! Turns an Error into a failed Result: `return fail(ErrorCode::NotFound, …);`
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected(std::move(error)); }
inline tl::unexpected<Error> fail(ErrorCode code, QString text, QString hint = {},
                                  QJsonObject details = {})
{
    return tl::unexpected(Error{code, std::move(text), std::move(hint), std::move(details)});
}

} // namespace Atoll
