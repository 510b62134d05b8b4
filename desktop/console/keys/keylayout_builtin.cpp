// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keylayout.h"

using namespace Qt::StringLiterals;

namespace Atoll::Console {

Result<KeyLayout> KeyLayout::load(const QString &name)
{
    if (name == u"us"_s)
        return us();
    return fail(ErrorCode::Unsupported, u"this platform knows the layout us only"_s);
}

} // namespace Atoll::Console
