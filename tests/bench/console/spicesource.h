// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "framesource.h"

#include <memory>

namespace Atoll::Bench {

//! The SPICE server that QEMU has (spice-server), with a display card of our own in it: it draws
//! whole frames at its rate, and fewer when the server's queue to the viewer is full.
class SpiceSource final : public FrameSource
{
public:
    //! `streamsVideo`: the server takes the frames for a video and sends JPEG, else lossless images
    //! as QEMU does when nobody chose anything.
    explicit SpiceSource(bool streamsVideo);
    ~SpiceSource() override;

    int port() const override { return m_port; } //!< 0: the server did not come up

private:
    struct Server;
    friend struct Server;

    int m_port = 0;
    std::unique_ptr<Server> m_server;
};

} // namespace Atoll::Bench
