// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestinside.h"

#include <app/format.h>
#include <client/clustersession.h>
#include <client/whendone.h>

namespace Atoll {

GuestInside::GuestInside(ClusterSession &session, const QString &uuid, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_uuid(uuid)
{}

void GuestInside::load(int maximumAgeSeconds)
{
    if (!m_session || !m_session->isReady() || m_isLoading)
        return;
    m_isLoading = true;
    whenDone(m_session->call(Api::guestAgentInfo, {m_uuid, maximumAgeSeconds}), this,
             [this](const Result<Api::AgentInfo> &info) {
                 m_isLoading = false;
                 if (!info) {
                     Q_EMIT failed(info.error());
                     return;
                 }
                 m_info = *info;
                 Q_EMIT changed();
             });
}

QStringList filesystemLines(const Api::AgentInfo &info)
{
    QStringList lines;
    for (const Api::AgentFilesystem &system : info.filesystems) {
        if (system.totalBytes <= 0)
            continue;
        lines +=
            GuestInside::tr("%1: %2 of %3")
                .arg(system.mountPoint,
                     Format::wholePercent(double(system.usedBytes) / double(system.totalBytes)),
                     Format::bytes(double(system.totalBytes)));
    }
    return lines;
}

} // namespace Atoll
