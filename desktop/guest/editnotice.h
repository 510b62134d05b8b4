// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/errorbar.h>

#include <QPointer>

namespace Atoll {

class AppContext;
class ClusterSession;

//! Says above a page why its guest cannot be changed there, and offers to adopt it where that is
//! what is missing. Hidden while it can be changed, and while there is no connection, which the
//! whole window tells.
class EditNotice : public ErrorBar
{
    Q_OBJECT
public:
    EditNotice(AppContext &context, ClusterSession &session, const QString &uuid, QWidget *parent);

    //! Why not, as a sentence; empty: it can be changed.
    QString reason() const;
    //! The guest, the session or its user may have changed.
    void refresh();

private:
    void offerAdoption();

    QPointer<ClusterSession> m_session;
    QString m_uuid;
    QString m_shown;
};

} // namespace Atoll
