// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clusterpage.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Cluster)
};

void askToForget(AppContext &context, const ClusterSession &session)
{
    auto *box = new QMessageBox(QMessageBox::Question, Tr::tr("Forget cluster"),
                                Tr::tr("Forget %1?").arg(session.name()), QMessageBox::Cancel,
                                QApplication::activeWindow());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(Tr::tr("Its login, fingerprint and offline copy are removed from this "
                                   "computer. The cluster itself and its guests are not touched."));
    QPushButton *yes = box->addButton(Tr::tr("Forget"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(yes, &QPushButton::clicked, &context,
                     [&context, key = session.key()] { context.clusters().remove(key); });
    box->open();
}

} // namespace

QList<QAction *> clusterActions(AppContext &context, ClusterSession &session, QObject *owner)
{
    const Theme &theme = context.theme();
    auto *connectNow = new QAction(theme.icon(u"connect"_s), Tr::tr("Connect"), owner);
    auto *disconnectNow = new QAction(theme.icon(u"disconnect"_s), Tr::tr("Disconnect"), owner);
    auto *logOut = new QAction(theme.icon(u"user"_s), Tr::tr("Log out"), owner);
    auto *forget = new QAction(theme.icon(u"delete"_s), Tr::tr("Forget…"), owner);
    disconnectNow->setToolTip(Tr::tr("Stay disconnected until asked; the offline copy is kept"));
    logOut->setToolTip(Tr::tr("End the session and forget its password"));
    QObject::connect(connectNow, &QAction::triggered, &session, &ClusterSession::reconnect);
    QObject::connect(disconnectNow, &QAction::triggered, &session,
                     &ClusterSession::disconnectFromCluster);
    QObject::connect(logOut, &QAction::triggered, &session, &ClusterSession::logout);
    QObject::connect(forget, &QAction::triggered, &session,
                     [&context, &session] { askToForget(context, session); });
    const auto update = [connectNow, disconnectNow, logOut, &session] {
        const bool isIdle = session.state() == Rpc::ClientState::Idle;
        const bool isWaiting = session.state() == Rpc::ClientState::Waiting;
        connectNow->setEnabled(isIdle || isWaiting);
        connectNow->setToolTip(connectNow->isEnabled() ? Tr::tr("Connect now")
                                                       : Tr::tr("It is connected already."));
        disconnectNow->setEnabled(!isIdle);
        logOut->setEnabled(session.isReady());
    };
    QObject::connect(&session, &ClusterSession::stateChanged, connectNow, update);
    update();
    return {connectNow, disconnectNow, logOut, forget};
}

} // namespace Atoll
