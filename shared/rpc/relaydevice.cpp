// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "relaydevice.h"

#include <core/limits.h>

#include <QMutex>
#include <QPointer>
#include <QThread>

namespace Atoll::Rpc {
namespace {

constexpr qint64 kUnderWay = limits::kChannelWindow / 4;

} // namespace

//! The half that lives beside the channel.
class RelayDevice::Feeder : public QObject
{
public:
    Feeder(std::unique_ptr<Channel> channel, RelayDevice *device)
        : m_channel(std::move(channel))
        , m_device(device)
    {
        connect(m_channel.get(), &QIODevice::readyRead, this, [this] { feed(); });
        connect(m_channel.get(), &QIODevice::bytesWritten, this, [this](qint64 size) {
            post([size](RelayDevice *device_) { device_->written(size); });
        });
        connect(
            m_channel.get(), &Channel::finished, this, [this](const std::optional<Error> &error) {
                m_underWay = std::numeric_limits<qint64>::min() / 2; // hand over all that is left
                feed();
                post([error](RelayDevice *device_) { device_->end(error); });
            });
    }

    void consumed(qint64 size)
    {
        m_underWay -= size;
        feed();
    }
    void write(const QByteArray &bytes) { m_channel->write(bytes); }
    void detach()
    {
        const QMutexLocker lock(&m_mutex);
        m_device = nullptr;
    }

private:
    template <class F>
    void post(F function)
    {
        // The device may die in its thread at any time; what is posted to it by then dies with it.
        const QMutexLocker lock(&m_mutex);
        RelayDevice *device = m_device;
        if (device)
            QMetaObject::invokeMethod(
                device, [device, function] { function(device); }, Qt::QueuedConnection);
    }
    void feed()
    {
        while (m_underWay < kUnderWay) {
            const QByteArray bytes = m_channel->read(kUnderWay);
            if (bytes.isEmpty())
                return;
            m_underWay += bytes.size();
            post([bytes](RelayDevice *device_) { device_->deliver(bytes); });
        }
    }

    std::unique_ptr<Channel> m_channel;
    QMutex m_mutex;
    RelayDevice *m_device;
    qint64 m_underWay = 0;
};

std::shared_ptr<QIODevice> RelayDevice::create(std::unique_ptr<Channel> channel, QThread *thread)
{
    // The last owner may let go in another thread than the device's.
    std::shared_ptr<RelayDevice> device(new RelayDevice, [](RelayDevice *object) {
        if (object->thread() == QThread::currentThread())
            delete object;
        else
            object->deleteLater();
    });
    device->open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    device->m_feeder = new Feeder(std::move(channel), device.get());
    device->moveToThread(thread);
    QMetaObject::invokeMethod(
        device->m_feeder, [feeder = device->m_feeder] { feeder->consumed(0); },
        Qt::QueuedConnection);
    return device;
}

RelayDevice::~RelayDevice()
{
    m_feeder->detach();
    m_feeder->deleteLater();
}

qint64 RelayDevice::bytesAvailable() const
{
    return m_received.size() - m_readOffset + QIODevice::bytesAvailable();
}

void RelayDevice::close()
{
    end({});
    QIODevice::close();
}

qint64 RelayDevice::readData(char *data, qint64 maxSize)
{
    const qint64 size = qMin<qint64>(maxSize, m_received.size() - m_readOffset);
    if (size == 0)
        return m_isEnded ? -1 : 0;
    std::copy_n(m_received.constData() + m_readOffset, size, data);
    m_readOffset += size;
    m_consumedUntold += size;
    if (m_readOffset == m_received.size()) {
        m_received.clear();
        m_readOffset = 0;
    }
    if (m_consumedUntold >= kUnderWay / 4 || m_received.isEmpty()) {
        const qint64 told = std::exchange(m_consumedUntold, 0);
        QMetaObject::invokeMethod(m_feeder, [feeder = m_feeder, told] { feeder->consumed(told); });
    }
    return size;
}

qint64 RelayDevice::writeData(const char *data, qint64 size)
{
    if (m_isEnded)
        return -1;
    m_unsent += size;
    QMetaObject::invokeMethod(
        m_feeder, [feeder = m_feeder, bytes = QByteArray(data, size)] { feeder->write(bytes); });
    return size;
}

void RelayDevice::deliver(const QByteArray &bytes)
{
    m_received.append(bytes);
    Q_EMIT readyRead();
}

void RelayDevice::written(qint64 size)
{
    m_unsent -= size;
    Q_EMIT bytesWritten(size);
}

void RelayDevice::end(const std::optional<Error> &error)
{
    if (m_isEnded)
        return;
    m_isEnded = true;
    setEndReason(error);
    const QPointer<RelayDevice> guard(this);
    Q_EMIT readChannelFinished();
    if (guard)
        Q_EMIT finished(error);
}

} // namespace Atoll::Rpc
