// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabarea.h"

#include "appcontext.h"
#include "page.h"
#include "pageframe.h"

#include <theme/theme.h>

#include <QEvent>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {
constexpr qsizetype kRememberedSteps = 100;
}

QString toString(const ObjectRef &object)
{
    return u"%1|%2|%3"_s.arg(int(object.kind)).arg(object.cluster, object.id);
}

ObjectRef objectFromString(const QString &text)
{
    const QStringList parts = text.split(u'|');
    if (parts.size() < 3)
        return {};
    return {ObjectKind(parts.at(0).toInt()), parts.at(1), parts.mid(2).join(u'|')};
}

TabArea::TabArea(AppContext &context, QWidget *parent)
    : QTabWidget(parent)
    , m_context(context)
{
    setDocumentMode(true);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    connect(this, &QTabWidget::currentChanged, this, &TabArea::currentPageChanged);
}

Page *TabArea::pageAt(int index) const
{
    const auto *frame = qobject_cast<PageFrame *>(widget(index));
    return frame ? frame->page() : nullptr;
}

Page *TabArea::currentPage() const { return pageAt(currentIndex()); }

int TabArea::indexOf(const ObjectRef &object) const
{
    for (int i = 0; i < count(); ++i) {
        if (pageAt(i)->object() == object)
            return i;
    }
    return -1;
}

void TabArea::open(const ObjectRef &object)
{
    int index = indexOf(object);
    if (index < 0) {
        Page *page = m_context.registry().makePage(object, m_context, this);
        if (!page)
            return;
        auto *frame = new PageFrame(page, m_context, this);
        index = addTab(frame, page->icon(), page->title());
        connect(page, &Page::changed, frame, [this, frame] { refreshTab(frame); });
        connect(page, &Page::closeRequested, frame, [this, frame] {
            const int at = QTabWidget::indexOf(frame);
            if (at >= 0)
                closeTab(at);
        });
        if (object.kind != ObjectKind::Overview) {
            auto *close = new QToolButton(this);
            close->setIcon(m_context.theme().icon(u"close"_s));
            close->setIconSize({12, 12});
            close->setAutoRaise(true);
            close->setFocusPolicy(Qt::NoFocus);
            close->setToolTip(tr("Close (%1)").arg(m_context.keys().text(u"window.closeTab"_s)));
            connect(close, &QToolButton::clicked, page, &Page::closeRequested);
            tabBar()->setTabButton(index, QTabBar::RightSide, close);
        }
        refreshTab(frame);
    }
    setCurrentIndex(index);
    if (count() == 1)
        currentPageChanged();
    currentPage()->setFocus();
}

void TabArea::refreshTab(PageFrame *frame)
{
    const int index = QTabWidget::indexOf(frame);
    if (index < 0)
        return;
    // An ampersand in a name is not a shortcut.
    setTabText(index, frame->page()->title().replace(u'&', u"&&"_s));
    setTabIcon(index, frame->page()->icon());
    QStringList way;
    for (const Crumb &crumb : frame->page()->way())
        way += crumb.text;
    setTabToolTip(index, way.isEmpty() ? frame->page()->title()
                                       : way.join(u" ▸ "_s) + u" ▸ "_s + frame->page()->title());
    if (index == currentIndex())
        Q_EMIT titleChanged();
}

void TabArea::closeTab(int index)
{
    Page *page = pageAt(index);
    if (!page || page->object().kind == ObjectKind::Overview)
        return;
    QWidget *frame = widget(index);
    if (m_active == page) {
        page->setActive(false);
        m_active = nullptr;
    }
    removeTab(index);
    frame->deleteLater();
}

void TabArea::currentPageChanged()
{
    Page *page = currentPage();
    if (page == m_active)
        return;
    if (m_active)
        m_active->setActive(false);
    m_active = page;
    if (page) {
        page->setActive(true);
        if (!m_isGoing && (m_position < 0 || m_visited.at(m_position) != page->object())) {
            m_visited.resize(m_position + 1);
            m_visited += page->object();
            if (m_visited.size() > kRememberedSteps)
                m_visited.removeFirst();
            m_position = m_visited.size() - 1;
        }
    }
    Q_EMIT historyChanged();
    Q_EMIT titleChanged();
}

void TabArea::go(qsizetype position)
{
    if (position < 0 || position >= m_visited.size())
        return;
    m_isGoing = true;
    m_position = position;
    open(m_visited.at(position));
    m_isGoing = false;
    Q_EMIT historyChanged();
}

QStringList TabArea::saved() const
{
    QStringList tabs;
    for (int i = 0; i < count(); ++i)
        tabs += toString(pageAt(i)->object());
    return tabs;
}

void TabArea::restore(const QStringList &tabs)
{
    for (const QString &tab : tabs)
        open(objectFromString(tab));
}

void TabArea::changeEvent(QEvent *event)
{
    // Icons are drawn anew in the new colours; the tab bar caches nothing but its layout.
    if (event->type() == QEvent::PaletteChange)
        tabBar()->update();
    QTabWidget::changeEvent(event);
}

} // namespace Atoll
