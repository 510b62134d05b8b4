// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scancodes.h"

#include <core/result.h>

#include <QHash>
#include <QString>

#include <optional>

namespace Atoll::Console {

//! One press that types a character.
struct KeyStroke
{
    KeyCode code;
    bool shift = false;
    bool altGr = false;
};

//! Which key types which character in the guest's keyboard layout.
class KeyLayout
{
public:
    //! US, which needs nothing of the system.
    static KeyLayout us();
    //! A name as in X and Debian: "us", "de", "fr", "gb", "kr", "us(dvorak)".
    static Result<KeyLayout> load(const QString &name);

    std::optional<KeyStroke> find(char32_t character) const;

private:
    void addControls();
    QHash<char32_t, KeyStroke> m_strokes;
};

} // namespace Atoll::Console
