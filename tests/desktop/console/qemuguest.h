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
    static QString missingSpice();

    explicit QemuGuest(const QStringList &extra = {}, const QString &card = QStringLiteral("std"));
    //! Has SPICE besides VNC.
    static std::unique_ptr<QemuGuest> withSpice(const QString &card, QStringList extra = {});
    //! And whoever connects to agentPath() is the SPICE agent in it.
    static std::unique_ptr<QemuGuest> withSpiceAgent(const QStringList &extra = {});
    //! Has SPICE, and its speaker sounds with kToneHz.
    static std::unique_ptr<QemuGuest> withSpiceTone();
    static constexpr int kToneHz = 1000;
    //! Has SPICE, and its sound card records for ever into the memory that heard() shows.
    static std::unique_ptr<QemuGuest> withSpiceMicrophone();
    ~QemuGuest();

    //! Another boot sector, which says R on COM1 when it is ready.
    void setProgram(const QByteArray &program) { m_program = program; }
    const QByteArray &program() const { return m_program; }
    bool start(); //!< until the boot sector runs
    void kill();
    QString vncPath() const { return m_folder.filePath(QStringLiteral("vnc")); }
    QString spicePath() const { return m_folder.filePath(QStringLiteral("spice")); }
    QString agentPath() const { return m_folder.filePath(QStringLiteral("agent")); }
    ConsoleTransport transport() const;
    QByteArray serial() const;
    //! What QEMU itself says is on the screen; of the first card when none is named.
    QImage screendump(const QByteArray &card = {});
    QByteArray qmp(const QByteArray &command);
    //! 48 kHz, two channels of 16 bits; in the order of four buffers, which are used in turn.
    QByteArray heard();

private:
    QTemporaryDir m_folder;
    QStringList m_extra;
    QString m_card;
    QByteArray m_program; //!< of the boot sector
    QProcess m_process;
    QLocalSocket m_qmp;
};

//! Connects to a local socket without waiting.
ConsoleTransport localTransport(const QString &path);

} // namespace Atoll::Console
