// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/mapping.h>
#include <client/clustersession.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ErrorBar;

//! The mappings of a cluster: names that guests are given instead of a node's devices. Stays open
//! beside the main window.
class MappingsDialog : public QDialog
{
    Q_OBJECT
public:
    MappingsDialog(AppContext &context, ClusterSession &session, QWidget *parent);

private:
    void load();
    void fill();
    void updateButtons();
    const Api::Mapping *current() const;
    void edit(const Api::Mapping &mapping);
    void remove();

    AppContext &m_context;
    QPointer<ClusterSession> m_session;
    QList<Api::Mapping> m_mappings;
    ErrorBar *m_error;
    QTreeWidget *m_list;
    QLabel *m_empty;
    QPushButton *m_add;
    QPushButton *m_edit;
    QPushButton *m_remove;
};

} // namespace Atoll
