// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedropways.h"

#include <QDialog>

#include <array>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace Atoll {

class ErrorBar;
class FileDrop;
class Theme;

//! Asks by which way dropped files go into a guest, and shows how far they are. Stays open beside
//! the console and blocks nothing.
class FileDropPanel : public QDialog
{
    Q_OBJECT
public:
    //! Takes the drop.
    FileDropPanel(FileDrop *drop, const Theme &theme, QWidget *parent);

private:
    void makeWays(class QVBoxLayout *layout);
    void showFacts();
    void showSending();
    void showEnd(const Result<QString> &result);
    void send();
    std::optional<DropWay> chosen() const;
    void closeEvent(QCloseEvent *event) override;
    void reject() override;

    FileDrop *m_drop;
    std::array<QRadioButton *, kDropWays.size()> m_ways{};
    std::array<QLabel *, kDropWays.size()> m_remarks{};
    QLabel *m_head;
    QComboBox *m_storage;
    QLabel *m_state;
    QProgressBar *m_progress;
    ErrorBar *m_error;
    QPushButton *m_send;
    QPushButton *m_removeDisc;
    QPushButton *m_close;
    bool m_isChosenByHand = false;
    bool m_isDone = false;
};

} // namespace Atoll
