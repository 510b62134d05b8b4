// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

#include <QHash>
#include <QPushButton>

QT_BEGIN_NAMESPACE
class QMenu;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;

//! Shows and sets, by cluster, how long deleted guests can be restored.
class DeletionPolicyButton : public QPushButton
{
    Q_OBJECT
public:
    DeletionPolicyButton(AppContext &context, QWidget *parent);

    //! Asks the clusters that are connected.
    void load();

Q_SIGNALS:
    void failed(const Atoll::Error &error, const QString &what);

private:
    void fill();
    void ask(ClusterSession *session);

    AppContext &m_context;
    QMenu *m_menu;
    QHash<QString, int> m_days; //!< by cluster
};

} // namespace Atoll
