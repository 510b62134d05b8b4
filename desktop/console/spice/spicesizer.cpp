// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spicesizer.h"

#include "spicesession.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

#include <chrono>

namespace Atoll::Console {

namespace {

constexpr std::chrono::milliseconds kSizeSettles{400};
constexpr QSize kSmallest(320, 200);

} // namespace

SpiceSizer::SpiceSizer(QWidget &view, QWidget &space, SpiceSession &session, QAction &follow,
                       std::function<int()> monitor)
    : QObject(&view)
    , m_view(view)
    , m_space(space)
    , m_session(session)
    , m_follow(follow)
    , m_monitor(std::move(monitor))
{
    m_settles.setSingleShot(true);
    m_settles.setInterval(kSizeSettles);
    connect(&m_settles, &QTimer::timeout, this, &SpiceSizer::ask);
    connect(&follow, &QAction::toggled, &m_settles, qOverload<>(&QTimer::start));
    connect(&session, &SpiceSession::agentChanged, &m_settles, qOverload<>(&QTimer::start));
    view.installEventFilter(this);
}

QSize SpiceSizer::size() const { return m_space.size() * m_space.devicePixelRatioF(); }

bool SpiceSizer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        m_settles.start();
    return QObject::eventFilter(watched, event);
}

void SpiceSizer::ask()
{
    const QSize wanted = size();
    const SpiceMonitor *monitor = m_session.monitor(m_monitor());
    // A hidden tab has no size that anybody chose.
    if (m_view.isVisible() && m_follow.isChecked() && m_session.hasAgent()
        && (!monitor || monitor->rect.size() != wanted) && wanted.width() >= kSmallest.width()
        && wanted.height() >= kSmallest.height())
        m_session.requestSize(m_monitor(), wanted);
}

} // namespace Atoll::Console
