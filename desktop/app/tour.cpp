// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tour.h"

#include "appcontext.h"
#include "mainwindow.h"
#include "settings.h"
#include "tabarea.h"

#include <theme/theme.h>

#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kWidth = 340;
constexpr int kGap = 12;

//! A line around what a step tells of; clicks go through.
class Highlight final : public QWidget
{
public:
    Highlight(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }

private:
    const Theme &m_theme;
};

} // namespace

Tour::Tour(AppContext &context, MainWindow &window)
    : QFrame(&window)
    , m_context(context)
    , m_window(window)
    , m_frame(new Highlight(context.theme(), &window))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_count(new QLabel(this))
    , m_skip(new QPushButton(tr("Skip"), this))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(this))
{
    setObjectName(u"tour"_s);
    setProperty("card", true);
    setAutoFillBackground(true);
    setFixedWidth(kWidth);
    setAccessibleName(tr("Tour"));
    m_title->setFont(context.theme().titleFont());
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_count->setProperty("role", u"remark"_s);
    m_next->setObjectName(u"tourNext"_s);
    m_skip->setObjectName(u"tourSkip"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGap, kGap, kGap, kGap);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    auto *line = new QHBoxLayout;
    line->addWidget(m_count);
    line->addStretch(1);
    line->addWidget(m_skip);
    line->addWidget(m_back);
    line->addWidget(m_next);
    layout->addLayout(line);
    for (QPushButton *button : {m_skip, m_back, m_next})
        button->setAutoDefault(true); // Return presses the one that has the focus
    connect(m_skip, &QPushButton::clicked, this, &Tour::finish);
    connect(m_back, &QPushButton::clicked, this, [this] { show(m_step - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { show(m_step + 1); });
    hide();
    addSteps();
    window.installEventFilter(this);
}

void Tour::addSteps()
{
    const auto child = [this](const QString &name) {
        return [this, name] { return m_window.findChild<QWidget *>(name); };
    };
    const auto key = [this](const QString &action) {
        const QString text = m_context.keys().text(action);
        return text.isEmpty() ? tr("no key") : text;
    };
    m_steps = {
        {tr("Everything is in this tree"),
         [key] {
             return tr("Sites, clusters, nodes and guests, live. Type into the filter (%1) to find "
                       "some of them. Space shows what a guest's screen looks like.")
                 .arg(key(u"window.filter"_s));
         },
         child(u"dock.inventory"_s)},
        {tr("Search or run anything"),
         [key] {
             return tr("%1 finds guests, nodes, views and every action by a few letters.")
                 .arg(key(u"window.search"_s));
         },
         child(u"searchField"_s)},
        {tr("What you open stands in tabs"),
         [key] {
             return tr("All guests in one list: %1. Live pictures of many on a wall: %2. The next "
                       "tab: %3.")
                 .arg(key(u"window.allGuests"_s), key(u"window.wall"_s), key(u"window.nextTab"_s));
         },
         [this]() -> QWidget * { return m_window.tabs().tabBar(); }},
        {tr("What happens, and what went wrong"),
         [] {
             return tr("Tasks show real progress and can be cancelled. Attention lists what "
                       "somebody should look at, and what to do about it.");
         },
         [this]() -> QWidget * {
             for (const QString &name : {u"dock.tasks"_s, u"dock.attention"_s, u"dock.log"_s}) {
                 auto *dock = m_window.findChild<QWidget *>(name);
                 if (dock && dock->isVisible() && !dock->visibleRegion().isEmpty())
                     return dock;
             }
             return nullptr;
         }},
        {tr("Make it yours"),
         [] {
             return tr("New adds a cluster or a guest. The menu beside it has the settings, every "
                       "key, and this tour under Help.");
         },
         child(u"menuButton"_s)},
    };
}

void Tour::start()
{
    show(0);
    m_next->setFocus(Qt::OtherFocusReason);
}

void Tour::show(int step)
{
    if (step >= stepCount())
        return finish();
    m_step = std::max(0, step);
    const Step &now = m_steps[size_t(m_step)];
    m_target = now.target();
    m_title->setText(now.title);
    m_text->setText(now.text());
    m_count->setText(tr("%1 of %2").arg(m_step + 1).arg(stepCount()));
    m_back->setEnabled(m_step > 0);
    m_skip->setVisible(m_step + 1 < stepCount());
    m_next->setText(m_step + 1 < stepCount() ? tr("Next") : tr("Done"));
    place();
    QFrame::show();
    raise();
}

// Beside the target where there is room, else over its middle; always within the window.
void Tour::place()
{
    resize(kWidth, heightForWidth(kWidth) > 0 ? heightForWidth(kWidth) : sizeHint().height());
    const QRect window = m_window.rect();
    QRect card(QPoint(), size());
    const bool hasTarget = m_target && m_target->isVisible();
    m_frame->setVisible(hasTarget);
    if (!hasTarget) {
        card.moveCenter(window.center());
    } else {
        const QRect target(m_target->mapTo(&m_window, QPoint()), m_target->size());
        m_frame->setGeometry(target.adjusted(-2, -2, 2, 2).intersected(window));
        m_frame->raise();
        if (target.right() + kGap + card.width() < window.right())
            card.moveTopLeft({target.right() + kGap, target.top() + kGap});
        else if (target.bottom() + kGap + card.height() < window.bottom())
            card.moveTopRight(
                {std::min(target.right(), window.right() - kGap), target.bottom() + kGap});
        else
            card.moveBottomLeft({target.left() + kGap, target.top() - kGap});
    }
    card.moveLeft(std::clamp(card.left(), kGap, std::max(kGap, window.right() - card.width())));
    card.moveTop(std::clamp(card.top(), kGap, std::max(kGap, window.bottom() - card.height())));
    setGeometry(card);
    raise();
}

void Tour::finish()
{
    m_step = -1;
    m_frame->hide();
    hide();
    m_context.settings().isTourSeen.set(true);
    if (QWidget *page = m_window.tabs().currentWidget())
        page->setFocus();
}

void Tour::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        return finish();
    case Qt::Key_Right:
        return show(m_step + 1);
    case Qt::Key_Left:
        return show(m_step - 1);
    default:
        QFrame::keyPressEvent(event);
    }
}

bool Tour::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_step >= 0)
        QTimer::singleShot(0, this, [this] {
            if (m_step >= 0)
                place();
        });
    return QFrame::eventFilter(watched, event);
}

} // namespace Atoll
