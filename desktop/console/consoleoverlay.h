// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>
#include <QLabel>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {
class Theme;
}

namespace Atoll::Console {

class ConsoleSession;

//! Lies over a console that shows no live picture and says why, what happens next and what one can
//! do. The last picture shines through.
class ConsoleCard : public QWidget
{
    Q_OBJECT

public:
    ConsoleCard(const Theme &theme, QWidget *parent);
    void show(const ConsoleSession &session, bool canStartGuest);
    //! When it has one.
    void focusButton();
    bool hasFocusedButton() const;

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
};

//! A line of text over a console: numbers that stay, or a notice that goes by itself.
class ConsoleBanner : public QLabel
{
    Q_OBJECT

public:
    enum Life { Goes, Stays };
    ConsoleBanner(const Theme &theme, QWidget *parent);
    void show(const QString &text, Life life);
    void placeAt(const QPoint &top, Qt::Alignment alignment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QTimer m_timer;
    QPoint m_top;
    Qt::Alignment m_alignment = Qt::AlignHCenter;
};

} // namespace Atoll::Console
