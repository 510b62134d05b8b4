// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "planview.h"

#include "linediff.h"

#include <app/rowdelegate.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QTabWidget>
#include <QTextEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QTextEdit *makeText(QWidget *parent)
{
    auto *text = new QTextEdit(parent);
    text->setReadOnly(true);
    text->setProperty("borderless", true);
    text->setTabChangesFocus(true);
    return text;
}

} // namespace

QString changeText(const QJsonValue &value, const QString &path)
{
    if (value.isNull() || value.isUndefined())
        return u"–"_s;
    if (value.isBool())
        return value.toBool() ? PlanView::tr("yes") : PlanView::tr("no");
    if (value.isDouble())
        return path.endsWith(u"Bytes"_s) ? units::formatBytes(value.toInteger())
                                         : QString::number(value.toDouble(), 'g', 15);
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    return value.toString().isEmpty() ? u"–"_s : value.toString();
}

QTreeWidget *makeChangeList(const Theme &theme, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setItemDelegate(new RowDelegate(theme, list));
    list->setColumnCount(3);
    list->setHeaderLabels({PlanView::tr("Setting"), PlanView::tr("Before"), PlanView::tr("After")});
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setProperty("borderless", true);
    list->setColumnWidth(0, 200);
    list->setColumnWidth(1, 180);
    list->setAccessibleName(PlanView::tr("What changes"));
    return list;
}

void fillChanges(QTreeWidget *list, const QList<Change> &changes)
{
    list->clear();
    for (const Change &change : changes) {
        auto *item = new QTreeWidgetItem(list, {change.path, changeText(change.before, change.path),
                                                changeText(change.after, change.path)});
        for (int column = 0; column < 3; ++column)
            item->setToolTip(column, item->text(column));
    }
}

PlanView::PlanView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_impact(new QLabel(this))
    , m_tabs(new QTabWidget(this))
    , m_steps(makeText(this))
    , m_changes(makeChangeList(theme, this))
    , m_xml(makeText(this))
{
    m_impact->setWordWrap(true);
    m_impact->setTextFormat(Qt::PlainText);
    m_impact->setFont(theme.boldFont());
    m_impact->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    m_xml->setLineWrapMode(QTextEdit::NoWrap);
    m_steps->setAccessibleName(tr("Steps"));
    m_xml->setAccessibleName(tr("Definition before and after"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_steps, tr("Steps"));
    m_tabs->addTab(m_changes, tr("Settings"));
    m_tabs->addTab(m_xml, tr("Definition (XML)"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep);
    layout->addWidget(m_impact);
    layout->addWidget(m_tabs, 1);
    connect(&theme, &Theme::changed, this, [this] { m_xml->setFont(m_theme.fixedFont()); });
}

void PlanView::show(const Api::Plan &plan)
{
    m_impact->setText(plan.impact);
    m_impact->setVisible(!plan.impact.isEmpty());
    QString steps = u"<ol style='margin-left:-16px'>"_s;
    for (const QString &step : plan.steps)
        steps += u"<li style='margin-bottom:4px'>"_s + step.toHtmlEscaped() + u"</li>"_s;
    m_steps->setHtml(plan.steps.isEmpty() ? tr("Nothing would be done.").toHtmlEscaped()
                                          : steps + u"</ol>"_s);
    fillChanges(m_changes, plan.changes);
    showEffects(plan.effects);
    m_tabs->setTabVisible(1, !plan.changes.isEmpty());
    m_tabs->setTabVisible(2, !plan.xmlAfter.isEmpty() || !plan.xmlBefore.isEmpty());
    showXml(plan.xmlBefore, plan.xmlAfter);
}

void PlanView::say(const QString &text)
{
    show({});
    m_steps->setPlainText(text);
}

// Only of a guest that runs: for others there is no "now" that a key could miss.
void PlanView::showEffects(const QList<Api::PlanEffect> &effects)
{
    m_changes->setColumnCount(effects.isEmpty() ? 3 : 4);
    if (effects.isEmpty())
        return;
    m_changes->headerItem()->setText(3, tr("When"));
    int last = -1;
    for (const Api::PlanEffect &effect : effects) {
        const auto found = m_changes->findItems(effect.path, Qt::MatchExactly, 0);
        auto *item = found.isEmpty() ? new QTreeWidgetItem({effect.path}) : found.first();
        if (found.isEmpty()) // a part of the change before, which alone has to wait
            m_changes->insertTopLevelItem(last + 1, item);
        last = m_changes->indexOfTopLevelItem(item);
        item->setText(3, effect.isNow ? tr("at once") : tr("at next cold start"));
        item->setToolTip(3, effect.reason.isEmpty() ? item->text(3) : effect.reason);
    }
}

void PlanView::showXml(const QString &before, const QString &after)
{
    using Kind = DiffLine::Kind;
    m_xml->clear();
    m_xml->setFont(m_theme.fixedFont());
    // Of something new there is nothing to compare: show it as it will be.
    const bool isNew = before.isEmpty();
    QTextCursor cursor(m_xml->document());
    for (const DiffLine &line : diffLines(before, after, isNew ? 1'000'000 : 3)) {
        QTextCharFormat format;
        QString mark = u"  "_s;
        if (line.kind == Kind::Added && !isNew) {
            format.setForeground(m_theme.color(Token::Ok));
            format.setBackground(m_theme.color(Token::Ok, 0.10));
            mark = u"+ "_s;
        } else if (line.kind == Kind::Removed) {
            format.setForeground(m_theme.color(Token::Error));
            format.setBackground(m_theme.color(Token::Error, 0.10));
            mark = u"- "_s;
        } else if (line.kind == Kind::Skipped) {
            format.setForeground(m_theme.color(Token::Text3));
        }
        const QString text = line.kind == Kind::Skipped ? u"  ⋯"_s : mark + line.text;
        cursor.insertText(text + u'\n', format);
    }
    m_xml->moveCursor(QTextCursor::Start);
}

} // namespace Atoll
