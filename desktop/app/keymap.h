// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
class QKeyEvent;
class QShortcut;
QT_END_NAMESPACE

namespace Atoll {

class Settings;

//! Where an action's key works. Actions of places that one never sees together may have the same
//! key; those of the window work everywhere but in a console's own window.
enum class KeyPlace : quint8 {
    Window,
    Page,   //!< what lists, wall and hardware have alike; comes before the window's key
    Guests, //!< tree, list, wall, a guest's page
    Console,
    ConsoleWindow,
    Terminal,
    Hardware,
    Snapshots,
    Storage,
    Tasks,
    Attention,
    Form, //!< small lists of entries, in dialogs and pages
};

struct KeyAction
{
    QString id;   //!< stable: names the key in the settings
    QString text; //!< as in menus and palette
    KeyPlace place = KeyPlace::Window;
    QList<QKeySequence> standard = {};
};

//! Every action of the program that has a key or may be given one. Areas define their actions once;
//! whatever triggers one is bound to it and follows when a person chooses another key. GUI thread.
class KeyMap : public QObject
{
    Q_OBJECT
public:
    explicit KeyMap(Settings &settings, QObject *parent = nullptr);

    //! Does nothing for an action that is defined already.
    void define(const KeyAction &action);
    //! Gives the action its keys, now and whenever they change.
    void bind(QAction *action, const QString &id);
    //! Defines it, too; for actions that are there from the start.
    void bind(QAction *action, const KeyAction &definition)
    {
        define(definition);
        bind(action, definition.id);
    }
    void bind(QShortcut *shortcut, const QString &id);
    //! The action that the object is bound to; empty: none.
    static QString actionOf(const QObject *bound);
    //! For places that must look at a key before the window's shortcuts do.
    bool matches(const QString &id, const QKeyEvent &event) const;

    //! In the order in which they were defined.
    const QList<KeyAction> &actions() const { return m_actions; }
    const KeyAction *find(const QString &id) const;
    QList<QKeySequence> keys(const QString &id) const;
    //! The first one, as people write it; empty: none.
    QString text(const QString &id) const;
    bool isChosen(const QString &id) const { return m_chosen.contains(id); }

    //! Empty: no key.
    void setKey(const QString &id, const QKeySequence &key);
    void reset(const QString &id);
    void resetAll();
    //! Another action that has the key, or begins with it, where both work; null when it is free.
    const KeyAction *conflict(const QString &id, const QKeySequence &key) const;

    //! In the user's language.
    static QString placeName(KeyPlace place);

Q_SIGNALS:
    void changed(const QString &id);

private:
    void keep();

    Settings &m_settings;
    QList<KeyAction> m_actions;
    QHash<QString, qsizetype> m_indexes;
    QHash<QString, QString> m_chosen; //!< portable text, by action
};

} // namespace Atoll
