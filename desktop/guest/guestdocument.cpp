// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestdocument.h"

#include <client/clustersession.h>
#include <client/whendone.h>

namespace Atoll {

GuestDocument::GuestDocument(ClusterSession &session, const QString &uuid, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_uuid(uuid)
{
    connect(&session, &ClusterSession::stateChanged, this, &GuestDocument::check);
    connect(&session.store(), &StateStore::guestsChanged, this, [this](const QList<int> &indexes) {
        if (indexes.contains(m_session->store().guests().find(m_uuid)))
            check();
    });
}

void GuestDocument::use()
{
    m_isUsed = true;
    check();
}

void GuestDocument::check()
{
    if (!m_isUsed || !m_session || !m_session->isReady())
        return;
    const Api::GuestInfo *info = m_session->store().guest(m_uuid);
    if (!m_detail
        || (info
            && (info->version != m_detail->version || info->isManaged != m_detail->info.isManaged)))
        reload();
}

void GuestDocument::reload()
{
    if (!m_session || m_isLoading) {
        m_isStale = true;
        return;
    }
    m_isLoading = true;
    m_isStale = false;
    whenDone(m_session->call(Api::guestGet, {m_uuid}), this,
             [this](const Result<Api::GuestDetail> &detail) {
                 m_isLoading = false;
                 if (!detail) {
                     m_error = detail.error();
                     Q_EMIT failed(detail.error());
                     return;
                 }
                 m_error.reset();
                 m_detail = *detail;
                 Q_EMIT loaded();
                 if (m_isStale)
                     reload();
             });
}

} // namespace Atoll
