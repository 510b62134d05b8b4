// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/task.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTabWidget;
class QTextEdit;
class QTreeWidget;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! A value as people read it in a list of changes; secrets never come here.
QString changeText(const QJsonValue &value, const QString &path);

//! What a change would do: steps, keys, and the engine's definition before and after.
class PlanView : public QWidget
{
    Q_OBJECT
public:
    explicit PlanView(const Theme &theme, QWidget *parent = nullptr);

    void show(const Api::Plan &plan);
    void clear() { say({}); }
    //! Why there is no plan.
    void say(const QString &text);

private:
    void showEffects(const QList<Api::PlanEffect> &effects);
    void showXml(const QString &before, const QString &after);

    const Theme &m_theme;
    QLabel *m_impact;
    QTabWidget *m_tabs;
    QTextEdit *m_steps;
    QTreeWidget *m_changes;
    QTextEdit *m_xml;
};

//! Fills a list (Key, Before, After) with changes.
void fillChanges(QTreeWidget *list, const QList<Change> &changes);
//! A list with those columns.
QTreeWidget *makeChangeList(const Theme &theme, QWidget *parent);

} // namespace Atoll
