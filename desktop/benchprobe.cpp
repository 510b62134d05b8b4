// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "benchprobe.h"

#include "benchsoak.h"
#include "desktop.h"

#include <app/mainwindow.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <inventory/inventoryarea.h>
#include <inventory/inventorytree.h>
#include <inventory/wallscope.h>
#include <wall/wallarea.h>

#include <QApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScreen>

#include <ctime>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::milliseconds kBeat{4};
constexpr qint64 kSecondMs = 1000;
constexpr std::chrono::milliseconds kTypingPause{150};
const QString kTyped = u"web-12 10.1"_s; //!< then all of it away again
constexpr qsizetype kOnTheWall = 50;
constexpr int kSmallTile = 140;
constexpr qsizetype kWatchedChanges = 50; //!< more in a frame is a storm, not an event

//! Microseconds since 1970.
qint64 now()
{
    timespec time{};
    ::clock_gettime(CLOCK_REALTIME, &time);
    return qint64(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

//! Of this thread, in nanoseconds: tells a busy GUI from a busy machine.
qint64 cpuNs()
{
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

void BenchProbe::install(Desktop &desktop)
{
    const QString path = qEnvironmentVariable("ATOLL_BENCH");
    if (!path.isEmpty())
        new BenchProbe(desktop, path, qEnvironmentVariable("ATOLL_BENCH_DO").split(u','));
}

BenchProbe::BenchProbe(Desktop &desktop, const QString &path, const QStringList &orders)
    : QObject(&desktop)
    , m_desktop(desktop)
    , m_orders(orders)
    , m_file(path)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        qWarning("ATOLL_BENCH: %s", qPrintable(m_file.errorString()));
    m_tree = desktop.window().findChild<InventoryTree *>();
    m_filter = desktop.window().findChild<QLineEdit *>(u"inventoryFilter"_s);
    Q_ASSERT(m_tree && m_filter);
    m_tree->viewport()->installEventFilter(this);
    m_beat.setTimerType(Qt::PreciseTimer);
    connect(&m_beat, &QTimer::timeout, this, &BenchProbe::beat);
    if (has("beat")) {
        m_sinceBeat.start();
        m_sinceSecond.start();
        m_cpuAtBeat = cpuNs();
        m_beat.start(kBeat);
    }
    Clusters &clusters = desktop.context().clusters();
    connect(&clusters, &Clusters::added, this, &BenchProbe::follow);
    for (ClusterSession *session : clusters.sessions())
        follow(session);
    connect(&clusters, &Clusters::cacheShown, this, [this] {
        write(u"cacheShown"_s, {{u"guests"_s, m_desktop.inventory().model().guestCount()}});
    });
}

void BenchProbe::write(const QString &what, QJsonObject values)
{
    values.insert(u"what"_s, what);
    values.insert(u"atUs"_s, now());
    m_file.write(QJsonDocument(values).toJson(QJsonDocument::Compact) + '\n');
}

void BenchProbe::follow(ClusterSession *session)
{
    connect(&session->store(), &StateStore::liveChanged, this, &BenchProbe::checkLive);
    connect(&session->store(), &StateStore::guestsChanged, this,
            [this, session](const QList<int> &indexes) {
                m_second.changes += indexes.size();
                if (indexes.size() > kWatchedChanges)
                    return;
                for (const int index : indexes) {
                    const Api::GuestInfo &guest = session->store().guests().at(index);
                    m_unpainted.insert(guest.uuid, QString(nameOf(guest.state)));
                }
            });
}

void BenchProbe::beat()
{
    const double wallMs = double(m_sinceBeat.nsecsElapsed()) / 1e6;
    m_sinceBeat.start();
    const qint64 cpu = cpuNs();
    const double cpuMs = double(cpu - std::exchange(m_cpuAtBeat, cpu)) / 1e6;
    ++m_second.beats;
    m_second.longestMs = qMax(m_second.longestMs, wallMs);
    m_second.longestCpuMs = qMax(m_second.longestCpuMs, cpuMs);
    if (m_sinceSecond.elapsed() < kSecondMs)
        return;
    const double seconds = double(m_sinceSecond.restart()) / kSecondMs;
    const Second all = std::exchange(m_second, {});
    write(u"second"_s, {{u"seconds"_s, seconds},
                        {u"beats"_s, all.beats},
                        {u"paints"_s, all.paints},
                        {u"changes"_s, all.changes},
                        {u"pictures"_s, all.pictures},
                        {u"longestMs"_s, all.longestMs},
                        {u"longestCpuMs"_s, all.longestCpuMs}});
}

bool BenchProbe::eventFilter(QObject *watched, QEvent *event)
{
    // Queued: runs when the event was handled and the backing store is flushed.
    if (event->type() == QEvent::Paint)
        QMetaObject::invokeMethod(this, &BenchProbe::painted, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void BenchProbe::painted()
{
    ++m_second.paints;
    const int guests = m_desktop.inventory().model().guestCount();
    if (!m_hasPainted && guests > 0) {
        m_hasPainted = true;
        write(u"firstPaint"_s, {{u"guests"_s, guests}});
    }
    if (guests != m_paintedGuests) {
        m_paintedGuests = guests;
        write(m_isLive ? u"complete"_s : u"cached"_s, {{u"guests"_s, guests}});
    }
    if (m_sinceKey.isValid()) {
        write(u"key"_s, {{u"ms"_s, double(m_sinceKey.nsecsElapsed()) / 1e6}});
        m_sinceKey.invalidate();
    }
    const auto changed = std::exchange(m_unpainted, {});
    for (auto it = changed.begin(); it != changed.end(); ++it)
        write(u"guest"_s, {{u"guest"_s, it.key()}, {u"state"_s, it.value()}});
}

void BenchProbe::checkLive()
{
    const auto &sessions = m_desktop.context().clusters().sessions();
    const bool isLive = std::all_of(sessions.begin(), sessions.end(),
                                    [](const auto *session) { return session->store().isLive(); });
    if (!isLive || std::exchange(m_isLive, true))
        return;
    m_paintedGuests = -1;
    m_tree->viewport()->update();
    write(u"live"_s, {{u"guests"_s, m_desktop.inventory().model().guestCount()}});
    if (has("quit-when-live"))
        QTimer::singleShot(1000, this, [] { QApplication::quit(); });
    if (has("expand"))
        m_tree->expandToDepth(2); // site, cluster, node: all guests are rows
    if (has("wall"))
        openWall();
    if (has("soak"))
        new BenchSoak(m_desktop, [this](const QString &what, const QJsonObject &values) {
            write(what, values);
        });
    if (has("type"))
        QTimer::singleShot(3000, this, &BenchProbe::typeNext);
}

void BenchProbe::openWall()
{
    WallScope scope;
    for (const ClusterSession *session : m_desktop.context().clusters().sessions()) {
        const StateStore &store = session->store();
        for (const int index : store.guests().indexes()) {
            if (scope.guests.size() < kOnTheWall
                && store.guests().at(index).state == Api::GuestState::Running)
                scope.guests += {ObjectKind::Guest, session->key(), store.guests().at(index).uuid};
        }
    }
    // All of them in sight.
    m_desktop.window().setGeometry(m_desktop.window().screen()->geometry());
    m_desktop.context().settings().wallTileWidth.set(kSmallTile);
    m_desktop.context().open(scope.object());
    connect(&m_desktop.wall().thumbnails(), &Thumbnails::changed, this,
            [this] { ++m_second.pictures; });
}

void BenchProbe::typeNext()
{
    if (m_keys >= 2 * kTyped.size()) {
        write(u"typed"_s);
        return;
    }
    const bool isTyping = m_keys < kTyped.size();
    const QString text = isTyping ? kTyped.mid(m_keys, 1) : QString();
    const int key = isTyping ? int(text.at(0).toUpper().unicode()) : int(Qt::Key_Backspace);
    ++m_keys;
    m_sinceKey.start();
    QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
    QApplication::sendEvent(m_filter, &press);
    m_tree->viewport()->update(); // also a key that changes nothing is painted
    QTimer::singleShot(kTypingPause, this, &BenchProbe::typeNext);
}

} // namespace Atoll
