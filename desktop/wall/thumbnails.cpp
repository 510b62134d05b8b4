// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "thumbnails.h"

#include <client/clusters.h>
#include <client/whendone.h>

#include <QBuffer>
#include <QImageReader>
#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kTick = 100ms; //!< begins one picture of each agent
constexpr qint64 kAfterFailureMs = 30'000;
constexpr int kMaximumSide = 4096;
constexpr int kWidthStep = 160; //!< a slider that moves does not ask anew for every pixel
constexpr qsizetype kMaximumBytes = 32 << 20;

Result<QImage> decode(const Result<Api::Screenshot> &answer, int width)
{
    if (!answer)
        return fail(answer.error());
    const Error unreadable{ErrorCode::EngineFailed, u"the picture cannot be read"_s};
    if (answer->png.size() > kMaximumBytes)
        return fail(unreadable);
    QByteArray bytes = QByteArray::fromBase64(answer->png.toLatin1());
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "png");
    const QSize size = reader.size();
    if (!size.isValid() || size.width() > kMaximumSide || size.height() > kMaximumSide)
        return fail(unreadable);
    QImage picture = reader.read().convertToFormat(QImage::Format_RGB32);
    if (picture.isNull())
        return fail(unreadable);
    return picture.width() > width ? picture.scaledToWidth(width, Qt::SmoothTransformation)
                                   : picture;
}

} // namespace

int Thumbnail::ageSeconds() const { return int((Thumbnails::now() - atMs) / 1000); }

Thumbnails::Thumbnails(Clusters &clusters, QObject *parent)
    : QObject(parent)
    , m_clusters(clusters)
{
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &Thumbnails::tick);
}

qint64 Thumbnails::now()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

const Thumbnail *Thumbnails::find(const ObjectRef &guest) const
{
    const auto it = m_entries.constFind(guest);
    return it == m_entries.constEnd() ? nullptr : &it->thumbnail;
}

void Thumbnails::want(QObject *viewer, const Wish &wish)
{
    if (!m_wishes.contains(viewer) && wish.guests.isEmpty())
        return;
    if (!m_wishes.contains(viewer))
        connect(viewer, &QObject::destroyed, this, [this, viewer] {
            m_wishes.remove(viewer);
            collect();
        });
    m_wishes.insert(viewer, wish);
    collect();
}

// Of two who show the same, the more demanding one counts.
void Thumbnails::collect()
{
    for (Entry &entry : m_entries)
        entry.everyMs = 0;
    bool isWanted = false;
    for (const Wish &wish : std::as_const(m_wishes)) {
        const int width = (wish.width + kWidthStep - 1) / kWidthStep * kWidthStep;
        const qint64 every = wish.every.count();
        qint64 place = 0; // what nobody has seen yet comes in the order in which it is shown
        for (const ObjectRef &guest : wish.guests) {
            Entry &entry = m_entries[guest];
            const bool isFirst = entry.everyMs == 0;
            entry.width = isFirst ? width : std::max(width, entry.width);
            entry.everyMs = isFirst ? every : std::min(entry.everyMs, every);
            if (entry.width > entry.askedWidth)
                entry.dueMs = ++place;
            else if (entry.thumbnail.problem.isEmpty())
                entry.dueMs = std::min(entry.dueMs, entry.thumbnail.atMs + entry.everyMs);
            isWanted = true;
        }
    }
    forgetOld();
    if (!isWanted)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void Thumbnails::tick()
{
    const qint64 time = now();
    QHash<QString, std::pair<ObjectRef, qint64>> first; // the longest due of each cluster
    for (auto it = m_entries.constBegin(); it != m_entries.constEnd(); ++it) {
        const Entry &entry = *it;
        if (entry.everyMs == 0 || entry.isUnderWay || entry.dueMs > time
            || m_underWayOf.value(it.key().cluster) >= kUnderWay)
            continue;
        const auto known = first.constFind(it.key().cluster);
        if (known != first.constEnd() && known->second <= entry.dueMs)
            continue;
        const ClusterSession *session = m_clusters.session(it.key().cluster);
        const Api::GuestInfo *guest =
            session && session->isReady() ? session->store().guest(it.key().id) : nullptr;
        if (guest && !guest->displayKind.isEmpty()
            && (guest->state == Api::GuestState::Running
                || guest->state == Api::GuestState::Paused))
            first.insert(it.key().cluster, {it.key(), entry.dueMs});
    }
    for (const auto &[guest, due] : std::as_const(first))
        ask(m_clusters.session(guest.cluster), guest, m_entries[guest]);
}

void Thumbnails::ask(ClusterSession *session, const ObjectRef &guest, Entry &entry)
{
    entry.isUnderWay = true;
    entry.askedWidth = entry.width;
    ++m_underWayOf[guest.cluster];
    ++m_underWay;
    const int width = entry.width;
    const auto picture =
        session->call(Api::guestScreenshot, {guest.id, width})
            .then(QThreadPool::globalInstance(),
                  [width](const Result<Api::Screenshot> &answer) { return decode(answer, width); });
    whenDone(picture, this, [this, guest](const Result<QImage> &result) { take(guest, result); });
}

void Thumbnails::take(const ObjectRef &guest, const Result<QImage> &picture)
{
    --m_underWay;
    --m_underWayOf[guest.cluster];
    const auto it = m_entries.find(guest);
    if (it == m_entries.end())
        return;
    const qint64 time = now();
    it->isUnderWay = false;
    it->dueMs = time + (picture ? it->everyMs : kAfterFailureMs);
    it->thumbnail.problem = picture ? QString() : picture.error().sentence();
    if (picture) {
        it->thumbnail.picture = *picture;
        it->thumbnail.atMs = time;
    }
    Q_EMIT changed(guest);
}

void Thumbnails::forgetOld()
{
    std::vector<std::pair<qint64, ObjectRef>> idle;
    for (auto it = m_entries.constBegin(); it != m_entries.constEnd(); ++it) {
        if (it->everyMs == 0 && !it->isUnderWay)
            idle.emplace_back(it->thumbnail.atMs, it.key());
    }
    if (idle.size() <= kKept)
        return;
    std::sort(idle.begin(), idle.end(),
              [](const auto &a, const auto &b) { return a.first > b.first; });
    for (size_t i = kKept; i < idle.size(); ++i)
        m_entries.remove(idle[i].second);
}

} // namespace Atoll
