// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoleactions.h"

#include "consoleview.h"

#include <theme/theme.h>

#include <QAction>
#include <QActionGroup>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

ConsoleActions::ConsoleActions(ConsoleView &view)
    : QObject(&view)
    , m_view(view)
{
    ctrlAltDelete = add("keyboard", tr("Ctrl+Alt+Del"), tr("Send Ctrl+Alt+Del to the guest"));
    const bool hasKeys = view.capabilities().testFlag(Capability::Keys);
    grabKeys = add("lock", tr("Grab Keys"),
                   tr("Give every key to the guest, also Alt+Tab, until %1 is pressed alone")
                       .arg(hasKeys ? view.keyboard().releaseChordText() : QString()),
                   true);
    fit = add("window", tr("Fit to Window"),
              tr("Show the whole picture; off: one guest pixel on one pixel of the screen"), true);
    typeClipboard = add("clipboard", tr("Type Clipboard"),
                        tr("Type the clipboard's text into the guest key by key"));
    shareClipboard =
        add("copy", tr("Share Clipboard"), tr("Copy and paste between here and the guest"), true);
    saveScreenshot = add("download", tr("Save Screenshot…"), tr("Save the picture as a file"));
    copyScreenshot = add("copy", tr("Copy Screenshot"), tr("Put the picture into the clipboard"));
    statistics = add(
        "graph", tr("Show Frame Rate"),
        tr("Frames and bytes a second, and the time from a key or a movement of the pointer to the "
           "next change of the picture"),
        true);

    windowLayouts = add("window", tr("Window Layouts"), tr("Where the console's windows stand"));
    windowLayouts->setVisible(false);

    connect(ctrlAltDelete, &QAction::triggered, this, [this] {
        m_view.sendCombination({Key::LeftCtrl, Key::LeftAlt, Key::Delete});
    });
    connect(grabKeys, &QAction::triggered, this,
            [this](bool on) { on ? m_view.keyboard().grab() : m_view.keyboard().release(); });
    connect(fit, &QAction::triggered, this,
            [this](bool on) { m_view.setScaling(on ? Scaling::Fit : Scaling::ActualSize); });
    connect(typeClipboard, &QAction::triggered, &view, &ConsoleView::typeClipboard);
    connect(shareClipboard, &QAction::triggered, &view, &ConsoleView::setClipboardShared);
    connect(saveScreenshot, &QAction::triggered, &view, &ConsoleView::saveScreenshot);
    connect(copyScreenshot, &QAction::triggered, &view, &ConsoleView::copyScreenshot);
    connect(statistics, &QAction::triggered, &view, &ConsoleView::setStatisticsShown);
    shareClipboard->setChecked(true);
    makeKeysMenu();
    makeLayoutMenu();
}

ConsoleActions::~ConsoleActions() = default;

QAction *ConsoleActions::add(const char *icon, const QString &text, const QString &tip,
                             bool checkable)
{
    auto *action = new QAction(m_view.theme().icon(QLatin1String(icon)), text, this);
    action->setToolTip(tip);
    action->setCheckable(checkable);
    return action;
}

void ConsoleActions::makeKeysMenu()
{
    m_keysMenu = std::make_unique<QMenu>(tr("Send Keys"));
    m_keysMenu->addAction(ctrlAltDelete);
    const auto combination = [this](const QString &text, const QList<Key> &keys) {
        connect(m_keysMenu->addAction(text), &QAction::triggered, this,
                [this, keys] { m_view.sendCombination(keys); });
    };
    combination(tr("Ctrl+Alt+Backspace"), {Key::LeftCtrl, Key::LeftAlt, Key::Backspace});
    combination(tr("Ctrl+Shift+Esc"), {Key::LeftCtrl, Key::LeftShift, Key::Escape});
    combination(tr("Alt+Tab"), {Key::LeftAlt, Key::Tab});
    combination(tr("Alt+F4"), {Key::LeftAlt, Key(int(Key::F1) + 3)});
    combination(tr("Super"), {Key::LeftMeta});
    combination(tr("Print Screen"), {Key::PrintScreen});
    combination(tr("Alt+Print Screen (SysRq)"), {Key::LeftAlt, Key::PrintScreen});
    m_keysMenu->addSeparator();
    for (int i = 0; i < 12; ++i)
        combination(tr("Ctrl+Alt+F%1").arg(i + 1),
                    {Key::LeftCtrl, Key::LeftAlt, Key(int(Key::F1) + i)});
}

void ConsoleActions::makeLayoutMenu()
{
    m_layoutMenu = std::make_unique<QMenu>(tr("Guest's Keyboard Layout"));
    auto *group = new QActionGroup(this);
    const QStringList names{u"us"_s, u"gb"_s, u"de"_s,         u"fr"_s, u"es"_s,
                            u"it"_s, u"se"_s, u"us(dvorak)"_s, u"kr"_s, u"jp"_s};
    for (const QString &name : names) {
        QAction *action = m_layoutMenu->addAction(name);
        action->setCheckable(true);
        action->setChecked(name == m_view.guestLayout());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] {
            if (const Result<void> set = m_view.setGuestLayout(name); !set)
                m_view.notify(set.error().sentence());
        });
    }
}

void ConsoleActions::update()
{
    const bool connected = m_view.session().isConnected();
    const Capabilities can = m_view.capabilities();
    for (QAction *action : m_keysMenu->actions())
        action->setEnabled(connected);
    const bool hasKeys = can.testFlag(Capability::Keys);
    ctrlAltDelete->setVisible(hasKeys);
    grabKeys->setVisible(hasKeys);
    grabKeys->setEnabled(connected);
    grabKeys->setChecked(hasKeys && m_view.keyboard().isGrabbed());
    fit->setVisible(can.testFlag(Capability::Scaling));
    fit->setChecked(m_view.scaling() == Scaling::Fit);
    const bool canType = can.testFlag(Capability::TypeText);
    typeClipboard->setVisible(canType);
    typeClipboard->setEnabled(connected);
    m_layoutMenu->menuAction()->setVisible(canType);
    statistics->setVisible(can.testFlag(Capability::Screenshot));
    shareClipboard->setVisible(can.testFlag(Capability::Clipboard));
    for (QAction *action : {saveScreenshot, copyScreenshot}) {
        action->setVisible(can.testFlag(Capability::Screenshot));
        action->setEnabled(!m_view.pictureSize().isEmpty());
    }
}

} // namespace Atoll::Console
