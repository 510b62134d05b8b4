// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "texttyper.h"

using namespace Qt::StringLiterals;

namespace Atoll::Console {

TextTyper::TextTyper(Send send, QObject *parent)
    : QObject(parent)
    , m_send(std::move(send))
{
    m_timer.setInterval(1000 / kKeysPerSecond);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TextTyper::next);
}

Result<void> TextTyper::type(const QString &text)
{
    if (isTyping())
        return fail(ErrorCode::Busy, tr("A text is being typed already"));
    if (text.size() > kMaxCharacters)
        return fail(
            ErrorCode::LimitExceeded,
            tr("The text is too long to be typed (at most %L1 characters)").arg(kMaxCharacters),
            tr("Use the clipboard or copy a file into the guest"));
    m_strokes.clear();
    m_leftOut.clear();
    m_done = 0;
    const QList<uint> characters = QString(text).replace(u"\r\n"_s, u"\n"_s).toUcs4();
    for (const uint character : characters) {
        if (const auto stroke = m_layout.find(character)) {
            m_strokes.append(*stroke);
            continue;
        }
        const QString missing =
            QString::fromUcs4(reinterpret_cast<const char32_t *>(&character), 1);
        if (!m_leftOut.contains(missing))
            m_leftOut += missing;
    }
    m_timer.start();
    return {};
}

void TextTyper::cancel()
{
    if (!isTyping())
        return;
    m_timer.stop();
    Q_EMIT finished(m_done, m_leftOut);
}

void TextTyper::next()
{
    if (m_done == m_strokes.size()) {
        cancel();
        return;
    }
    press(m_strokes.at(m_done++));
    Q_EMIT progressed(m_done, m_strokes.size());
}

void TextTyper::press(const KeyStroke &stroke)
{
    const KeyCode shift = keyCode(Key::LeftShift);
    const KeyCode altGr = keyCode(Key::RightAlt);
    if (stroke.altGr)
        m_send(altGr.keysym, altGr.scancode, true);
    if (stroke.shift)
        m_send(shift.keysym, shift.scancode, true);
    m_send(stroke.code.keysym, stroke.code.scancode, true);
    m_send(stroke.code.keysym, stroke.code.scancode, false);
    if (stroke.shift)
        m_send(shift.keysym, shift.scancode, false);
    if (stroke.altGr)
        m_send(altGr.keysym, altGr.scancode, false);
}

} // namespace Atoll::Console
