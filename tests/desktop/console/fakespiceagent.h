// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLocalSocket>
#include <QObject>
#include <QPair>
#include <QRect>

#include <optional>

namespace Atoll::Console {

//! Plays the SPICE agent of a guest (QemuGuest::withSpiceAgent).
class FakeSpiceAgent : public QObject
{
    Q_OBJECT

public:
    explicit FakeSpiceAgent(const QString &path);

    //! Something was copied in the guest; who asks gets it.
    void copy(const QByteArray &text);
    //! Takes what the desktop has offered.
    void paste();

    QByteArray pasted; //!< the latest
    QSize wantedSize;
    QList<QRect> monitors; //!< as the desktop wants them
    struct Mouse
    {
        QPoint position;
        int monitor = -1;
    } mouse; //!< the latest
    bool isOffered = false;
    QByteArray fileMeta; //!< of the latest file
    QByteArray file;

Q_SIGNALS:
    void changed();

private:
    void read();
    void take(QByteArray &messages);
    void message(quint32 type, const QByteArray &data);
    void fileMessage(quint32 type, const QByteArray &data);
    void send(quint32 type, const QByteArray &data);
    void announce(bool asksBack);

    QLocalSocket m_socket;
    QByteArray m_chunks;
    QByteArray m_messages;
    QByteArray m_copied;
};

} // namespace Atoll::Console
