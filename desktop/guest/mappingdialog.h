// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/mapping.h>
#include <api/nodecapabilities.h>
#include <client/clustersession.h>

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ErrorBar;

//! Makes or changes one mapping: its name, and what it stands for on each node.
class MappingDialog : public QDialog
{
    Q_OBJECT
public:
    //! A new one when `mapping` has no name.
    MappingDialog(AppContext &context, ClusterSession &session, const Api::Mapping &mapping,
                  QWidget *parent);

private:
    void addNodes(QFormLayout *form);
    void loadDevices();
    void offer();
    void updateButtons();
    Api::MappingKind kind() const;
    Api::MappingSet wish() const;
    void save();

    QPointer<ClusterSession> m_session;
    Api::Mapping m_mapping;
    Api::NodeDevices m_devices; //!< of the node that the session speaks with
    ErrorBar *m_error;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QLineEdit *m_description;
    QPushButton *m_save;
    QMap<QString, QComboBox *> m_nodes;
};

} // namespace Atoll
