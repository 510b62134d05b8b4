// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Atoll {

class ClusterSession;
class Desktop;
class InventoryTree;

//! Measures the running desktop for `./dev bench`: with ATOLL_BENCH=FILE in the environment it
//! writes one JSON object a line of what was painted when and how long a key in the filter took.
//! ATOLL_BENCH_DO names what to do: "quit-when-live", "type", "expand", and "beat": tell once a
//! second how long the event loop did not answer at worst, and how many changes of guests came.
//! "wall" opens a wall of 50 guests when all is live, "soak" uses the window until it ends.
//! Does not exist without that variable. GUI thread.
class BenchProbe : public QObject
{
    Q_OBJECT
public:
    static void install(Desktop &desktop);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    BenchProbe(Desktop &desktop, const QString &path, const QStringList &orders);
    void write(const QString &what, QJsonObject values = {});
    void beat();
    void painted();
    void checkLive();
    void follow(ClusterSession *session);
    void typeNext();
    void openWall();
    bool has(const char *order) const { return m_orders.contains(QLatin1StringView(order)); }

    Desktop &m_desktop;
    QStringList m_orders;
    QFile m_file;
    InventoryTree *m_tree = nullptr;
    QLineEdit *m_filter = nullptr;
    QTimer m_beat;
    QElapsedTimer m_sinceBeat;
    qint64 m_cpuAtBeat = 0;
    struct Second
    {
        int beats = 0;
        int paints = 0;
        qint64 changes = 0;
        double longestMs = 0; //!< between two beats
        double longestCpuMs = 0;
        int pictures = 0; //!< that came for a wall
    };
    Second m_second;
    QElapsedTimer m_sinceSecond;
    QHash<QString, QString> m_unpainted; //!< guest to its new state
    QElapsedTimer m_sinceKey;
    int m_keys = 0;
    bool m_hasPainted = false;
    int m_paintedGuests = -1; //!< what was last told
    bool m_isLive = false;
};

} // namespace Atoll
