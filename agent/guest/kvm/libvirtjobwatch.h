// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "libvirtaccess.h"

#include <condition_variable>
#include <stop_token>
#include <thread>

namespace Atoll::Kvm {

//! Tells how far libvirt is with a guest's memory, and gives the job up when that is wanted, for as
//! long as this object lives. libvirt has no event for how far it is: it is asked meanwhile.
class LibvirtJobWatch
{
public:
    using Progress = std::function<void(qint64 doneBytes, qint64 totalBytes)>;

    LibvirtJobWatch(std::shared_ptr<LibvirtAccess> access, QString uuid, std::stop_token stop,
                    Progress progress);
    Q_DISABLE_COPY_MOVE(LibvirtJobWatch)
    ~LibvirtJobWatch() = default;

private:
    void run(const std::stop_token &isDone);
    bool giveUp();
    void tell();

    const std::shared_ptr<LibvirtAccess> m_access;
    const QString m_uuid;
    const std::stop_token m_stop;
    const Progress m_progress;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread; //!< last: it uses all of the above
};

} // namespace Atoll::Kvm
