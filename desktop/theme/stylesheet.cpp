// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stylesheet.h"

#include "theme.h"

#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace Atoll {

QString styleSheet(const Theme &theme)
{
    QFile file(u":/atoll/themes/atoll.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    // Longer names stand before those that they begin with.
    static constexpr std::pair<QLatin1StringView, Token> names[] = {
        {"@surface0"_L1, Token::Surface0},   {"@surface1"_L1, Token::Surface1},
        {"@surface2"_L1, Token::Surface2},   {"@surface3"_L1, Token::Surface3},
        {"@line"_L1, Token::Line},           {"@text1"_L1, Token::Text1},
        {"@text2"_L1, Token::Text2},         {"@text3"_L1, Token::Text3},
        {"@onaccent"_L1, Token::OnAccent},   {"@ok"_L1, Token::Ok},
        {"@selection"_L1, Token::Selection}, {"@warning"_L1, Token::Warning},
        {"@error"_L1, Token::Error},         {"@info"_L1, Token::Info},
    };
    // Style sheets cannot recolour a picture; these few exist in both themes.
    for (const auto &picture : {"@down"_L1, "@up"_L1, "@check"_L1})
        text.replace(picture, u":/atoll/themes/%1-%2.svg"_s.arg(
                                  picture.mid(1), theme.isDark() ? "dark"_L1 : "light"_L1));
    text.replace("@accenthover"_L1, theme.color(Token::Accent).lighter(112).name());
    for (const auto &[name, token] : names)
        text.replace(name, theme.color(token).name());
    return text.replace("@accent"_L1, theme.color(Token::Accent).name());
}

} // namespace Atoll
