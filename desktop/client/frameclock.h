// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

namespace Atoll {

//! Lets every session change its models at most once per frame, and all of them together no longer
//! than a frame allows. GUI thread; idle when nothing comes in.
class FrameClock : public QObject
{
    Q_OBJECT

public:
    //! Does a little of the work; true: there is more.
    using Work = std::function<bool()>;

    explicit FrameClock(QObject *parent = nullptr);

    //! Runs `work` in the next frame, and in the following ones while it says so. One per owner.
    void request(QObject *owner, Work work);
    void forget(const QObject *owner);

private:
    struct Entry
    {
        QObject *owner;
        Work work;
    };
    void tick();

    std::vector<Entry> m_entries;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
};

} // namespace Atoll
