// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keylayout.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace Atoll::Console {

//! Types a text into a guest key by key, slowly enough for its keyboard queue. GUI thread.
class TextTyper : public QObject
{
    Q_OBJECT

public:
    using Send = std::function<void(quint32 keysym, quint32 scancode, bool down)>;
    static constexpr int kKeysPerSecond = 60;
    static constexpr qsizetype kMaxCharacters = 20000; //!< over five minutes: a file, not a paste

    explicit TextTyper(Send send, QObject *parent = nullptr);

    void setLayout(const KeyLayout &layout) { m_layout = layout; }
    //! Begins; what the layout cannot type is left out and told by finished().
    Result<void> type(const QString &text);
    void cancel();
    bool isTyping() const { return m_timer.isActive(); }

Q_SIGNALS:
    void progressed(qsizetype done, qsizetype total);
    //! `leftOut` holds each character that the layout cannot type once.
    void finished(qsizetype typed, const QString &leftOut);

private:
    void next();
    void press(const KeyStroke &stroke);

    const Send m_send;
    KeyLayout m_layout = KeyLayout::us();
    QTimer m_timer;
    QList<KeyStroke> m_strokes;
    qsizetype m_done = 0;
    QString m_leftOut;
};

} // namespace Atoll::Console
