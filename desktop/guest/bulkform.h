// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestbulk.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;
QT_END_NAMESPACE

namespace Atoll {

//! What shall be done to many guests, and how. Shows only what belongs to the verb. GUI thread.
class BulkForm : public QWidget
{
    Q_OBJECT
public:
    //! `tags`: those that the cluster knows, to complete from. `isAnyRunning`: one has memory to
    //! save.
    BulkForm(const QStringList &tags, bool isAnyRunning, QWidget *parent = nullptr);

    //! All but the guests.
    Api::GuestBulk wish() const;
    Api::BulkVerb verb() const;
    void setVerb(Api::BulkVerb verb);
    //! For a button: "Take snapshots".
    QString verbText() const;
    //! A sentence about what has to be filled in still; empty: nothing.
    QString missing() const;

Q_SIGNALS:
    void changed();

private:
    void addVerbs();
    void addPowerRows();
    void addSnapshotRows(bool isAnyRunning);
    void addSettingRows(const QStringList &tags);
    //! A row that is there for some verbs only.
    void addRow(const QString &label, QWidget *field, QList<Api::BulkVerb> verbs);
    void showRows();
    QComboBox *addChoice(const QString &label, const QString &yes, const QString &no);

    struct Row
    {
        QWidget *field;
        QList<Api::BulkVerb> verbs;
    };
    QFormLayout *m_layout;
    QList<Row> m_rows;
    QComboBox *m_verb;
    QCheckBox *m_inOrder;
    QSpinBox *m_timeout;
    QCheckBox *m_stops;
    QLineEdit *m_snapshot;
    QPlainTextEdit *m_description;
    QCheckBox *m_memory;
    QCheckBox *m_quiesce;
    QLineEdit *m_tags;
    QComboBox *m_protected;
    QComboBox *m_atBoot;
    QCheckBox *m_setsOrder;
    QSpinBox *m_order;
    QSpinBox *m_upDelay;
    QSpinBox *m_downTimeout;
    QSpinBox *m_atOnce;
};

} // namespace Atoll
