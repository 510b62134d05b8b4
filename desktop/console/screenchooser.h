// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QMap>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace Atoll::Console {

//! A thing with a number and a name: a monitor of the guest.
struct NamedMonitor
{
    int id = 0;
    QString name;
};

//! Each monitor in its order fills the next screen, from the left; those that are too many none.
QMap<int, QString> inOrder(const QList<NamedMonitor> &monitors, const QStringList &screens);
//! Names of the desktop's screens, from the left.
QStringList screensFromLeft();

//! Asks which screen of the desktop each monitor of a guest fills; no screen twice. Closes itself.
class ScreenChooser final : public QFrame
{
    Q_OBJECT

public:
    ScreenChooser(const QList<NamedMonitor> &monitors, const QStringList &screens,
                  const QMap<int, QString> &before, QWidget *parent);
    //! Below it, as a menu.
    void showBeside(QWidget &button);

Q_SIGNALS:
    void chosen(const QMap<int, QString> &screens);

private:
    void screenTaken(QComboBox *by, int before);
    void accept();

    QMap<int, QComboBox *> m_boxes; //!< by monitor
};

} // namespace Atoll::Console
