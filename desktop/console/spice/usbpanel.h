// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
class QTreeView;
QT_END_NAMESPACE

namespace Atoll {
class Theme;
}

namespace Atoll::Console {

class SpiceSession;
class UsbModel;

//! The USB devices of this computer beside a console: ticked ones are in the guest. Stays open.
class UsbPanel final : public QDialog
{
    Q_OBJECT

public:
    UsbPanel(SpiceSession &session, const Theme &theme, QWidget *parent);
    void setTakesNew(bool takes);
    void showError(const Error &error);

Q_SIGNALS:
    void takesNewChanged(bool takes);

private:
    void makeList(const Theme &theme);
    void showState();
    QString headline() const;
    void toggle(const QModelIndex &index);
    void chooseImage();

    SpiceSession &m_session;
    UsbModel *m_model;
    QTreeView *m_list;
    QLabel *m_head;
    QLabel *m_empty;
    QLabel *m_error;
    QCheckBox *m_takesNew;
    QPushButton *m_image;
};

} // namespace Atoll::Console
