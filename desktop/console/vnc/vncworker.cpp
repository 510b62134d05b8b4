// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vncworker.h"

#include <chrono>
#include <utility>

namespace Atoll::Console {

namespace {

//! A GUI thread that is busy for longer may see a torn frame instead of a stalled connection.
constexpr std::chrono::milliseconds kPaintPatience{100};
constexpr qsizetype kManyRects = 24;
constexpr qsizetype kLowWater = 1 << 20;

} // namespace

VncWorker::VncWorker(RfbClient::Options options)
    : m_input(kLowWater, [this] { tell([](VncBatch &batch) { batch.drained = true; }); })
{
    m_thread = std::thread([this, options = std::move(options)] {
        const Error error = RfbClient(m_input, *this, options).run();
        tell([&](VncBatch &batch) { batch.ended = error; });
    });
}

VncWorker::~VncWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_changed.notify_all();
    m_input.close();
    m_thread.join();
}

template <class Change>
void VncWorker::tell(Change change)
{
    std::unique_lock lock(m_mutex);
    change(m_batch);
    announce(std::move(lock));
}

void VncWorker::announce(std::unique_lock<std::mutex> lock)
{
    const bool post = !std::exchange(m_announced, true) && !m_closing;
    lock.unlock();
    if (post)
        QMetaObject::invokeMethod(this, &VncWorker::batchReady, Qt::QueuedConnection);
}

VncBatch VncWorker::takeBatch()
{
    const std::lock_guard lock(m_mutex);
    m_announced = false;
    return std::exchange(m_batch, {});
}

void VncWorker::setWatched(bool watched)
{
    std::unique_lock lock(m_mutex);
    m_watched = watched;
    if (!watched)
        m_unpainted = false;
    if (watched && std::exchange(m_owesRequest, false)) {
        m_batch.askUpdate = true;
        announce(std::move(lock));
    }
    m_changed.notify_all();
}

void VncWorker::painted()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_unpainted)
            return;
        m_unpainted = false;
    }
    m_changed.notify_all();
}

void VncWorker::beforePixels()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, kPaintPatience, [this] { return !m_unpainted || m_closing; });
}

void VncWorker::updateBegun()
{
    std::unique_lock lock(m_mutex);
    m_owesRequest = !m_watched;
    if (!m_watched)
        return;
    m_batch.askUpdate = true;
    announce(std::move(lock));
}

void VncWorker::frame(const std::vector<QRect> &dirty)
{
    ++m_frames;
    QRect bounds;
    qint64 area = 0;
    for (const QRect &rect : dirty) {
        bounds |= rect;
        area += qint64(rect.width()) * rect.height();
    }
    // Many small pieces cost more to clip than their gaps cost to copy.
    const bool whole =
        qsizetype(dirty.size()) > kManyRects || area * 2 > qint64(bounds.width()) * bounds.height();
    std::unique_lock lock(m_mutex);
    if (whole) {
        m_batch.dirty += bounds;
    } else {
        for (const QRect &rect : dirty)
            m_batch.dirty += rect;
    }
    if (m_batch.dirty.rectCount() > kManyRects)
        m_batch.dirty = m_batch.dirty.boundingRect();
    m_unpainted = m_watched;
    announce(std::move(lock));
}

void VncWorker::desktop(const QImage &picture)
{
    tell([&](VncBatch &batch) {
        batch.picture = picture;
        batch.dirty = {};
    });
}

void VncWorker::send(const QByteArray &bytes)
{
    tell([&](VncBatch &batch) { batch.out += bytes; });
}

void VncWorker::cursor(const QImage &image, const QPoint &hotspot)
{
    tell([&](VncBatch &batch) { batch.cursor = PointerShape{image, hotspot}; });
}

void VncWorker::name(const QString &name)
{
    tell([&](VncBatch &batch) { batch.name = name; });
}

void VncWorker::bell()
{
    tell([](VncBatch &batch) { batch.bell = true; });
}

void VncWorker::leds(int bits)
{
    tell([=](VncBatch &batch) { batch.leds = bits; });
}

void VncWorker::pointerMode(bool absolute)
{
    tell([=](VncBatch &batch) { batch.absolutePointer = absolute; });
}

void VncWorker::extendedKeys()
{
    tell([](VncBatch &batch) { batch.extendedKeys = true; });
}

void VncWorker::extendedClipboard()
{
    tell([](VncBatch &batch) { batch.extendedClipboard = true; });
}

void VncWorker::clipboardOffered(bool hasText)
{
    tell([=](VncBatch &batch) { batch.clipboardOffered = hasText; });
}

void VncWorker::clipboardWanted()
{
    tell([](VncBatch &batch) { batch.clipboardWanted = true; });
}

void VncWorker::clipboardText(const QString &text)
{
    tell([&](VncBatch &batch) { batch.clipboardText = text; });
}

void VncWorker::clipboardRefused(qint64 sizeBytes)
{
    tell([=](VncBatch &batch) { batch.clipboardRefused = sizeBytes; });
}

} // namespace Atoll::Console
