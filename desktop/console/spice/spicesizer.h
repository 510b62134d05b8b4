// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Atoll::Console {

class SpiceSession;

//! Asks the guest that a monitor has the size of its view, while that is wished. GUI thread.
class SpiceSizer final : public QObject
{
    Q_OBJECT

public:
    //! `space` is what the picture may cover; `follow` is shared by all monitors.
    SpiceSizer(QWidget &view, QWidget &space, SpiceSession &session, QAction &follow,
               std::function<int()> monitor);

    //! In the guest's pixels.
    QSize size() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();

    QWidget &m_view;
    QWidget &m_space;
    SpiceSession &m_session;
    QAction &m_follow;
    std::function<int()> m_monitor;
    QTimer m_settles;
};

} // namespace Atoll::Console
