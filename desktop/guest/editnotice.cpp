// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editnotice.h"

#include <app/appcontext.h>
#include <client/clustersession.h>
#include <client/whendone.h>

#include <QToolButton>

namespace Atoll {

EditNotice::EditNotice(AppContext &context, ClusterSession &session, const QString &uuid,
                       QWidget *parent)
    : ErrorBar(context.theme(), parent)
    , m_session(&session)
    , m_uuid(uuid)
{
    setDismissable(false);
    connect(&session, &ClusterSession::stateChanged, this, &EditNotice::refresh);
    connect(&session.store(), &StateStore::guestsChanged, this, [this](const QList<int> &indexes) {
        if (m_session && indexes.contains(m_session->store().guests().find(m_uuid)))
            refresh();
    });
    refresh();
}

QString EditNotice::reason() const
{
    if (!m_session)
        return {};
    const Api::GuestInfo *guest = m_session->store().guest(m_uuid);
    if (!m_session->isReady())
        return tr("There is no connection to %1.").arg(m_session->name());
    if (guest && !guest->isManaged)
        return tr("Another tool defined this guest. Adopt it to change it here.");
    if (!m_session->may(Privilege::GuestEdit))
        return tr("Your role %1 does not include %2; ask an administrator.")
            .arg(m_session->user().role, QString(nameOf(Privilege::GuestEdit)));
    return {};
}

void EditNotice::refresh()
{
    const QString why = m_session && m_session->isReady() ? reason() : QString();
    if (why == m_shown)
        return;
    m_shown = why;
    if (why.isEmpty())
        return clear();
    showMessage(Severity::Info, why);
    const Api::GuestInfo *guest = m_session->store().guest(m_uuid);
    if (guest && !guest->isManaged && m_session->may(Api::guestAdopt.privilege))
        offerAdoption();
}

void EditNotice::offerAdoption()
{
    QToolButton *adopt = addButton(tr("Adopt"), [this] {
        if (!m_session)
            return;
        whenDone(m_session->change(Api::guestAdopt, {m_uuid}), this,
                 [this](const Result<Api::TaskRef> &task) {
                     if (!task)
                         showError(task.error(), tr("The guest was not adopted"));
                 });
    });
    adopt->setToolTip(tr("Let Atoll manage it; it runs on untouched"));
}

} // namespace Atoll
