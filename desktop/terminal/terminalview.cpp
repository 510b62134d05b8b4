// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terminalview.h"

#include "pasteguard.h"
#include "searchbar.h"

#include <app/errorbar.h>
#include <app/keymap.h>
#include <theme/theme.h>

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Terminal {
namespace {

QList<KeyAction> keyActions()
{
    const auto keys = [](std::initializer_list<QString> texts) {
        QList<QKeySequence> all;
        for (const QString &text : texts)
            all.append(QKeySequence(text));
        return all;
    };
    const auto place = KeyPlace::Terminal;
    return {
        {u"terminal.copy"_s, TerminalView::tr("Copy"), place, keys({u"Ctrl+Shift+C"_s})},
        {u"terminal.paste"_s, TerminalView::tr("Paste"), place, keys({u"Ctrl+Shift+V"_s})},
        {u"terminal.find"_s, TerminalView::tr("Find…"), place, keys({u"Ctrl+Shift+F"_s})},
        {u"terminal.selectAll"_s, TerminalView::tr("Select All"), place, keys({u"Ctrl+Shift+A"_s})},
        {u"terminal.clearHistory"_s, TerminalView::tr("Forget Earlier Lines"), place, {}},
        {u"terminal.zoomIn"_s, TerminalView::tr("Larger Text"), place,
         keys({u"Ctrl++"_s, u"Ctrl+="_s, u"Ctrl+Shift++"_s})},
        {u"terminal.zoomOut"_s, TerminalView::tr("Smaller Text"), place, keys({u"Ctrl+-"_s})},
        {u"terminal.zoomReset"_s, TerminalView::tr("Normal Text Size"), place, keys({u"Ctrl+0"_s})},
    };
}

} // namespace

TerminalView::TerminalView(Emulator &emulator, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_emulator(emulator)
    , m_theme(theme)
    , m_search(emulator)
    , m_canvas(new Canvas(emulator, m_search, theme, this))
    , m_pasteBar(new ErrorBar(theme, this))
    , m_searchBar(new SearchBar(m_search, theme, this))
{
    m_pasteBar->setObjectName(u"pasteBar"_s);
    m_pasteBar->setDismissable(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pasteBar);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_searchBar);
    setFocusProxy(m_canvas);
    makeActions();
    connect(m_canvas, &Canvas::pasteRequested, this, &TerminalView::pasteText);
    connect(m_canvas, &Canvas::contextMenuRequested, this, &TerminalView::showMenu);
    connect(m_canvas, &Canvas::linkActivated, this, &TerminalView::openLink);
    connect(m_canvas, &Canvas::selectionChanged, this,
            [this] { copy->setEnabled(!m_canvas->selection().isEmpty()); });
    connect(m_searchBar, &SearchBar::closed, m_canvas, [this] { m_canvas->setFocus(); });
    connect(m_searchBar, &SearchBar::moved, m_canvas, [this] {
        if (const std::optional<Span> match = m_search.currentMatch())
            m_canvas->reveal(*match);
    });
}

void TerminalView::defineKeys(KeyMap &keys)
{
    for (const KeyAction &action : keyActions())
        keys.define(action);
}

void TerminalView::bindKeys(KeyMap &keys)
{
    defineKeys(keys);
    for (QAction *action : actions())
        keys.bind(action, action->objectName());
}

QAction *TerminalView::add(const char *icon, const QString &id)
{
    const QList<KeyAction> known = keyActions();
    const auto &definition = *std::find_if(
        known.begin(), known.end(), [&](const KeyAction &action) { return action.id == id; });
    auto *action = new QAction(definition.text, this);
    action->setObjectName(id);
    if (icon)
        action->setIcon(m_theme.icon(QLatin1String(icon)));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::changed, action, [action] {
        const QString name = action->text().remove(u'…');
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(key.isEmpty() ? name : u"%1 (%2)"_s.arg(name, key));
    });
    action->setShortcuts(definition.standard);
    addAction(action);
    return action;
}

void TerminalView::makeActions()
{
    copy = add("copy", u"terminal.copy"_s);
    paste = add("clipboard", u"terminal.paste"_s);
    find = add("search", u"terminal.find"_s);
    selectAll = add(nullptr, u"terminal.selectAll"_s);
    clearHistory = add(nullptr, u"terminal.clearHistory"_s);
    zoomIn = add(nullptr, u"terminal.zoomIn"_s);
    zoomOut = add(nullptr, u"terminal.zoomOut"_s);
    zoomReset = add(nullptr, u"terminal.zoomReset"_s);
    copy->setEnabled(false);
    connect(copy, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(m_canvas->selectedText()); });
    connect(paste, &QAction::triggered, this,
            [this] { pasteText(QGuiApplication::clipboard()->text()); });
    connect(find, &QAction::triggered, this,
            [this] { m_searchBar->open(m_canvas->selectedText()); });
    connect(selectAll, &QAction::triggered, m_canvas, &Canvas::selectAll);
    connect(clearHistory, &QAction::triggered, this, [this] { m_emulator.clearScrollback(); });
    connect(zoomIn, &QAction::triggered, m_canvas,
            [this] { m_canvas->setZoom(m_canvas->zoom() + 1); });
    connect(zoomOut, &QAction::triggered, m_canvas,
            [this] { m_canvas->setZoom(m_canvas->zoom() - 1); });
    connect(zoomReset, &QAction::triggered, m_canvas, [this] { m_canvas->setZoom(0); });
}

void TerminalView::setConnected(bool isConnected)
{
    paste->setEnabled(isConnected);
    if (!isConnected)
        m_pasteBar->clear();
}

void TerminalView::pasteText(const QString &text)
{
    constexpr qsizetype kShown = 160;
    constexpr qsizetype kMostDetails = 20'000;
    if (text.isEmpty() || !paste->isEnabled())
        return;
    const PasteRisk risk = pasteRisk(text);
    if (!risk.asks()) {
        m_emulator.paste(text);
        return;
    }
    const QString title =
        risk.endsLines
            ? tr("Paste %Ln line(s)? A shell runs each of them at once.", nullptr, int(risk.lines))
            : tr("Paste text with control characters? They can act as keys.");
    const QString visible = visibleControls(text.left(kMostDetails));
    const QString start = QString(visible).left(kShown).replace(u"\n"_s, u" ↵ "_s);
    m_pasteBar->showMessage(Severity::Warning, title,
                            start + (text.size() > kShown ? u"…"_s : QString()), visible);
    const auto answer = [this](const QString &what) {
        m_pasteBar->clear();
        if (!what.isEmpty())
            m_emulator.paste(what);
        m_canvas->setFocus();
    };
    m_pasteBar->addButton(tr("Paste"), [answer, text] { answer(text); });
    m_pasteBar->addButton(tr("Paste as One Line"), [answer, text] { answer(asOneLine(text)); });
    m_pasteBar->addButton(tr("Cancel"), [answer] { answer({}); })->setFocus();
}

void TerminalView::openLink(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https"))
        QDesktopServices::openUrl(url);
}

void TerminalView::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({copy, paste, selectAll});
    menu->addSeparator();
    menu->addActions({find, clearHistory});
    menu->addSeparator();
    menu->addActions({zoomIn, zoomOut, zoomReset});
    menu->popup(globalPosition);
}

} // namespace Atoll::Terminal
