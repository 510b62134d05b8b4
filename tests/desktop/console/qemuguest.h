// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <console/consoletransport.h>

#include <QImage>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace Atoll::Console {

//! A QEMU under TCG whose boot sector paints a pattern (320 × 200, 256 colours) and writes every
//! scancode it gets to the serial port as "1E 9E ".
class QemuGuest
{
public:
    static QString missing(); //!< why it cannot run here; empty when it can

    explicit QemuGuest(const QStringList &extra = {});
    ~QemuGuest();

    bool start(); //!< until the boot sector runs
    void kill();
    QString vncPath() const { return m_folder.filePath(QStringLiteral("vnc")); }
    ConsoleTransport transport() const;
    QByteArray serial() const;
    //! What QEMU itself says is on the screen.
    QImage screendump();
    QByteArray qmp(const QByteArray &command);

private:
    QTemporaryDir m_folder;
    QStringList m_extra;
    QProcess m_process;
    QLocalSocket m_qmp;
};

//! Connects to a local socket without waiting.
ConsoleTransport localTransport(const QString &path);

} // namespace Atoll::Console
