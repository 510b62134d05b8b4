// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>
#include <core/result.h>

#include <QImage>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace Atoll {

class ClusterSession;
class Clusters;

//! The last picture of a guest's display.
struct Thumbnail
{
    QImage picture;  //!< null: there is none yet
    qint64 atMs = 0; //!< when it was taken, as Thumbnails::now()
    QString problem; //!< why the last attempt gave none
    int ageSeconds() const;
};

//! Small pictures of displays for all who show some. Only what somebody shows now is asked for, at
//! most a few at a time of one agent, and less often what failed. GUI thread; pictures are decoded
//! in workers.
class Thumbnails : public QObject
{
    Q_OBJECT
public:
    static constexpr int kUnderWay = 2; //!< of one agent
    static constexpr int kKept = 64;    //!< that nobody shows any more

    explicit Thumbnails(Clusters &clusters, QObject *parent = nullptr);

    struct Wish
    {
        QList<ObjectRef> guests;
        std::chrono::milliseconds every{};
        int width = 0; //!< in pixels of the screen
    };
    //! What the viewer shows from now on; nothing when it dies.
    void want(QObject *viewer, const Wish &wish);
    void release(QObject *viewer) { want(viewer, {}); }

    //! Null when nothing is known.
    const Thumbnail *find(const ObjectRef &guest) const;
    //! How many pictures are under way.
    int underWay() const { return m_underWay; }

    //! Milliseconds of a clock that only goes forward.
    static qint64 now();

Q_SIGNALS:
    void changed(const Atoll::ObjectRef &guest);

private:
    struct Entry
    {
        Thumbnail thumbnail;
        qint64 dueMs = 0;
        qint64 everyMs = 0; //!< 0: nobody shows it
        int width = 0;
        int askedWidth = 0;
        bool isUnderWay = false;
    };
    void collect();
    void tick();
    void ask(ClusterSession *session, const ObjectRef &guest, Entry &entry);
    void take(const ObjectRef &guest, const Result<QImage> &picture);
    void forgetOld();

    Clusters &m_clusters;
    QHash<QObject *, Wish> m_wishes;
    QHash<ObjectRef, Entry> m_entries;
    QHash<QString, int> m_underWayOf; //!< by cluster
    int m_underWay = 0;
    QTimer m_tick;
};

} // namespace Atoll
