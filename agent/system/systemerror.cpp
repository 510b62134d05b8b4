// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "systemerror.h"

#include <cerrno>
#include <system_error>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

ErrorCode codeOf(int number)
{
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return ErrorCode::NoSpace;
    case ENOENT:
        return ErrorCode::NotFound;
    case EEXIST:
        return ErrorCode::AlreadyExists;
    default:
        return ErrorCode::EngineFailed;
    }
}

} // namespace

Error systemError(const QString &what, int number)
{
    return {codeOf(number),
            what + u": "_s + QString::fromStdString(std::generic_category().message(number))};
}

} // namespace Atoll
