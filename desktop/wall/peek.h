// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <QFrame>
#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class Thumbnails;

//! A small card beside a row: what a guest shows and does, without opening it. Takes no focus; the
//! next key or click in whatever asked for it closes it. GUI thread.
class Peek : public QFrame
{
    Q_OBJECT
public:
    Peek(AppContext &context, Thumbnails &thumbnails, QWidget *parent);

    //! `anchor`: the row, in the coordinates of the screen.
    void showFor(const ObjectRef &guest, const QRect &anchor, QWidget *asker);
    const ObjectRef &guest() const { return m_guest; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();
    void place(const QRect &anchor);

    AppContext &m_context;
    Thumbnails &m_thumbnails;
    ObjectRef m_guest;
    QPointer<QWidget> m_asker;
    QLabel *m_picture;
    QLabel *m_name;
    QLabel *m_state;
    QLabel *m_facts;
    QTimer m_clock;
};

} // namespace Atoll
