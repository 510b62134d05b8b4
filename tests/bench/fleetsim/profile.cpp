// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "profile.h"

#include <QDir>
#include <QSaveFile>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace Atoll {

Result<void> writeProfile(const QString &directory, const Fleet &fleet)
{
    const QDir folder(directory);
    folder.mkpath(u"."_s);
    QJsonArray clusters;
    QJsonObject secrets;
    for (const auto &agent : fleet.agents()) {
        const Api::ClusterInfo &cluster = agent->inventory().cluster();
        clusters.append(QJsonObject{{u"key"_s, cluster.id},
                                    {u"addresses"_s, QJsonArray{agent->address()}},
                                    {u"fingerprint"_s, agent->fingerprint()},
                                    {u"user"_s, u"admin@builtin"_s},
                                    {u"clusterId"_s, cluster.id}});
        secrets.insert(cluster.id + u"/token"_s, agent->issueToken(u"admin@builtin"_s));
    }
    QSettings settings(folder.filePath(u"atoll.ini"_s), QSettings::IniFormat);
    settings.setValue(u"clusters"_s, QJsonDocument(clusters).toJson(QJsonDocument::Compact));
    settings.sync();
    QSaveFile file(folder.filePath(u"secrets.json"_s));
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(QJsonDocument(secrets).toJson()) < 0 || !file.commit()
        || settings.status() != QSettings::NoError) {
        return fail(ErrorCode::EngineFailed, u"cannot write the profile %1"_s.arg(directory));
    }
    return {};
}

} // namespace Atoll
