// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shortcutinhibitor.h"

#include "waylandhandles.h"

#include <QPointer>
#include <QWindow>

#include <keyboard-shortcuts-inhibit-unstable-v1-client.h>
#include <wayland-client.h>

#include <cstring>

namespace Atoll::Console {
namespace {

using Manager = zwp_keyboard_shortcuts_inhibit_manager_v1;
using Inhibitor = zwp_keyboard_shortcuts_inhibitor_v1;

struct Destroy
{
    void operator()(wl_registry *registry) const { wl_registry_destroy(registry); }
    void operator()(Manager *manager) const
    {
        zwp_keyboard_shortcuts_inhibit_manager_v1_destroy(manager);
    }
    void operator()(Inhibitor *inhibitor) const
    {
        zwp_keyboard_shortcuts_inhibitor_v1_destroy(inhibitor);
    }
    void operator()(wl_callback *callback) const { wl_callback_destroy(callback); }
};
template <class T>
using Handle = std::unique_ptr<T, Destroy>;

//! All proxies are in the display's default queue, which Qt dispatches in the GUI thread.
class WaylandInhibitor final : public ShortcutInhibitor
{
public:
    explicit WaylandInhibitor(wl_display *display)
        : m_display(display)
        , m_registry(wl_display_get_registry(display))
        , m_sync(wl_display_sync(display))
    {
        static constexpr wl_registry_listener kRegistry{
            [](void *self, wl_registry *, uint32_t name, const char *interface, uint32_t) {
                static_cast<WaylandInhibitor *>(self)->found(name, interface);
            },
            [](void *, wl_registry *, uint32_t) {}};
        // Comes after all globals were named.
        static constexpr wl_callback_listener kSync{[](void *self, wl_callback *, uint32_t) {
            static_cast<WaylandInhibitor *>(self)->m_sync.reset();
        }};
        wl_registry_add_listener(m_registry.get(), &kRegistry, this);
        wl_callback_add_listener(m_sync.get(), &kSync, this);
        wl_display_flush(display);
    }
    ~WaylandInhibitor() override { stop(); }

    bool isSupported() const override { return m_manager || m_sync; }
    bool isActive() const override { return m_isActive; }

    void inhibit(QWindow &window) override
    {
        m_window = &window;
        inhibitNow();
    }

    void stop() override
    {
        m_window.clear();
        m_isActive = false;
        m_inhibitor.reset();
        wl_display_flush(m_display);
    }

private:
    void found(uint32_t name, const char *interface)
    {
        if (m_manager
            || std::strcmp(interface, zwp_keyboard_shortcuts_inhibit_manager_v1_interface.name)
                   != 0)
            return;
        m_manager.reset(static_cast<Manager *>(wl_registry_bind(
            m_registry.get(), name, &zwp_keyboard_shortcuts_inhibit_manager_v1_interface, 1)));
        inhibitNow(); // was asked for before the compositor had answered
    }

    void inhibitNow()
    {
        wl_seat *seat = WaylandHandles::seat();
        wl_surface *surface = m_window ? WaylandHandles::surface(*m_window) : nullptr;
        // A second one for the same window would be a protocol error, which ends the program.
        if (!m_manager || m_inhibitor || !seat || !surface)
            return;
        m_inhibitor.reset(zwp_keyboard_shortcuts_inhibit_manager_v1_inhibit_shortcuts(
            m_manager.get(), surface, seat));
        static constexpr zwp_keyboard_shortcuts_inhibitor_v1_listener kListener{
            [](void *self, Inhibitor *) {
                static_cast<WaylandInhibitor *>(self)->m_isActive = true;
            },
            [](void *self, Inhibitor *) {
                static_cast<WaylandInhibitor *>(self)->m_isActive = false;
            }};
        zwp_keyboard_shortcuts_inhibitor_v1_add_listener(m_inhibitor.get(), &kListener, this);
        wl_display_flush(m_display);
    }

    wl_display *const m_display;
    Handle<wl_registry> m_registry;
    Handle<wl_callback> m_sync; //!< null: the compositor has named everything
    Handle<Manager> m_manager;
    Handle<Inhibitor> m_inhibitor;
    QPointer<QWindow> m_window;
    bool m_isActive = false;
};

} // namespace

std::unique_ptr<ShortcutInhibitor> ShortcutInhibitor::create()
{
    wl_display *display = WaylandHandles::display();
    return display ? std::make_unique<WaylandInhibitor>(display) : nullptr;
}

} // namespace Atoll::Console
