// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolelayout.h"

#include <QJsonArray>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

constexpr int kMostWindows = 16;
constexpr qsizetype kMaxGeometry = 1024; //!< octets; Qt's has some 60
constexpr qsizetype kMaxName = 256;
constexpr const char *kKinds[] = {"page", "window", "fullscreen"};

QJsonObject toJson(const WindowPlace &place)
{
    QJsonObject json{{u"monitor"_s, place.monitor}, {u"as"_s, QLatin1String(kKinds[place.kind])}};
    if (!place.geometry.isEmpty())
        json.insert(u"geometry"_s, QString::fromLatin1(place.geometry.toBase64()));
    if (!place.screen.isEmpty())
        json.insert(u"screen"_s, place.screen);
    return json;
}

Result<WindowPlace> placeFrom(const QJsonObject &json)
{
    WindowPlace place;
    place.monitor = json.value(u"monitor"_s).toInt(-1);
    if (place.monitor < 0 || place.monitor >= kMostWindows)
        return fail(ErrorCode::InvalidParams, u"a window has no monitor"_s);
    const QString as = json.value(u"as"_s).toString();
    const auto kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                   [&](const char *name) { return as == QLatin1String(name); });
    if (kind == std::end(kKinds))
        return fail(ErrorCode::InvalidParams, u"a window is of no known kind"_s);
    place.kind = WindowPlace::Kind(kind - std::begin(kKinds));
    place.geometry = QByteArray::fromBase64(
        json.value(u"geometry"_s).toString().left(2 * kMaxGeometry).toLatin1());
    place.screen = json.value(u"screen"_s).toString();
    if (place.geometry.size() > kMaxGeometry || place.screen.size() > kMaxName)
        return fail(ErrorCode::LimitExceeded, u"a window's place is too long"_s);
    return place;
}

} // namespace

QJsonObject ConsoleLayout::toJson() const
{
    QJsonArray places;
    for (const WindowPlace &window : windows)
        places.append(Console::toJson(window));
    return {{u"console"_s, console},
            {u"fit"_s, isFitted},
            {u"followSize"_s, followsSize},
            {u"windows"_s, places}};
}

Result<ConsoleLayout> ConsoleLayout::fromJson(const QJsonObject &json)
{
    ConsoleLayout layout;
    layout.console = json.value(u"console"_s).toString();
    if (!QStringList{u"spice"_s, u"vnc"_s, u"serial"_s}.contains(layout.console))
        return fail(ErrorCode::InvalidParams, u"the layout is of no known console"_s);
    layout.isFitted = json.value(u"fit"_s).toBool(true);
    layout.followsSize = json.value(u"followSize"_s).toBool(true);
    const QJsonArray places = json.value(u"windows"_s).toArray();
    if (places.isEmpty() || places.size() > kMostWindows)
        return fail(ErrorCode::LimitExceeded, u"the layout has no windows, or too many"_s);
    for (const QJsonValue &each : places) {
        const Result<WindowPlace> place = placeFrom(each.toObject());
        if (!place)
            return fail(place.error());
        const bool isTwice =
            std::any_of(layout.windows.cbegin(), layout.windows.cend(),
                        [&](const WindowPlace &other) { return other.monitor == place->monitor; });
        if (isTwice || (!layout.windows.isEmpty() && place->kind == WindowPlace::Page))
            return fail(ErrorCode::InvalidParams, u"a monitor of the layout has two places"_s);
        layout.windows.append(*place);
    }
    return layout;
}

} // namespace Atoll::Console
