// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/listdock.h>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class AttentionModel;
class ClusterSummaries;

//! What needs a look, with what to do about it. Enter or a double click opens the object, Delete
//! dismisses failed tasks; everything else goes away when it is mended.
class AttentionView : public ListDock
{
    Q_OBJECT
public:
    AttentionView(AppContext &context, ClusterSummaries &summaries, QWidget *parent);

    AttentionModel &items() const { return *m_items; }

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    AttentionView(AppContext &context, ClusterSummaries &summaries, AttentionModel *items,
                  QWidget *parent);
    void open(const QModelIndex &index);
    void dismiss();
    void updateActions();

    AppContext &m_context;
    ClusterSummaries &m_summaries;
    AttentionModel *m_items;
    QAction *m_open;
    QAction *m_dismiss;
};

} // namespace Atoll
