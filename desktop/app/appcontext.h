// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keymap.h"
#include "notices.h"
#include "objectref.h"
#include "registry.h"

#include <core/error.h>

#include <QObject>
#include <QRect>

namespace Atoll {

class Clusters;
class SecretStore;
class Settings;
class Theme;

//! What every page and dock may use. Made by the composition root; outlives the window.
class AppContext : public QObject
{
    Q_OBJECT
public:
    struct Services
    {
        Theme &theme;
        Settings &settings;
        SecretStore &secrets;
        Clusters &clusters;
    };
    explicit AppContext(Services services, QObject *parent = nullptr);

    Theme &theme() const { return m_services.theme; }
    Settings &settings() const { return m_services.settings; }
    SecretStore &secrets() const { return m_services.secrets; }
    //! One session per cluster.
    Clusters &clusters() const { return m_services.clusters; }
    Registry &registry() { return m_registry; }
    //! What the Log dock shows.
    Notices &notices() { return m_notices; }
    //! Every action that has a key, or may be given one.
    KeyMap &keys() { return m_keys; }

    //! Shows the object's page in a tab: the one it has, or a new one.
    void open(const ObjectRef &object) { Q_EMIT openRequested(object); }
    //! Shows the object in the inventory tree.
    void reveal(const ObjectRef &object) { Q_EMIT revealRequested(object); }
    //! Shows a small picture of the object beside what it was asked from.
    void peek(const ObjectRef &object, const QRect &anchor, QWidget *asker)
    {
        Q_EMIT peekRequested(object, anchor, asker);
    }
    //! Tells of a failure in the window's message strip and in the log.
    void report(const Error &error, const ObjectRef &object = {});
    //! Tells that something was done, with a way out ("Undo") for a while.
    void offer(const QString &text, const QString &button, const std::function<void()> &run)
    {
        Q_EMIT offered(text, button, run);
    }

Q_SIGNALS:
    void openRequested(const Atoll::ObjectRef &object);
    void revealRequested(const Atoll::ObjectRef &object);
    //! `anchor` is in the coordinates of the screen.
    void peekRequested(const Atoll::ObjectRef &object, const QRect &anchor, QWidget *asker);
    void offered(const QString &text, const QString &button, const std::function<void()> &run);

private:
    Services m_services;
    Registry m_registry;
    Notices m_notices;
    KeyMap m_keys;
};

} // namespace Atoll
