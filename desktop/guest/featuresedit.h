// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
class QListWidgetItem;
QT_END_NAMESPACE

namespace Atoll {

//! CPU features as a list: each is as the model has it, forced on, or off. Space goes round, typing
//! filters, Enter takes it. Grows over the rows below while it is open. GUI thread.
class FeaturesEdit : public QFrame
{
    Q_OBJECT
public:
    explicit FeaturesEdit(QWidget *parent = nullptr);

    void setNames(const QStringList &names);
    //! "+aes", "-vmx".
    void setFeatures(const QStringList &features);
    QStringList features() const;

    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void edited();
    void finished();
    void cancelled();

private:
    QListWidgetItem *add(const QString &name);
    QListWidgetItem *find(const QString &name) const;
    void filter(const QString &text);
    void accept();

    QLineEdit *m_filter;
    QListWidget *m_list;
};

} // namespace Atoll
