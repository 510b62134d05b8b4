// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pasteguard.h"

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {
namespace {

bool isControl(QChar character)
{
    const bool isPlain = character == u'\n' || character == u'\r' || character == u'\t';
    // Format characters may hide or turn around what is seen.
    const bool isHiding = character.category() == QChar::Other_Format && character != u'\u200d'
                          && character != u'\u200c';
    return !isPlain && (character.category() == QChar::Other_Control || isHiding);
}

} // namespace

PasteRisk pasteRisk(const QString &text)
{
    PasteRisk risk;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text[i];
        if (character == u'\n' || (character == u'\r' && text.mid(i + 1, 1) != u"\n"))
            ++risk.lines;
        risk.hasControls = risk.hasControls || isControl(character);
    }
    risk.endsLines = risk.lines > 0;
    if (!text.isEmpty() && !text.endsWith(u'\n') && !text.endsWith(u'\r'))
        ++risk.lines;
    return risk;
}

QString asOneLine(const QString &text)
{
    QString line;
    for (const QChar character : text) {
        if (character == u'\n' || character == u'\r') {
            if (!line.isEmpty() && !line.endsWith(u' '))
                line += u' ';
        } else if (!isControl(character)) {
            line += character;
        }
    }
    return line.trimmed();
}

QString visibleControls(const QString &text)
{
    QString visible;
    for (const QChar character : text) {
        if (!isControl(character))
            visible += character;
        else if (character.unicode() < 0x20)
            visible += QChar(0x2400 + character.unicode());
        else
            visible += u"<%1>"_s.arg(character.unicode(), 4, 16, QLatin1Char('0'));
    }
    return visible;
}

} // namespace Atoll::Terminal
