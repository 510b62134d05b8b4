// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objectref.h"

#include <QTabWidget>

namespace Atoll {

class AppContext;
class Page;
class PageFrame;

//! The centre: one tab per open object, with the way back and forward through them.
class TabArea : public QTabWidget
{
    Q_OBJECT
public:
    TabArea(AppContext &context, QWidget *parent);

    void open(const ObjectRef &object);
    void closeTab(int index);
    Page *currentPage() const;
    Page *pageAt(int index) const;

    bool canGoBack() const { return m_position > 0; }
    bool canGoForward() const { return m_position + 1 < m_visited.size(); }
    void goBack() { go(m_position - 1); }
    void goForward() { go(m_position + 1); }

    //! For settings: the open objects, in order.
    QStringList saved() const;
    void restore(const QStringList &tabs);

Q_SIGNALS:
    void historyChanged();
    void titleChanged(); //!< of the current page

protected:
    void changeEvent(QEvent *event) override;

private:
    int indexOf(const ObjectRef &object) const;
    void refreshTab(PageFrame *frame);
    void currentPageChanged();
    void go(qsizetype position);

    AppContext &m_context;
    QList<ObjectRef> m_visited;
    qsizetype m_position = -1;
    bool m_isGoing = false;
    Page *m_active = nullptr;
};

QString toString(const ObjectRef &object);
ObjectRef objectFromString(const QString &text);

} // namespace Atoll
