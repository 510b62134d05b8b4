// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keylayout.h"

#include <xkbcommon/xkbcommon.h>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

template <class T, void (*unref)(T *)>
struct Unref
{
    void operator()(T *object) const { unref(object); }
};
using Context = std::unique_ptr<xkb_context, Unref<xkb_context, xkb_context_unref>>;
using Keymap = std::unique_ptr<xkb_keymap, Unref<xkb_keymap, xkb_keymap_unref>>;

Keymap compile(xkb_context *context, const QString &name)
{
    const qsizetype bracket = name.indexOf(u'(');
    const QByteArray layout = name.left(bracket).toUtf8();
    const QByteArray variant =
        bracket < 0 ? QByteArray() : name.sliced(bracket + 1).chopped(1).toUtf8();
    const xkb_rule_names names{"evdev", "pc105", layout.constData(), variant.constData(), nullptr};
    return Keymap(xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
}

//! Shift and AltGr that reach `level` on the key; nothing when another modifier is needed.
std::optional<KeyStroke> modifiersFor(xkb_keymap *keymap, xkb_keycode_t key,
                                      xkb_level_index_t level)
{
    const xkb_mod_mask_t shift = 1u << xkb_keymap_mod_get_index(keymap, XKB_MOD_NAME_SHIFT);
    const xkb_mod_mask_t altGr = 1u << xkb_keymap_mod_get_index(keymap, "Mod5");
    std::array<xkb_mod_mask_t, 16> masks = {};
    const size_t count =
        xkb_keymap_key_get_mods_for_level(keymap, key, 0, level, masks.data(), masks.size());
    for (size_t i = 0; i < count; ++i) {
        if ((masks[i] & ~(shift | altGr)) == 0)
            return KeyStroke{{}, (masks[i] & shift) != 0, (masks[i] & altGr) != 0};
    }
    return {};
}

} // namespace

Result<KeyLayout> KeyLayout::load(const QString &name)
{
    constexpr xkb_keycode_t kEvdevOffset = 8;
    constexpr xkb_keycode_t kLastTyping = kEvdevOffset + 86; // the key beside the left Shift
    const Context context(xkb_context_new(XKB_CONTEXT_NO_FLAGS));
    if (context) // what it would say on standard error is our Error
        xkb_context_set_log_level(context.get(), XKB_LOG_LEVEL_CRITICAL);
    const Keymap keymap = context ? compile(context.get(), name) : nullptr;
    if (!keymap)
        return fail(ErrorCode::NotFound, u"there is no keyboard layout \"%1\""_s.arg(name),
                    u"Use a name like us, de, fr or us(dvorak)"_s);
    KeyLayout layout;
    for (xkb_keycode_t key = kEvdevOffset + 1; key <= kLastTyping; ++key) {
        const xkb_level_index_t levels = xkb_keymap_num_levels_for_key(keymap.get(), key, 0);
        for (xkb_level_index_t level = 0; level < levels; ++level) {
            const xkb_keysym_t *symbols = nullptr;
            if (xkb_keymap_key_get_syms_by_level(keymap.get(), key, 0, level, &symbols) != 1)
                continue;
            const char32_t character = xkb_keysym_to_utf32(symbols[0]);
            std::optional<KeyStroke> stroke = modifiersFor(keymap.get(), key, level);
            // The first key that has it wins: the keypad and odd keys come later.
            if (!stroke || character < U' ' || layout.m_strokes.contains(character))
                continue;
            stroke->code = {symbols[0], scancodeFromEvdev(key - kEvdevOffset)};
            layout.m_strokes.insert(character, *stroke);
        }
    }
    layout.addControls();
    return layout;
}

} // namespace Atoll::Console
