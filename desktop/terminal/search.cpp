// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search.h"

#include "emulator.h"

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>

namespace Atoll::Terminal {

namespace {

constexpr qint64 kSliceMs = 6;
constexpr std::chrono::milliseconds kAgain{250};

} // namespace

Search::Search(const Emulator &emulator, QObject *parent)
    : QObject(parent)
    , m_emulator(emulator)
{
    m_step.setInterval(0);
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_step, &QTimer::timeout, this, &Search::step);
    connect(&m_again, &QTimer::timeout, this, &Search::outputCame);
    connect(&emulator, &Emulator::changed, this, [this] {
        if (hasText() && !m_again.isActive())
            m_again.start();
    });
}

void Search::start(const QString &text, Qt::CaseSensitivity caseSensitivity)
{
    m_text = text;
    m_case = caseSensitivity;
    m_matches.clear();
    m_current = -1;
    m_upTo = m_emulator.screen().endLine();
    m_settled = m_emulator.screen().topLine();
    m_again.stop();
    if (text.isEmpty())
        m_step.stop();
    else
        m_step.start();
    Q_EMIT changed();
}

std::vector<Span> Search::matchesOf(const LogicalLine &line) const
{
    std::vector<Span> found;
    qsizetype at = line.text().indexOf(m_text, 0, m_case);
    while (at >= 0) {
        found.push_back(line.span(at, m_text.size()));
        at = line.text().indexOf(m_text, at + m_text.size(), m_case);
    }
    return found;
}

void Search::step()
{
    const Screen &screen = m_emulator.screen();
    QElapsedTimer spent;
    spent.start();
    std::vector<Span> found; // the newest first
    while (m_upTo > screen.firstLine() && spent.elapsed() < kSliceMs
           && qsizetype(m_matches.size() + found.size()) < kMostMatches) {
        const LogicalLine line(screen, m_upTo - 1);
        const std::vector<Span> here = matchesOf(line);
        found.insert(found.end(), here.rbegin(), here.rend());
        m_upTo = line.first();
    }
    if (m_upTo <= screen.firstLine() || qsizetype(m_matches.size() + found.size()) >= kMostMatches)
        m_step.stop();
    const bool isFirst = m_matches.empty();
    m_matches.insert(m_matches.begin(), found.rbegin(), found.rend());
    if (isFirst && !m_matches.empty())
        m_current = qsizetype(m_matches.size()) - 1;
    else if (m_current >= 0)
        m_current += qsizetype(found.size());
    if (!found.empty() || !m_step.isActive())
        Q_EMIT changed();
}

//! The screen may look different, and lines have gone up; the rest stands as it was.
void Search::outputCame()
{
    if (m_step.isActive()) {
        m_again.start();
        return;
    }
    const Screen &screen = m_emulator.screen();
    const std::optional<Span> current = currentMatch();
    const auto isOver = [&](const Span &match) {
        return match.begin.line < screen.firstLine() || match.begin.line >= m_settled;
    };
    std::erase_if(m_matches, isOver);
    qint64 number = std::clamp(m_settled, screen.firstLine(), screen.endLine());
    while (number < screen.endLine() && qsizetype(m_matches.size()) < kMostMatches) {
        const LogicalLine line(screen, number);
        for (const Span &match : matchesOf(line)) {
            if (match.begin.line >= m_settled)
                m_matches.push_back(match);
        }
        number = line.end();
    }
    m_settled = screen.topLine();
    m_current = qsizetype(m_matches.size()) - 1;
    if (current) {
        const auto at = std::find(m_matches.begin(), m_matches.end(), *current);
        if (at != m_matches.end())
            m_current = at - m_matches.begin();
    }
    Q_EMIT changed();
}

std::optional<Span> Search::currentMatch() const
{
    if (m_current < 0 || m_current >= qsizetype(m_matches.size()))
        return {};
    return m_matches[size_t(m_current)];
}

void Search::next()
{
    if (m_matches.empty())
        return;
    m_current = (m_current + 1) % qsizetype(m_matches.size());
    Q_EMIT changed();
}

void Search::previous()
{
    if (m_matches.empty())
        return;
    m_current = (m_current <= 0 ? qsizetype(m_matches.size()) : m_current) - 1;
    Q_EMIT changed();
}

} // namespace Atoll::Terminal
