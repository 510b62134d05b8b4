// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mainwindow.h"

#include "about.h"
#include "appcontext.h"
#include "commandpalette.h"
#include "docktitle.h"
#include "errorbar.h"
#include "layoutkeeper.h"
#include "page.h"
#include "settings.h"
#include "tabarea.h"
#include "tour.h"

#include <theme/theme.h>

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QWidget *spacer(QWidget *parent)
{
    auto *widget = new QWidget(parent);
    widget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return widget;
}

} // namespace

MainWindow::MainWindow(AppContext &context)
    : m_context(context)
    , m_tabs(new TabArea(context, this))
    , m_errors(new ErrorBar(context.theme(), this))
    , m_palette(new CommandPalette(context, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(context.theme().icon(u"atoll"_s));
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks | GroupedDragging);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setUnifiedTitleAndToolBarOnMac(true);

    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_errors);
    layout->addWidget(m_tabs, 1);
    setCentralWidget(centre);

    makeActions();
    makeDocks();
    makeToolBar();
    connect(&context, &AppContext::offered, this,
            [this](const QString &text, const QString &button, const std::function<void()> &run) {
                m_errors->showMessage(Severity::Ok, text);
                m_errors->addButton(button, [this, run] {
                    run();
                    m_errors->clear();
                });
            });
    connect(&context, &AppContext::openRequested, m_tabs, &TabArea::open);
    connect(m_tabs, &TabArea::titleChanged, this, &MainWindow::updateTitle);
    connect(m_tabs, &TabArea::historyChanged, this, [this] {
        m_back->setEnabled(m_tabs->canGoBack());
        m_forward->setEnabled(m_tabs->canGoForward());
    });
    connect(&context.notices(), &Notices::added, this, [this](const Notice &notice) {
        if (notice.severity == Severity::Error || notice.severity == Severity::Warning)
            m_errors->showMessage(notice.severity, notice.text, {}, notice.details);
    });
    context.registry().addPaletteSource(
        [this](const QString &query, int) { return findActions(query); });
    setAcceptDrops(true);
    m_layouts = new LayoutKeeper(*this, kLayoutVersion, context.settings());
    restoreAll();
    updateTitle();
}

QAction *MainWindow::addShortcut(const QString &id, const QString &text, const QString &icon,
                                 const QKeySequence &key, const std::function<void()> &run)
{
    auto *action = new QAction(text, this);
    if (!icon.isEmpty())
        action->setIcon(m_context.theme().icon(icon));
    KeyMap &keys = m_context.keys();
    const QString name = u"window."_s + id;
    keys.define({name, text, KeyPlace::Window, key.isEmpty() ? QList<QKeySequence>() : QList{key}});
    keys.bind(action, name);
    const auto tell = [action, &keys, name] {
        const QString words = keys.text(name);
        action->setToolTip(words.isEmpty() ? action->text()
                                           : u"%1 (%2)"_s.arg(action->text(), words));
    };
    tell();
    connect(&keys, &KeyMap::changed, action, tell);
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    return action;
}

void MainWindow::makeActions()
{
    m_back = addShortcut(u"back"_s, tr("Back"), u"back"_s, QKeySequence(Qt::ALT | Qt::Key_Left),
                         [this] { m_tabs->goBack(); });
    m_forward = addShortcut(u"forward"_s, tr("Forward"), u"forward"_s,
                            QKeySequence(Qt::ALT | Qt::Key_Right), [this] { m_tabs->goForward(); });
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    m_search = addShortcut(u"search"_s, tr("Search or run…"), u"search"_s,
                           QKeySequence(Qt::CTRL | Qt::Key_K), [this] { m_palette->open(); });
    m_settings = addShortcut(u"settings"_s, tr("Settings"), u"settings"_s,
                             QKeySequence(Qt::CTRL | Qt::Key_Comma), [this] {
                                 m_context.open({ObjectKind::Settings, {}, {}});
                             });
    m_fullScreen = addShortcut(u"fullScreen"_s, tr("Full screen"), u"fullscreen"_s,
                               QKeySequence(Qt::Key_F11), [this] { toggleFullScreen(); });
    addShortcut(u"closeTab"_s, tr("Close tab"), u"close"_s, QKeySequence(Qt::CTRL | Qt::Key_W),
                [this] { m_tabs->closeTab(m_tabs->currentIndex()); });
    const auto turn = [this](int step) {
        if (const int count = m_tabs->count(); count > 0)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + count) % count);
    };
    addShortcut(u"nextTab"_s, tr("Next tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageDown),
                [turn] { turn(1); });
    addShortcut(u"previousTab"_s, tr("Previous tab"), {}, QKeySequence(Qt::CTRL | Qt::Key_PageUp),
                [turn] { turn(-1); });
    for (int i = 0; i < 9; ++i) {
        const QString name = u"window.tab%1"_s.arg(i + 1);
        m_context.keys().define({name,
                                 tr("Tab %1").arg(i + 1),
                                 KeyPlace::Window,
                                 {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))}});
        auto *shortcut = new QShortcut(this);
        m_context.keys().bind(shortcut, name);
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            if (i < m_tabs->count())
                m_tabs->setCurrentIndex(i);
        });
    }
}

void MainWindow::makeDocks()
{
    for (const DockSpec &spec : m_context.registry().docks()) {
        auto *dock = new QDockWidget(spec.title, this);
        dock->setObjectName(u"dock."_s + spec.id);
        dock->setWindowIcon(m_context.theme().icon(spec.icon));
        dock->setWidget(spec.make(m_context, dock));
        dock->toggleViewAction()->setIcon(m_context.theme().icon(spec.icon));
        m_docks += dock;
        const auto later = [this] { QTimer::singleShot(0, this, &MainWindow::updateDockTitles); };
        connect(dock, &QDockWidget::dockLocationChanged, this, later);
        connect(dock, &QDockWidget::topLevelChanged, this, later);
        connect(dock, &QDockWidget::visibilityChanged, this, later);
    }
    placeDocks();
}

void MainWindow::placeDocks()
{
    QMap<Qt::DockWidgetArea, QDockWidget *> first;
    const auto &specs = m_context.registry().docks();
    for (qsizetype i = 0; i < m_docks.size(); ++i) {
        const DockSpec &spec = specs[size_t(i)];
        QDockWidget *dock = m_docks.at(i);
        dock->setFloating(false);
        addDockWidget(spec.area, dock);
        if (QDockWidget *other = first.value(spec.area))
            tabifyDockWidget(other, dock);
        else
            first.insert(spec.area, dock);
        dock->setVisible(spec.isShownAtFirst);
    }
    for (QDockWidget *dock : std::as_const(first))
        dock->raise();
    if (QDockWidget *left = first.value(Qt::LeftDockWidgetArea))
        resizeDocks({left}, {300}, Qt::Horizontal);
    if (QDockWidget *bottom = first.value(Qt::BottomDockWidgetArea))
        resizeDocks({bottom}, {170}, Qt::Vertical);
}

// Tabbed docks are named by their tabs; a title bar below would say it twice.
void MainWindow::updateDockTitles()
{
    for (QDockWidget *dock : std::as_const(m_docks)) {
        bool isTabbed = false;
        if (!dock->isFloating()) {
            for (const QDockWidget *other : tabifiedDockWidgets(dock))
                isTabbed = isTabbed || other->toggleViewAction()->isChecked();
        }
        QWidget *title = dock->titleBarWidget();
        const bool hasTitle = qobject_cast<DockTitle *>(title) != nullptr;
        if (title && hasTitle != isTabbed)
            continue;
        delete title;
        dock->setTitleBarWidget(isTabbed ? new QWidget(dock)
                                         : new DockTitle(m_context.theme(), dock));
    }
}

void MainWindow::makeToolBar()
{
    m_toolBar = addToolBar(tr("Main toolbar"));
    m_toolBar->setObjectName(u"toolbar.main"_s);
    m_toolBar->setMovable(false);
    m_toolBar->toggleViewAction()->setVisible(false);
    m_toolBar->addAction(m_back);
    m_toolBar->addAction(m_forward);
    m_toolBar->addSeparator();
    m_factsEnd = m_toolBar->addWidget(spacer(m_toolBar));

    auto *search = new QPushButton(m_toolBar);
    search->setObjectName(u"searchField"_s);
    search->setIcon(m_context.theme().icon(u"search"_s));
    const auto name = [this, search] {
        search->setText(tr("Search or run…") + u"    "_s
                        + m_search->shortcut().toString(QKeySequence::NativeText));
    };
    name();
    connect(m_search, &QAction::changed, search, name);
    search->setProperty("search", true);
    search->setMinimumWidth(300);
    connect(search, &QPushButton::clicked, m_search, &QAction::trigger);
    m_toolBar->addWidget(search);
    m_toolBar->addWidget(spacer(m_toolBar));

    auto *add = new QToolButton(m_toolBar);
    add->setObjectName(u"newButton"_s);
    add->setIcon(m_context.theme().icon(u"add"_s));
    add->setText(tr("New"));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setPopupMode(QToolButton::InstantPopup);
    add->setMenu(makeNewMenu());
    m_toolBar->addWidget(add);
    auto *menu = new QToolButton(m_toolBar);
    menu->setObjectName(u"menuButton"_s);
    menu->setIcon(m_context.theme().icon(u"menu"_s));
    menu->setToolTip(tr("Menu"));
    menu->setAccessibleName(tr("Menu"));
    menu->setPopupMode(QToolButton::InstantPopup);
    menu->setMenu(makeMenu());
    m_toolBar->addWidget(menu);
}

QToolButton *MainWindow::addFact(const QString &objectName)
{
    auto *button = new QToolButton(m_toolBar);
    button->setObjectName(objectName);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    m_toolBar->insertWidget(m_factsEnd, button);
    return button;
}

QMenu *MainWindow::makeNewMenu()
{
    auto *menu = new QMenu(this);
    for (const CreatorSpec &spec : m_context.registry().creators()) {
        const QString name = u"new."_s + spec.id;
        m_context.keys().define(
            {name, tr("New: %1").arg(spec.text), KeyPlace::Window,
             spec.shortcut.isEmpty() ? QList<QKeySequence>() : QList{spec.shortcut}});
        QAction *action = menu->addAction(m_context.theme().icon(spec.icon), spec.text);
        m_context.keys().bind(action, name);
        connect(action, &QAction::triggered, this, [this, run = spec.run] { run(this); });
    }
    return menu;
}

QMenu *MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    m_viewMenu = menu->addMenu(m_context.theme().icon(u"window"_s), tr("View"));
    for (QDockWidget *dock : std::as_const(m_docks)) {
        QAction *toggle = dock->toggleViewAction();
        const QString name = dock->objectName();
        m_context.keys().define({name, toggle->text(), KeyPlace::Window, {}});
        m_context.keys().bind(toggle, name);
        m_viewMenu->addAction(toggle);
    }
    m_viewMenu->addSeparator();
    m_viewMenu->addAction(m_fullScreen);
    m_viewMenu->addAction(addShortcut(u"resetLayout"_s, tr("Reset layout"), u"undo"_s, {},
                                      [this] { resetLayout(); }));
    menu->addAction(m_settings);
    menu->addAction(addShortcut(u"keyboard"_s, tr("Keyboard"), u"keyboard"_s, {}, [this] {
        m_context.open({ObjectKind::Keyboard, {}, {}});
    }));
    menu->addSeparator();
    QMenu *help = menu->addMenu(m_context.theme().icon(u"help"_s), tr("Help"));
    help->addAction(addShortcut(u"tour"_s, tr("Tour"), u"forward"_s, {}, [this] { startTour(); }));
    help->addAction(
        addShortcut(u"about"_s, tr("About Atoll"), u"info"_s, {}, [this] { showAbout(); }));
    menu->addSeparator();
    menu->addAction(addShortcut(u"quit"_s, tr("Quit"), {}, QKeySequence(Qt::CTRL | Qt::Key_Q),
                                [this] { close(); }));
    return menu;
}

QList<PaletteEntry> MainWindow::findActions(const QString &query)
{
    QList<QAction *> candidates = actions();
    const Page *page = m_tabs->currentPage();
    if (page)
        candidates = page->headActions() + candidates;
    QList<PaletteEntry> entries;
    for (QAction *action : std::as_const(candidates)) {
        QString text = action->text();
        text.remove(u'&');
        const int score = matchScore(query, text.toCaseFolded());
        if (score == 0 || !action->isEnabled() || action == m_search || action->isSeparator())
            continue;
        // Without a query: what can be done with the page in front, then what is always there.
        const int bonus = page && page->headActions().contains(action) ? 20 : 0;
        entries.append({.text = page && bonus > 0 ? u"%1: %2"_s.arg(page->title(), text) : text,
                        .hint = action->shortcut().toString(QKeySequence::NativeText),
                        .icon = action->icon(),
                        .score = score + bonus,
                        .run = [action = QPointer<QAction>(action)] {
                            if (action)
                                action->trigger();
                        }});
    }
    for (const CreatorSpec &spec : m_context.registry().creators()) {
        const QString text = tr("New: %1").arg(spec.text);
        if (const int score = matchScore(query, text.toCaseFolded()); score > 0)
            entries.append({.text = text,
                            .hint = m_context.keys().text(u"new."_s + spec.id),
                            .icon = m_context.theme().icon(spec.icon),
                            .score = score + 10,
                            .run = [this, run = spec.run] { run(this); }});
    }
    return entries;
}

void MainWindow::resetLayout() { placeDocks(); }

void MainWindow::restoreAll()
{
    const Settings &settings = m_context.settings();
    if (!m_layouts->restore()) {
        if (!restoreGeometry(settings.windowGeometry.value()))
            resize(1280, 800);
        restoreState(settings.windowState.value(), kLayoutVersion);
    }
    updateDockTitles();
    if (m_context.registry().canShow(ObjectKind::Overview))
        m_tabs->open({ObjectKind::Overview, {}, {}});
    m_tabs->restore(settings.openTabs.value());
    m_tabs->setCurrentIndex(0);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Settings &settings = m_context.settings();
    settings.windowGeometry.set(saveGeometry());
    settings.windowState.set(saveState(kLayoutVersion));
    m_layouts->save();
    settings.openTabs.set(m_tabs->saved());
    event->accept();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        m_context.theme().systemChanged();
    QMainWindow::changeEvent(event);
}

void MainWindow::updateTitle()
{
    const Page *page = m_tabs->currentPage();
    setWindowTitle(page ? tr("%1 – Atoll", "window title").arg(page->title()) : u"Atoll"_s);
}

void MainWindow::toggleFullScreen()
{
    if (isFullScreen())
        setWindowState(windowState() & ~Qt::WindowFullScreen);
    else
        setWindowState(windowState() | Qt::WindowFullScreen);
}

void MainWindow::startTour()
{
    if (!m_tour)
        m_tour = new Tour(m_context, *this);
    m_tour->start();
}

void MainWindow::showAbout()
{
    auto *dialog = new AboutDialog(m_context.theme(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace Atoll
