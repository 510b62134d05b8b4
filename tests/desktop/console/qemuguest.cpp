// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "qemuguest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QStandardPaths>
#include <QTest>

#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

constexpr auto kBootSector = std::to_array<uchar>({
    0x31, 0xc0, 0x8e, 0xd8,                   // xor ax,ax; mov ds,ax
    0xb8, 0x13, 0x00, 0xcd, 0x10,             // mode 13h
    0xb8, 0x00, 0xa0, 0x8e, 0xc0, 0x31, 0xff, // es:di = a000:0
    0x89, 0xf8, 0x30, 0xe0, 0xaa,             // pattern: mov ax,di; xor al,ah; stosb
    0x81, 0xff, 0x00, 0xfa, 0x75, 0xf5,       // cmp di,64000; jne pattern
    0xfa,                                     // cli
    0xb0, 0x52, 0xba, 0xf8, 0x03, 0xee,       // say R on COM1
    0xe4, 0x64, 0xa8, 0x01, 0x74, 0xfa,       // wait: a byte from the keyboard?
    0xe4, 0x60, 0x88, 0xc3, 0xc0, 0xe8, 0x04, // in al,60h; mov bl,al; shr al,4
    0xe8, 0x0c, 0x00, 0x88, 0xd8,             // call nibble; mov al,bl
    0xe8, 0x07, 0x00, 0xb0, 0x20,             // call nibble; mov al,' '
    0xe8, 0x0c, 0x00, 0xeb, 0xe4,             // call putc; jmp wait
    0x24, 0x0f, 0x04, 0x30, 0x3c, 0x3a,       // nibble: to a hexadecimal digit
    0x72, 0x02, 0x04, 0x07,                   // (falls through)
    0xba, 0xf8, 0x03, 0xee, 0xc3,             // putc: out to COM1; ret
});

//! Carries bytes between COM2 and COM3.
constexpr auto kBridge = std::to_array<uchar>({
    0xfa,                                           // cli
    0xb0, 0x01, 0xba, 0xfa, 0x02, 0xee,             // FIFO of COM2
    0xba, 0xea, 0x03, 0xee,                         // and of COM3
    0xb0, 0x52, 0xba, 0xf8, 0x03, 0xee,             // say R on COM1
    0xba, 0xfd, 0x02, 0xec, 0xa8, 0x01, 0x74, 0x12, // next: did COM2 get something?
    0xb2, 0xf8, 0xec, 0x88, 0xc3,                   // take it
    0xba, 0xed, 0x03, 0xec, 0xa8, 0x20, 0x74, 0xfb, // until COM3 has room
    0xb2, 0xe8, 0x88, 0xd8, 0xee,                   // give it
    0xba, 0xed, 0x03, 0xec, 0xa8, 0x01, 0x74, 0xde, // did COM3 get something?
    0xb2, 0xe8, 0xec, 0x88, 0xc3,                   // take it
    0xba, 0xfd, 0x02, 0xec, 0xa8, 0x20, 0x74, 0xfb, // until COM2 has room
    0xb2, 0xf8, 0x88, 0xd8, 0xee, 0xeb, 0xca,       // give it, next
});

constexpr auto kTone = std::to_array<uchar>({
    0xb0, 0xb6, 0xe6, 0x43,                         // timer 2, square wave
    0xb8, 0xa9, 0x04, 0xe6, 0x42, 0x88, 0xe0, 0xe6, // 1193182 Hz / 1193
    0x42, 0xe4, 0x61, 0x0c, 0x03, 0xe6, 0x61,       // speaker on
    0xb0, 0x52, 0xba, 0xf8, 0x03, 0xee,             // say R on COM1
    0xf4, 0xeb, 0xfd,                               // hlt, for ever
});

//! Lets an AC97 card in slot 5 record into four buffers at 64 KiB and following.
constexpr auto kRecorder = std::to_array<uchar>({
    0x31, 0xc0, 0x8e, 0xd8, 0x8e, 0xc0, 0xfc,       // ds, es: 0
    0xbf, 0x00, 0x80, 0x31, 0xc9,                   // 32 descriptors at 8000, cx counts
    0x31, 0xc0, 0xab, 0x89, 0xc8, 0x83, 0xe0, 0x03, // next: address 10000 + (cx & 3) * 10000
    0x40, 0xab, 0xb8, 0xfe, 0x7f, 0xab,             // 7ffe samples
    0x31, 0xc0, 0xab, 0x41, 0x83, 0xf9, 0x20,       // no flags
    0x75, 0xe9,                                     // jne next
    0x66, 0xb8, 0x04, 0x28, 0x00, 0x80,             // the card's command register
    0xba, 0xf8, 0x0c, 0x66, 0xef, 0xba, 0xfc, 0x0c, // out cf8; in cfc
    0x66, 0xed, 0x0c, 0x07, 0x66, 0xef,             // ports, memory, bus master
    0x66, 0xb8, 0x10, 0x28, 0x00, 0x80,             // where its mixer is
    0xba, 0xf8, 0x0c, 0x66, 0xef, 0xba, 0xfc, 0x0c, //
    0x66, 0xed, 0x83, 0xe0, 0xfc, 0x89, 0xc2,       //
    0x83, 0xc2, 0x1c, 0xb8, 0x0f, 0x0f, 0xef,       // record gain: all of it
    0x66, 0xb8, 0x14, 0x28, 0x00, 0x80,             // where its channels are: bx
    0xba, 0xf8, 0x0c, 0x66, 0xef, 0xba, 0xfc, 0x0c, //
    0x66, 0xed, 0x83, 0xe0, 0xfc, 0x89, 0xc3,       //
    0x89, 0xda, 0x66, 0xb8, 0x00, 0x80, 0x00, 0x00, // the descriptors
    0x66, 0xef, 0x8d, 0x57, 0x05, 0xb0, 0x1f, 0xee, // the last one is valid
    0x8d, 0x57, 0x0b, 0xb0, 0x01, 0xee,             // run
    0xba, 0xf8, 0x03, 0xb0, 0x52, 0xee,             // say R on COM1
    0x8d, 0x57, 0x04, 0xec, 0x04, 0x1f, 0x24, 0x1f, // on: the one before the current is the last
    0x42, 0xee, 0xeb, 0xf4,                         // jmp on
});

QByteArray bytesOf(std::span<const uchar> program)
{
    return {reinterpret_cast<const char *>(program.data()), qsizetype(program.size())};
}

} // namespace

ConsoleTransport localTransport(const QString &path)
{
    return [path](Claim) {
        auto promise = std::make_shared<QPromise<Result<ConsoleDevice>>>();
        promise->start();
        const std::shared_ptr<QLocalSocket> socket(new QLocalSocket,
                                                   [](QLocalSocket *old) { old->deleteLater(); });
        socket->setReadBufferSize(4 << 20);
        const auto answer = [promise](Result<ConsoleDevice> result) {
            promise->addResult(std::move(result));
            promise->finish();
        };
        // The connections keep the socket until one of them has answered.
        const auto settle = [socket, answer](bool connected) {
            socket->disconnect(socket.get());
            if (connected)
                answer(ConsoleDevice(socket));
            else
                answer(fail(ErrorCode::EngineUnavailable, socket->errorString()));
        };
        QObject::connect(
            socket.get(), &QLocalSocket::connected, socket.get(),
            [settle] {
                auto keep = settle;
                keep(true);
            },
            Qt::QueuedConnection);
        QObject::connect(
            socket.get(), &QLocalSocket::errorOccurred, socket.get(),
            [settle] {
                auto keep = settle;
                keep(false);
            },
            Qt::QueuedConnection);
        socket->connectToServer(path);
        return promise->future();
    };
}

QString QemuGuest::missing()
{
    return QStandardPaths::findExecutable(u"qemu-system-x86_64"_s).isEmpty()
               ? u"qemu-system-x86_64 is not installed (package qemu-system-x86)"_s
               : QString();
}

QString QemuGuest::missingSpice()
{
    if (const QString why = missing(); !why.isEmpty())
        return why;
    QProcess qemu;
    qemu.start(u"qemu-system-x86_64"_s, {u"-spice"_s, u"help"_s});
    qemu.waitForFinished();
    // Without it QEMU says that there is no such option.
    return qemu.readAllStandardOutput().contains("disable-ticketing")
                   || qemu.readAllStandardError().contains("disable-ticketing")
               ? QString()
               : u"QEMU has no SPICE (package qemu-system-modules-spice)"_s;
}

QemuGuest::QemuGuest(const QStringList &extra, const QString &card)
    : m_extra(extra)
    , m_card(card)
    , m_program(bytesOf(kBootSector))
{}

std::unique_ptr<QemuGuest> QemuGuest::withSpice(const QString &card, QStringList extra)
{
    auto guest = std::make_unique<QemuGuest>(extra, card);
    guest->m_extra +=
        {u"-spice"_s, u"unix=on,addr=%1,disable-ticketing=on"_s.arg(guest->spicePath())};
    return guest;
}

std::unique_ptr<QemuGuest> QemuGuest::withSpiceTone()
{
    auto guest = withSpice(u"std"_s, {u"-audiodev"_s, u"spice,id=sound"_s, u"-machine"_s,
                                      u"pc,pcspk-audiodev=sound"_s});
    guest->m_program = bytesOf(kTone);
    return guest;
}

std::unique_ptr<QemuGuest> QemuGuest::withSpiceMicrophone()
{
    auto guest = withSpice(u"std"_s, {u"-audiodev"_s, u"spice,id=sound"_s, u"-device"_s,
                                      u"AC97,audiodev=sound,addr=5"_s});
    guest->m_program = bytesOf(kRecorder);
    return guest;
}

std::unique_ptr<QemuGuest> QemuGuest::withSpiceAgent(const QStringList &extra)
{
    auto guest = withSpice(u"std"_s, extra);
    guest->m_program = bytesOf(kBridge);
    guest->m_extra +=
        {u"-chardev"_s, u"spicevmc,id=vdagent,name=vdagent"_s,
         u"-device"_s,  u"isa-serial,chardev=vdagent,index=1"_s,
         u"-chardev"_s, u"socket,id=peer,server=on,wait=off,path="_s + guest->agentPath(),
         u"-device"_s,  u"isa-serial,chardev=peer,index=2"_s};
    return guest;
}

QemuGuest::~QemuGuest() { kill(); }

bool QemuGuest::start()
{
    QByteArray disk(64 * 1024, '\0');
    std::copy(m_program.begin(), m_program.end(), disk.begin());
    disk[510] = char(0x55);
    disk[511] = char(0xaa);
    QFile file(m_folder.filePath(u"disk"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(disk) != disk.size())
        return false;
    file.close();
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"qemu-system-x86_64"_s,
                    QStringList{u"-accel"_s, u"tcg"_s, u"-m"_s, u"32"_s, u"-nodefaults"_s,
                                u"-vga"_s, m_card, u"-display"_s, u"none"_s, u"-drive"_s,
                                u"format=raw,file="_s + file.fileName(), u"-serial"_s,
                                u"file:"_s + m_folder.filePath(u"serial"_s), u"-vnc"_s,
                                u"unix:"_s + vncPath(), u"-qmp"_s,
                                u"unix:%1,server=on,wait=off"_s.arg(m_folder.filePath(u"qmp"_s))}
                        + m_extra);
    return m_process.waitForStarted()
           && QTest::qWaitFor([this] { return serial().startsWith('R'); }, 30000);
}

void QemuGuest::kill()
{
    m_qmp.abort();
    m_process.kill();
    m_process.waitForFinished();
    QFile::remove(vncPath());
    QFile::remove(spicePath());
    QFile::remove(m_folder.filePath(u"serial"_s));
}

ConsoleTransport QemuGuest::transport() const { return localTransport(vncPath()); }

QByteArray QemuGuest::serial() const
{
    QFile file(m_folder.filePath(u"serial"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray QemuGuest::qmp(const QByteArray &command)
{
    const auto ask = [this](const QByteArray &line) {
        m_qmp.write(line + '\n');
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < 10000) {
            if (!m_qmp.canReadLine() && !m_qmp.waitForReadyRead(1000))
                continue;
            const QByteArray answer = m_qmp.readLine();
            const QJsonObject object = QJsonDocument::fromJson(answer).object();
            if (object.contains(u"return"_s) || object.contains(u"error"_s))
                return answer;
        }
        return QByteArray();
    };
    if (m_qmp.state() != QLocalSocket::ConnectedState) {
        m_qmp.connectToServer(m_folder.filePath(u"qmp"_s));
        if (!m_qmp.waitForConnected(5000))
            return {};
        ask(R"({"execute":"qmp_capabilities"})");
    }
    return ask(command);
}

QImage QemuGuest::screendump(const QByteArray &card)
{
    const QString path = m_folder.filePath(u"dump.ppm"_s);
    const QByteArray of = card.isEmpty() ? card : R"(,"device":")" + card + '"';
    qmp(R"({"execute":"screendump","arguments":{"filename":")" + path.toUtf8() + '"' + of + "}}");
    return QImage(path, "ppm").convertToFormat(QImage::Format_RGB32);
}

QByteArray QemuGuest::heard()
{
    const QString path = m_folder.filePath(u"heard"_s);
    qmp(R"({"execute":"pmemsave","arguments":{"val":65536,"size":262144,"filename":")"
        + path.toUtf8() + "\"}}");
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace Atoll::Console
