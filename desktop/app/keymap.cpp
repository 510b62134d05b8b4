// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keymap.h"

#include "settings.h"

#include <QAction>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QShortcut>

namespace Atoll {
namespace {

constexpr const char *kBoundTo = "atollKeyAction";

//! Each with whatever may be seen at the same time.
const QHash<KeyPlace, QList<KeyPlace>> &neighbours()
{
    using P = KeyPlace;
    static const QHash<P, QList<P>> all{
        {P::Window,
         {P::Guests, P::Console, P::Terminal, P::Hardware, P::Snapshots, P::Storage, P::Tasks,
          P::Attention}},
        {P::Page, {P::Guests, P::Hardware}},
        {P::Guests, {P::Console, P::Terminal}},
        {P::Terminal, {P::Console, P::ConsoleWindow}},
    };
    return all;
}

bool meet(KeyPlace a, KeyPlace b)
{
    return a == b || neighbours().value(a).contains(b) || neighbours().value(b).contains(a);
}

} // namespace

KeyMap::KeyMap(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    const QJsonObject kept = QJsonDocument::fromJson(settings.keys.value()).object();
    for (auto it = kept.begin(); it != kept.end(); ++it)
        m_chosen.insert(it.key(), it.value().toString());
}

void KeyMap::define(const KeyAction &action)
{
    if (m_indexes.contains(action.id))
        return;
    m_indexes.insert(action.id, m_actions.size());
    m_actions += action;
}

const KeyAction *KeyMap::find(const QString &id) const
{
    const auto it = m_indexes.constFind(id);
    return it == m_indexes.constEnd() ? nullptr : &m_actions.at(*it);
}

QList<QKeySequence> KeyMap::keys(const QString &id) const
{
    const auto chosen = m_chosen.constFind(id);
    if (chosen != m_chosen.constEnd()) {
        const auto key = QKeySequence::fromString(*chosen, QKeySequence::PortableText);
        return key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key};
    }
    const KeyAction *action = find(id);
    return action ? action->standard : QList<QKeySequence>();
}

QString KeyMap::text(const QString &id) const
{
    return keys(id).value(0).toString(QKeySequence::NativeText);
}

void KeyMap::bind(QAction *action, const QString &id)
{
    Q_ASSERT(find(id));
    action->setProperty(kBoundTo, id);
    action->setShortcuts(keys(id));
    connect(this, &KeyMap::changed, action, [this, action, id](const QString &changedId) {
        if (changedId == id)
            action->setShortcuts(keys(id));
    });
}

void KeyMap::bind(QShortcut *shortcut, const QString &id)
{
    Q_ASSERT(find(id));
    shortcut->setProperty(kBoundTo, id);
    shortcut->setKeys(keys(id));
    connect(this, &KeyMap::changed, shortcut, [this, shortcut, id](const QString &changedId) {
        if (changedId == id)
            shortcut->setKeys(keys(id));
    });
}

QString KeyMap::actionOf(const QObject *bound) { return bound->property(kBoundTo).toString(); }

bool KeyMap::matches(const QString &id, const QKeyEvent &event) const
{
    const auto bare = event.modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    return keys(id).contains(QKeySequence(QKeyCombination(bare, Qt::Key(event.key()))));
}

void KeyMap::setKey(const QString &id, const QKeySequence &key)
{
    const KeyAction *action = find(id);
    const bool isStandard = action && action->standard.value(0) == key
                            && (action->standard.size() <= 1 || !key.isEmpty());
    if (isStandard)
        m_chosen.remove(id);
    else
        m_chosen.insert(id, key.toString(QKeySequence::PortableText));
    keep();
    Q_EMIT changed(id);
}

void KeyMap::reset(const QString &id)
{
    if (m_chosen.remove(id) == 0)
        return;
    keep();
    Q_EMIT changed(id);
}

void KeyMap::resetAll()
{
    const QStringList ids = m_chosen.keys();
    m_chosen.clear();
    keep();
    for (const QString &id : ids)
        Q_EMIT changed(id);
}

const KeyAction *KeyMap::conflict(const QString &id, const QKeySequence &key) const
{
    const KeyAction *asked = find(id);
    if (!asked || key.isEmpty())
        return nullptr;
    for (const KeyAction &other : m_actions) {
        if (other.id == id || !meet(other.place, asked->place))
            continue;
        for (const QKeySequence &taken : keys(other.id)) {
            if (taken.matches(key) != QKeySequence::NoMatch
                || key.matches(taken) != QKeySequence::NoMatch)
                return &other;
        }
    }
    return nullptr;
}

QString KeyMap::placeName(KeyPlace place)
{
    switch (place) {
    case KeyPlace::Window:
        return tr("Everywhere");
    case KeyPlace::Page:
        return tr("Pages");
    case KeyPlace::Guests:
        return tr("Guests");
    case KeyPlace::Console:
        return tr("Console");
    case KeyPlace::ConsoleWindow:
        return tr("Console window");
    case KeyPlace::Terminal:
        return tr("Terminal");
    case KeyPlace::Hardware:
        return tr("Hardware");
    case KeyPlace::Snapshots:
        return tr("Snapshots");
    case KeyPlace::Storage:
        return tr("Storage");
    case KeyPlace::Tasks:
        return tr("Tasks");
    case KeyPlace::Attention:
        return tr("Attention");
    case KeyPlace::Form:
        return tr("Forms");
    }
    return {};
}

void KeyMap::keep()
{
    QJsonObject kept;
    for (auto it = m_chosen.begin(); it != m_chosen.end(); ++it)
        kept.insert(it.key(), it.value());
    m_settings.keys.set(QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

} // namespace Atoll
