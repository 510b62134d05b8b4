// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakespiceagent.h"

#include <QSize>

#include <cstring>

namespace Atoll::Console {

namespace {

// spice/vd_agent.h
enum Type {
    MouseState = 1,
    MonitorsConfig = 2,
    Clipboard = 4,
    Announce = 6,
    Grab = 7,
    Request = 8,
    FileStart = 10,
    FileStatus = 11,
    FileData = 12,
};
constexpr quint32 kClientPort = 1;
constexpr quint32 kServerPort = 2;
constexpr quint32 kUtf8 = 1;
constexpr qsizetype kChunk = 2048;
constexpr qsizetype kChunkHeader = 8;
constexpr qsizetype kMessageHeader = 20;
//! Mouse, monitors, clipboard by demand and by selection.
constexpr quint32 kCapabilities = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 6;

QByteArray numbers(std::initializer_list<quint32> list)
{
    QByteArray bytes;
    for (const quint32 number : list)
        bytes.append(reinterpret_cast<const char *>(&number), sizeof(number));
    return bytes;
}

quint32 number(const QByteArray &bytes, qsizetype at)
{
    quint32 value = 0;
    if (at + qsizetype(sizeof(value)) <= bytes.size())
        memcpy(&value, bytes.constData() + at, sizeof(value));
    return value;
}

} // namespace

FakeSpiceAgent::FakeSpiceAgent(const QString &path)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, &FakeSpiceAgent::read);
    connect(&m_socket, &QLocalSocket::connected, this, [this] { announce(true); });
    m_socket.connectToServer(path);
}

void FakeSpiceAgent::announce(bool asksBack)
{
    send(Announce, numbers({asksBack ? 1u : 0u, kCapabilities}));
}

void FakeSpiceAgent::copy(const QByteArray &text)
{
    m_copied = text;
    send(Grab, numbers({0, kUtf8}));
}

void FakeSpiceAgent::paste() { send(Request, numbers({0, kUtf8})); }

void FakeSpiceAgent::send(quint32 type, const QByteArray &data)
{
    QByteArray message = numbers({1, type, 0, 0, quint32(data.size())}) + data;
    for (qsizetype at = 0; at < message.size(); at += kChunk) {
        const QByteArray part = message.mid(at, kChunk);
        m_socket.write(numbers({kClientPort, quint32(part.size())}) + part);
    }
}

void FakeSpiceAgent::read()
{
    m_chunks += m_socket.readAll();
    while (m_chunks.size() >= kChunkHeader
           && m_chunks.size() >= kChunkHeader + number(m_chunks, 4)) {
        const quint32 size = number(m_chunks, 4);
        if (number(m_chunks, 0) == kClientPort)
            m_messages += m_chunks.mid(kChunkHeader, size);
        // The display's own messages come between parts of others.
        QByteArray own =
            number(m_chunks, 0) == kServerPort ? m_chunks.mid(kChunkHeader, size) : QByteArray();
        take(own);
        m_chunks.remove(0, kChunkHeader + size);
    }
    take(m_messages);
}

void FakeSpiceAgent::take(QByteArray &messages)
{
    while (messages.size() >= kMessageHeader
           && messages.size() >= kMessageHeader + number(messages, 16)) {
        const quint32 size = number(messages, 16);
        message(number(messages, 4), messages.mid(kMessageHeader, size));
        messages.remove(0, kMessageHeader + size);
        Q_EMIT changed();
    }
}

void FakeSpiceAgent::message(quint32 type, const QByteArray &data)
{
    switch (type) {
    case Announce:
        if (number(data, 0))
            announce(false);
        break;
    case MouseState: // x, y, buttons, monitor
        mouse = {QPoint(int(number(data, 0)), int(number(data, 4))), data.at(12)};
        break;
    case MonitorsConfig: // count, flags; height, width, depth, x, y, …
        wantedSize = QSize(int(number(data, 12)), int(number(data, 8)));
        monitors.clear();
        for (quint32 i = 0; i < number(data, 0); ++i) {
            const qsizetype at = 8 + 20 * qsizetype(i);
            monitors.append(QRect(int(number(data, at + 12)), int(number(data, at + 16)),
                                  int(number(data, at + 4)), int(number(data, at))));
        }
        break;
    case Grab:
        isOffered = true;
        break;
    case Request:
        send(Clipboard, numbers({0, kUtf8}) + m_copied);
        break;
    case Clipboard:
        pasted = data.mid(8);
        break;
    default:
        fileMessage(type, data);
    }
}

void FakeSpiceAgent::fileMessage(quint32 type, const QByteArray &data)
{
    constexpr quint32 kCanSendData = 0;
    constexpr quint32 kSuccess = 3;
    if (type == FileStart) {
        fileMeta = data.mid(4);
        file.clear();
        send(FileStatus, data.left(4) + numbers({kCanSendData}));
    } else if (type == FileData) { // id, size of 64 bits
        file += data.mid(12);
        const qsizetype at = fileMeta.indexOf("size=") + 5;
        if (file.size() >= fileMeta.mid(at, fileMeta.indexOf('\n', at) - at).toLongLong())
            send(FileStatus, data.left(4) + numbers({kSuccess}));
    }
}

} // namespace Atoll::Console
