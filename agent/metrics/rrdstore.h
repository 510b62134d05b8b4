// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/metrics.h>

#include <mutex>

namespace Atoll {

//! History of usage: one RRD file per guest and node, below a directory that names the version of
//! the layout. Blocks: for workers, which take turns.
class RrdStore
{
public:
    static constexpr int kStepSeconds = 30;

    explicit RrdStore(const QString &directory);

    //! One value for each sample. A file that is damaged is set aside and begun anew.
    void update(const QDateTime &at, const QList<Api::UsageSample> &samples);
    //! Null where nothing was measured; all null for an object that was never measured.
    Result<Api::MetricsHistory> history(const Api::MetricsHistoryRequest &request,
                                        const QDateTime &now);
    //! After a guest was deleted.
    void remove(const QString &object);

private:
    Result<QString> pathOf(const QString &object) const;
    bool updateFile(const QString &path, const QByteArray &value);
    bool createFile(const QString &path, const QDateTime &at);
    void setAside(const QString &path);

    QString m_directory;
    std::mutex m_mutex;
};

} // namespace Atoll
