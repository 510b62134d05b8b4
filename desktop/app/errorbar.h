// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "notices.h"

#include <core/error.h>

#include <QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! The name of an error's kind in the user's language: "Not permitted".
QString errorTitle(ErrorCode code);

//! Says in the page, where the click was, what failed, why and what to do; with the raw error
//! under Details, and Copy for a report. Hidden while there is nothing to say. GUI thread.
class ErrorBar : public QFrame
{
    Q_OBJECT
public:
    explicit ErrorBar(const Theme &theme, QWidget *parent = nullptr);

    //! What could not be done ("Could not start web-1"), or empty: the error's kind.
    void showError(const Error &error, const QString &title = {});
    void showMessage(Severity severity, const QString &title, const QString &text = {},
                     const QString &details = {});
    //! A way out beside the words; gone with the message.
    QToolButton *addButton(const QString &text, std::function<void()> run);
    void clear();
    //! False: nothing but its reason going away closes it.
    void setDismissable(bool isDismissable);

    QString title() const;
    QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy() const;
    void dropButtons();
    void setDetails(const QString &details);
    void showIcon();

    const Theme &m_theme;
    Severity m_severity = Severity::Error;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_showDetails;
    QToolButton *m_copy;
    QToolButton *m_close;
    QPlainTextEdit *m_details;
    QList<QToolButton *> m_ownButtons;
};

} // namespace Atoll
