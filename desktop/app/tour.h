// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class MainWindow;

//! Five steps through the window, each a card beside what it tells of. Nothing is blocked
//! meanwhile; Escape, or "Skip", ends it. GUI thread.
class Tour : public QFrame
{
    Q_OBJECT
public:
    Tour(AppContext &context, MainWindow &window);

    //! From the first step.
    void start();
    int step() const { return m_step; }
    int stepCount() const { return int(m_steps.size()); }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Step
    {
        QString title;
        std::function<QString()> text; //!< names keys as they are now
        std::function<QWidget *()> target;
    };
    void addSteps();
    void show(int step);
    void place();
    void finish();

    AppContext &m_context;
    MainWindow &m_window;
    std::vector<Step> m_steps;
    int m_step = -1;
    QPointer<QWidget> m_target;
    QWidget *m_frame; //!< around what is told of
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_count;
    QPushButton *m_skip;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace Atoll
