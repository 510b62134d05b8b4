// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "logicalline.h"

#include <QTimer>

namespace Atoll::Terminal {

class Emulator;

//! Finds a text in all that is kept, the newest first, a few milliseconds at a time; what arrives
//! meanwhile is searched too. GUI thread.
class Search final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype kMostMatches = 10'000;

    explicit Search(const Emulator &emulator, QObject *parent = nullptr);

    void start(const QString &text, Qt::CaseSensitivity caseSensitivity);
    void stop() { start({}, Qt::CaseInsensitive); }
    bool isRunning() const { return m_step.isActive(); }
    bool hasText() const { return !m_text.isEmpty(); }

    //! The oldest first.
    const std::vector<Span> &matches() const { return m_matches; }
    //! Its number from 1; 0: none.
    qsizetype current() const { return m_current + 1; }
    std::optional<Span> currentMatch() const;
    void next();     //!< further down, from the last to the first
    void previous(); //!< further up

Q_SIGNALS:
    void changed();

private:
    void step();
    void outputCame();
    std::vector<Span> matchesOf(const LogicalLine &line) const;

    const Emulator &m_emulator;
    QString m_text;
    Qt::CaseSensitivity m_case = Qt::CaseInsensitive;
    std::vector<Span> m_matches;
    qsizetype m_current = -1;
    qint64 m_upTo = 0;    //!< lines before it are still to be searched
    qint64 m_settled = 0; //!< what was the scrollback then and can change no more
    QTimer m_step;
    QTimer m_again;
};

} // namespace Atoll::Terminal
