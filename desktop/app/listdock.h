// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! A flat table in a dock, with a sentence where it is empty.
class ListDock : public QTreeView
{
    Q_OBJECT
public:
    ListDock(const Theme &theme, QAbstractItemModel *model, const QString &emptyText,
             QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_emptyText;
};

} // namespace Atoll
