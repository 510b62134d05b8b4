// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../picture/picturesession.h"
#include "rfbclient.h"

#include <QObject>
#include <QRegion>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace Atoll::Console {

//! What the decoder has told since the last look. Only the latest of each kind is kept, so that a
//! display that talks faster than we listen costs no memory.
struct VncBatch
{
    QByteArray out; //!< for the server
    bool askUpdate = false;
    std::optional<QImage> picture; //!< a new one; the worker goes on writing its pixels
    QRegion dirty;
    std::optional<PointerShape> cursor;
    std::optional<QString> name;
    bool bell = false;
    std::optional<int> leds;
    std::optional<bool> absolutePointer;
    bool extendedKeys = false;
    bool extendedClipboard = false;
    std::optional<bool> clipboardOffered;
    bool clipboardWanted = false;
    std::optional<QString> clipboardText;
    std::optional<qint64> clipboardRefused;
    bool drained = false;
    std::optional<Error> ended;
};

//! One decoder thread for one connection, and the gate between it and painting: a frame is decoded
//! straight into the picture that the widget paints from, and the next frame's first pixel waits
//! until the last one was painted. So nothing is copied twice, nothing tears, and when painting is
//! late the server simply is asked for fewer frames. All public functions are for the GUI thread.
class VncWorker final : public QObject, private RfbSink
{
    Q_OBJECT

public:
    explicit VncWorker(RfbClient::Options options);
    ~VncWorker() override; //!< ends the thread; takes as long as one rectangle's decoding at most

    ByteStream &input() { return m_input; }
    VncBatch takeBatch();
    //! Nobody looks: frames are neither waited for nor asked for.
    void setWatched(bool watched);
    void painted();
    //! Frames that the display has sent.
    quint64 frames() const { return m_frames; }

Q_SIGNALS:
    //! takeBatch() has something; emitted in the GUI thread.
    void batchReady();

private:
    void send(const QByteArray &bytes) override;
    void desktop(const QImage &picture) override;
    void beforePixels() override;
    void frame(const std::vector<QRect> &dirty) override;
    void updateBegun() override;
    void cursor(const QImage &image, const QPoint &hotspot) override;
    void name(const QString &name) override;
    void bell() override;
    void leds(int bits) override;
    void pointerMode(bool absolute) override;
    void extendedKeys() override;
    void extendedClipboard() override;
    void clipboardOffered(bool hasText) override;
    void clipboardWanted() override;
    void clipboardText(const QString &text) override;
    void clipboardRefused(qint64 sizeBytes) override;

    template <class Change>
    void tell(Change change);
    void announce(std::unique_lock<std::mutex> lock);

    ByteStream m_input;
    std::atomic<quint64> m_frames = 0;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    VncBatch m_batch;
    bool m_announced = false; //!< batchReady is on its way
    bool m_unpainted = false;
    bool m_watched = true;
    bool m_owesRequest = false;
    bool m_closing = false;

    std::thread m_thread;
};

} // namespace Atoll::Console
