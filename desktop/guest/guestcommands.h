// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestverbs.h"

#include <api/guestbulk.h>
#include <app/objectref.h>

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;

//! Runs what people ask of guests, on one or many, in any clusters. What is refused is shown where
//! the guest is shown (ClusterSession::changeFailed) and in the log. GUI thread.
class GuestCommands : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype kBulkMaximum = 1000; //!< guests of one guest.bulk

    explicit GuestCommands(AppContext &context, QObject *parent = nullptr);

    GuestSituation situation(const ObjectRef &guest) const;
    //! Those of the selection that the verb can be used on; with none, `reason` says why.
    QList<ObjectRef> usable(GuestVerb verb, const QList<ObjectRef> &guests,
                            QString *reason = nullptr) const;
    //! In words, where the first of them told `first`.
    static QString whyNone(const QList<ObjectRef> &guests, const QString &first);
    //! Deleting, and pulling the plug of many, ask in a dialog above `window` first.
    void run(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window);

    //! One task for guests of one cluster, or several where they are too many; `text` says in the
    //! user's words what it does.
    void runTogether(const QString &cluster, const Api::GuestBulk &wish, const QString &text);

    //! What can be done with the selection; disabled actions say why. They stay current.
    QList<QAction *> actions(const QList<ObjectRef> &selection, QObject *owner);

Q_SIGNALS:
    //! The guest's page is open, or opens now; it shows its console.
    void consoleRequested(const Atoll::ObjectRef &guest);
    void disksRequested(const Atoll::ObjectRef &guest, QWidget *window);
    void exportRequested(const Atoll::ObjectRef &guest, QWidget *window);
    void deleteRequested(const QList<Atoll::ObjectRef> &guests, QWidget *window);
    void snapshotRequested(const QList<Atoll::ObjectRef> &guests, QWidget *window);
    void changeManyRequested(const QList<Atoll::ObjectRef> &guests, QWidget *window);
    void cloneRequested(const Atoll::ObjectRef &guest, QWidget *window);

private:
    void runOrder(const QString &cluster, const Api::GuestBulk &wish, const QString &text);
    void runAll(GuestVerb verb, const QList<ObjectRef> &guests);
    void showPlan(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window);
    void runOn(GuestVerb verb, const ObjectRef &guest);
    void askFirst(GuestVerb verb, const QList<ObjectRef> &guests, QWidget *window);
    void follow(ClusterSession *session);

    AppContext &m_context;
};

} // namespace Atoll
