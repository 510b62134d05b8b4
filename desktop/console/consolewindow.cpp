// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolewindow.h"

#include "consolebar.h"
#include "consoleview.h"

#include <app/keymap.h>

#include <QAbstractScrollArea>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QScreen>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>
#include <chrono>

namespace Atoll::Console {

namespace {

constexpr std::chrono::milliseconds kBarStays{1500};
constexpr Qt::Key kFullScreen = Qt::Key_F11;
const QString kFullScreenId = QStringLiteral("consoleWindow.fullScreen");

} // namespace

ConsoleWindow::ConsoleWindow(ConsoleView &view, const QString &title)
    : m_view(&view)
    , m_bar(new ConsoleBar(view, this))
    , m_toggle(new QAction(tr("Full Screen"), this))
{
    setObjectName(QStringLiteral("consoleWindow"));
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(&view, 1);
    view.show();
    m_bar->setPlace(ConsoleBar::Window);
    m_hideBar.setSingleShot(true);
    connect(&m_hideBar, &QTimer::timeout, this, [this] {
        if (isFullScreen() && !m_bar->underMouse())
            m_bar->hide();
    });
    connect(m_bar, &ConsoleBar::detachToggled, this, &QWidget::close);
    connect(m_bar, &ConsoleBar::fullScreenRequested, this, [this](QScreen *screen) {
        isFullScreen() ? leaveFullScreen() : showFullScreenOn(screen);
    });
    connect(qApp, &QGuiApplication::screenRemoved, this, [this](const QScreen *gone) {
        if (isFullScreen() && gone == m_filled)
            QTimer::singleShot(0, this, &ConsoleWindow::screenGone); // Qt moves it first
    });
    // Works while the keys are not grabbed; in the guest F11 is the guest's.
    m_toggle->setShortcut(kFullScreen);
    m_toggle->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_toggle);
    connect(m_toggle, &QAction::triggered, this,
            [this] { isFullScreen() ? leaveFullScreen() : showFullScreenOn(screen()); });
    if (QWidget *surface = view.focusProxy()) {
        surface->installEventFilter(this);
        if (auto *area = qobject_cast<QAbstractScrollArea *>(surface))
            area->viewport()->installEventFilter(this);
    }
}

void ConsoleWindow::defineKeys(KeyMap &keys)
{
    keys.define({kFullScreenId,
                 tr("Full screen, and back"),
                 KeyPlace::ConsoleWindow,
                 {QKeySequence(kFullScreen)}});
}

void ConsoleWindow::bindKeys(KeyMap &keys)
{
    defineKeys(keys);
    keys.bind(m_toggle, kFullScreenId);
}

void ConsoleWindow::setAlone()
{
    m_bar->setAlone();
    connect(m_view, &ConsoleView::placeWanted, this, &ConsoleWindow::showAt);
}

WindowPlace ConsoleWindow::place() const
{
    if (isFullScreen())
        return {0, WindowPlace::FullScreen, {}, screen()->name()};
    return {0, WindowPlace::Window, saveGeometry(), {}};
}

void ConsoleWindow::showAt(const WindowPlace &place)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    const auto screen = std::find_if(screens.begin(), screens.end(), [&](const QScreen *each) {
        return each->name() == place.screen;
    });
    if (place.kind == WindowPlace::FullScreen && screen != screens.end()) {
        showFullScreenOn(*screen);
        return;
    }
    if (!place.geometry.isEmpty() && restoreGeometry(place.geometry))
        showNormal();
    else
        showInWindow();
}

//! Somebody wants it, and then for all monitors that fill screens together.
void ConsoleWindow::leaveFullScreen()
{
    showInWindow();
    if (m_view)
        Q_EMIT m_view->fullScreenLeft();
}

void ConsoleWindow::screenGone()
{
    const QRect space = QGuiApplication::primaryScreen()->availableGeometry();
    showInWindow();
    constexpr double kShare = 0.8;
    resize(size().boundedTo(space.size() * kShare));
    move(space.center() - rect().center());
    if (m_view)
        m_view->notify(tr("The screen is gone that this console filled: it is in a window again"));
}

void ConsoleWindow::showFullScreenOn(QScreen *screen)
{
    if (isVisible() && !isFullScreen())
        m_inWindow = geometry();
    m_filled = screen ? screen : this->screen();
    if (screen) {
        create();
        windowHandle()->setScreen(screen);
        setGeometry(screen->geometry());
    }
    showFullScreen();
}

void ConsoleWindow::showInWindow()
{
    const bool wasFull = isFullScreen();
    if (wasFull)
        showNormal(); // what is said of a size before is lost
    if (!m_inWindow.isNull()) {
        setGeometry(std::exchange(m_inWindow, {}));
    } else if ((wasFull || !isVisible()) && m_view && !m_view->pictureSize().isEmpty()) {
        const QSize picture = m_view->pictureSize() / devicePixelRatioF();
        resize(picture.boundedTo(screen()->availableSize() * 0.9)
               + QSize(0, m_bar->sizeHint().height()));
    }
    showNormal();
}

void ConsoleWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::WindowStateChange)
        return;
    if (m_view)
        Q_EMIT m_view->windowsChanged();
    // In full screen the bar floats over the picture, else it stands above.
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->removeWidget(m_bar);
    m_bar->setPlace(isFullScreen() ? ConsoleBar::FullScreen : ConsoleBar::Window);
    if (isFullScreen()) {
        showBar();
    } else {
        m_hideBar.stop();
        box->insertWidget(0, m_bar);
        m_bar->show();
    }
}

void ConsoleWindow::showBar()
{
    m_bar->show();
    m_bar->raise();
    placeBar();
    m_hideBar.start(kBarStays);
}

void ConsoleWindow::placeBar()
{
    if (!isFullScreen())
        return;
    const QSize size = m_bar->sizeHint();
    m_bar->setGeometry((width() - size.width()) / 2, 0, size.width(), size.height());
}

void ConsoleWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeBar();
    if (m_view)
        Q_EMIT m_view->windowsChanged();
}

void ConsoleWindow::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    if (m_view)
        Q_EMIT m_view->windowsChanged();
}

bool ConsoleWindow::eventFilter(QObject *watched, QEvent *event)
{
    constexpr double kEdge = 2;
    if (event->type() == QEvent::MouseMove && isFullScreen()) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->globalPosition().y() - mapToGlobal(QPoint()).y() < kEdge)
            showBar();
        else if (m_bar->isVisible() && !m_hideBar.isActive())
            m_hideBar.start(kBarStays);
    }
    return QWidget::eventFilter(watched, event);
}

void ConsoleWindow::closeEvent(QCloseEvent *event)
{
    if (m_view && m_view->focusProxy())
        m_view->focusProxy()->removeEventFilter(this);
    Q_EMIT closing();
    event->accept();
}

} // namespace Atoll::Console
