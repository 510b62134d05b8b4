// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace Atoll {
class Theme;
}

namespace Atoll::Terminal {

class Search;

//! Where one writes what is looked for; tells how often it is there. Escape closes. GUI thread.
class SearchBar final : public QWidget
{
    Q_OBJECT

public:
    SearchBar(Search &search, const Theme &theme, QWidget *parent);
    //! With the text of the selection, or what was looked for before.
    void open(const QString &text);

Q_SIGNALS:
    //! Another match is the current one.
    void moved();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void begin();
    void showCount();

    Search &m_search;
    QLineEdit *m_edit;
    QToolButton *m_case;
    QLabel *m_count;
    bool m_hasMoved = false;
};

} // namespace Atoll::Terminal
