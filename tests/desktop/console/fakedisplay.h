// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rfbrecording.h"

#include <console/consoletransport.h>
#include <core/endreason.h>

#include <QPromise>

#include <memory>

namespace Atoll::Console {

//! The client's end of a connection whose other end is the test.
class FakeDevice : public QIODevice, public EndReason
{
    Q_OBJECT

public:
    FakeDevice() { open(ReadWrite | Unbuffered); }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_in.size() + QIODevice::bytesAvailable(); }

    void feed(const QByteArray &bytes)
    {
        m_in += bytes;
        Q_EMIT readyRead();
    }
    void hangUp(const std::optional<Error> &why = {})
    {
        setEndReason(why);
        Q_EMIT readChannelFinished();
    }
    QByteArray written;

protected:
    qint64 readData(char *to, qint64 size) override
    {
        const qint64 part = std::min<qint64>(size, m_in.size());
        std::copy_n(m_in.constData(), part, to);
        m_in.remove(0, part);
        return part;
    }
    qint64 writeData(const char *from, qint64 size) override
    {
        written.append(from, size);
        return size;
    }

private:
    QByteArray m_in;
};

//! A display in this process: each connection is a FakeDevice, or the error that is set.
struct FakeDisplay
{
    std::shared_ptr<FakeDevice> device;
    std::optional<Error> refusal;
    int attempts = 0;
    Claim lastClaim = Claim::Ask;

    ConsoleTransport transport()
    {
        return [this](Claim claim) {
            lastClaim = claim;
            ++attempts;
            QPromise<Result<ConsoleDevice>> promise;
            promise.start();
            if (refusal) {
                promise.addResult(tl::unexpected(*refusal));
            } else {
                device = std::make_shared<FakeDevice>();
                promise.addResult(ConsoleDevice(device));
            }
            promise.finish();
            return promise.future();
        };
    }
    //! A picture of one colour, and the QEMU extensions.
    void greet(int width, int height, quint32 colour)
    {
        device->feed(recording::greeting(width, height) + recording::update(2)
                     + recording::rect(0, 0, 0, 0, -258) + recording::rect(0, 0, width, height, 7)
                     + "\x80" + char(colour >> 16) + char(colour >> 8) + char(colour));
    }
};

} // namespace Atoll::Console
