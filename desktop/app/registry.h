// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objectdrag.h"
#include "page.h"

#include <QMap>

#include <vector>

namespace Atoll {

//! A dock of the main window. `id` is stable: it names the dock in saved layouts.
struct DockSpec
{
    QString id;
    QString title;
    QString icon;
    Qt::DockWidgetArea area = Qt::BottomDockWidgetArea;
    bool isShownAtFirst = true;
    std::function<QWidget *(AppContext &, QWidget *parent)> make;
};

//! Makes the actions that fit what is selected; the same ones stand in context menu, page head
//! and palette. Actions that do not apply are disabled and say why in their tool tip.
//! A null pointer in the list is a separator. Actions belong to `owner`.
using ActionProvider =
    std::function<QList<QAction *>(const QList<ObjectRef> &selection, QObject *owner)>;

//! An entry of "New" in the toolbar, also found in the palette. `id` names it in the key map.
struct CreatorSpec
{
    QString id;
    QString text;
    QString icon;
    QKeySequence shortcut;
    std::function<void(QWidget *window)> run;
};

//! What becomes of files of this computer that are dropped on the window.
struct FileTarget
{
    std::function<bool(const QStringList &files)> fits;
    QString words; //!< while they are above the window
    std::function<void(const QStringList &files, QWidget *window)> drop;
};

//! What becomes of files or objects that are dropped on an object in a tree or list.
struct DropTarget
{
    ObjectKind kind = ObjectKind::None;
    //! They mean something to it. What follows is asked only then.
    std::function<bool(const Dragged &)> takes;
    //! A sentence; empty: they can go there now.
    std::function<QString(const ObjectRef &, const Dragged &)> whyNot;
    //! What a drop would do, while they are above it.
    std::function<QString(const ObjectRef &, const Dragged &)> words;
    std::function<void(const ObjectRef &, const Dragged &, QWidget *window)> drop;
};

//! One line of the command palette. Entries of all sources are sorted by score, 1000 at most; see
//! matchScore().
struct PaletteEntry
{
    QString text;
    QString hint = {}; //!< at the right: where it is, or its key
    QIcon icon = {};
    int score = 0;
    std::function<void()> run = {};
};

//! Answers a folded query, at once: it is asked at every key.
using PaletteSource = std::function<QList<PaletteEntry>(const QString &query, int maximum)>;

//! What the areas of the desktop plug into the frame. Filled once, by the composition root.
class Registry
{
public:
    void addPage(ObjectKind kind, PageFactory factory) { m_pages.insert(kind, std::move(factory)); }
    void addDock(DockSpec spec) { m_docks.push_back(std::move(spec)); }
    void addActions(ActionProvider provider) { m_providers.push_back(std::move(provider)); }
    void addCreator(CreatorSpec spec) { m_creators.push_back(std::move(spec)); }

    void addFileTarget(FileTarget target) { m_fileTargets.push_back(std::move(target)); }
    void addPaletteSource(PaletteSource source) { m_paletteSources.push_back(std::move(source)); }

    //! Null when nobody shows that kind.
    Page *makePage(const ObjectRef &object, AppContext &context, QWidget *parent) const;
    bool canShow(ObjectKind kind) const { return m_pages.contains(kind); }
    const std::vector<DockSpec> &docks() const { return m_docks; }
    const std::vector<CreatorSpec> &creators() const { return m_creators; }
    void addDropTarget(DropTarget target) { m_dropTargets.push_back(std::move(target)); }
    //! Null when it means nothing to that kind.
    const DropTarget *dropTarget(ObjectKind kind, const Dragged &dragged) const;
    const std::vector<FileTarget> &fileTargets() const { return m_fileTargets; }
    const std::vector<PaletteSource> &paletteSources() const { return m_paletteSources; }
    QList<QAction *> actionsFor(const QList<ObjectRef> &selection, QObject *owner) const;

private:
    QMap<ObjectKind, PageFactory> m_pages;
    std::vector<DockSpec> m_docks;
    std::vector<ActionProvider> m_providers;
    std::vector<CreatorSpec> m_creators;
    std::vector<FileTarget> m_fileTargets;
    std::vector<DropTarget> m_dropTargets;
    std::vector<PaletteSource> m_paletteSources;
};

} // namespace Atoll
