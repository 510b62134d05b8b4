// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layoutkeeper.h"

#include "settings.h"

#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QJsonDocument>
#include <QMainWindow>
#include <QScreen>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr auto kCalm = 1s;
constexpr auto kSettle = 700ms; //!< window systems move things about first

QString text(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }
QByteArray bytes(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

//! Consoles in windows of their own, by title.
QHash<QString, QWidget *> consoleWindows()
{
    QHash<QString, QWidget *> windows;
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == "consoleWindow"_L1 && widget->isVisible())
            windows.insert(widget->windowTitle(), widget);
    }
    return windows;
}

} // namespace

LayoutKeeper::LayoutKeeper(QMainWindow &window, int version, Settings &settings,
                           std::function<QString()> screens)
    : QObject(&window)
    , m_window(window)
    , m_version(version)
    , m_settings(settings)
    , m_screens(std::move(screens))
    , m_set(m_screens())
{
    m_calm.setSingleShot(true);
    m_calm.setInterval(kCalm);
    connect(&m_calm, &QTimer::timeout, this, [this] {
        if (m_screens() == m_set && !m_changed.isActive())
            m_current = describe();
    });
    m_calm.start();
    m_changed.setSingleShot(true);
    m_changed.setInterval(kSettle);
    connect(&m_changed, &QTimer::timeout, this, &LayoutKeeper::screensChanged);
    window.installEventFilter(this);
    const auto later = [this] { m_changed.start(); };
    const auto follow = [this, later](QScreen *screen) {
        connect(screen, &QScreen::geometryChanged, this, later);
    };
    connect(qApp, &QGuiApplication::screenAdded, this, [later, follow](QScreen *screen) {
        follow(screen);
        later();
    });
    connect(qApp, &QGuiApplication::screenRemoved, this, later);
    for (QScreen *screen : QGuiApplication::screens())
        follow(screen);
}

QString LayoutKeeper::currentScreens()
{
    QList<QRect> places;
    for (const QScreen *screen : QGuiApplication::screens())
        places += screen->geometry();
    std::sort(places.begin(), places.end(), [](const QRect &a, const QRect &b) {
        return std::pair(a.x(), a.y()) < std::pair(b.x(), b.y());
    });
    QStringList sizes;
    for (const QRect &place : std::as_const(places))
        sizes += u"%1x%2"_s.arg(place.width()).arg(place.height());
    return sizes.join(u'+');
}

QJsonObject LayoutKeeper::describe() const
{
    QJsonObject consoles;
    const auto windows = consoleWindows();
    for (auto it = windows.begin(); it != windows.end(); ++it)
        consoles.insert(it.key(), text((*it)->saveGeometry()));
    return {{u"geometry"_s, text(m_window.saveGeometry())},
            {u"state"_s, text(m_window.saveState(m_version))},
            {u"consoles"_s, consoles},
            {u"at"_s, QDateTime::currentSecsSinceEpoch()}};
}

void LayoutKeeper::apply(const QJsonObject &layout)
{
    m_window.restoreGeometry(bytes(layout.value(u"geometry"_s)));
    m_window.restoreState(bytes(layout.value(u"state"_s)), m_version);
    const QJsonObject consoles = layout.value(u"consoles"_s).toObject();
    const auto windows = consoleWindows();
    for (auto it = windows.begin(); it != windows.end(); ++it) {
        if (consoles.contains(it.key()))
            (*it)->restoreGeometry(bytes(consoles.value(it.key())));
    }
}

bool LayoutKeeper::restore()
{
    const QJsonObject all = QJsonDocument::fromJson(m_settings.layouts.value()).object();
    if (!all.contains(m_set))
        return false;
    apply(all.value(m_set).toObject());
    return true;
}

// The sets that were not seen for longest go.
void LayoutKeeper::save()
{
    if (m_screens() == m_set)
        m_current = describe();
    if (m_current.isEmpty())
        return;
    QJsonObject all = QJsonDocument::fromJson(m_settings.layouts.value()).object();
    all.insert(m_set, m_current);
    while (all.size() > kMostSets) {
        auto oldest = all.begin();
        for (auto it = all.begin(); it != all.end(); ++it) {
            if (it->toObject().value(u"at"_s).toInteger()
                < oldest->toObject().value(u"at"_s).toInteger())
                oldest = it;
        }
        all.erase(oldest);
    }
    m_settings.layouts.set(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void LayoutKeeper::screensChanged()
{
    const QString now = m_screens();
    if (now == m_set)
        return;
    save(); // how it last was with the old set
    m_set = now;
    m_current = {};
    restore();
}

bool LayoutKeeper::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::LayoutRequest:
    case QEvent::WindowStateChange:
        m_calm.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Atoll
