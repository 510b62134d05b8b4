// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class Page;

//! A page with its head: icon, title, way to the object, status, actions.
class PageFrame : public QWidget
{
    Q_OBJECT
public:
    PageFrame(Page *page, AppContext &context, QWidget *parent);

    Page *page() const { return m_page; }

private:
    QWidget *makeHead();
    void refresh();
    void refreshActions();

    Page *m_page;
    AppContext &m_context;
    QLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_way = nullptr;
    QLabel *m_status = nullptr;
    QHBoxLayout *m_actions = nullptr;
};

} // namespace Atoll
