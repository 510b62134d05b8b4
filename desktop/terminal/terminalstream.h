// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

#include <QIODevice>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace Atoll::Terminal {

class Emulator;

//! Leads bytes between a device and an Emulator: reads only as much as a slice of time allows and
//! leaves the rest in the device, whose window then holds the sender back. GUI thread.
class TerminalStream final : public QObject
{
    Q_OBJECT

public:
    explicit TerminalStream(Emulator &emulator, QObject *parent = nullptr);

    void attach(std::shared_ptr<QIODevice> device);
    void detach();
    quint64 receivedBytes() const { return m_receivedBytes; }

Q_SIGNALS:
    //! After the last byte is shown.
    void ended(const Atoll::Error &error);

private:
    void pump();
    void write(const QByteArray &bytes);

    Emulator &m_emulator;
    std::shared_ptr<QIODevice> m_device;
    QTimer m_more;
    quint64 m_receivedBytes = 0;
    bool m_isOver = false;
};

} // namespace Atoll::Terminal
