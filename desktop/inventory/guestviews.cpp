// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestviews.h"
#include "naturalorder.h"

#include <app/settings.h>

#include <algorithm>

namespace Atoll {

GuestViews::GuestViews(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    const QJsonArray saved = QJsonDocument::fromJson(settings.guestViews.value()).array();
    for (const QJsonValue &value : saved) {
        // One that a newer version wrote is read as far as it is understood.
        if (const auto view = fromJson<GuestView>(value, UnknownFields::Ignore))
            m_views += *view;
    }
}

const GuestView *GuestViews::find(const QString &name) const
{
    const auto view = std::find_if(m_views.begin(), m_views.end(),
                                   [&name](const auto &known) { return known.name == name; });
    return view == m_views.end() ? nullptr : &*view;
}

void GuestViews::save(const GuestView &view)
{
    if (const GuestView *known = find(view.name); known && *known == view)
        return;
    m_views.removeIf([&view](const GuestView &known) { return known.name == view.name; });
    m_views += view;
    keep();
}

bool GuestViews::rename(const QString &from, const QString &to)
{
    const GuestView *known = find(from);
    if (!known || from == to)
        return true;
    if (find(to))
        return false;
    GuestView view = *known;
    view.name = to;
    m_views.removeIf([&from](const GuestView &candidate) { return candidate.name == from; });
    m_views += view;
    keep();
    return true;
}

void GuestViews::remove(const QString &name)
{
    if (m_views.removeIf([&name](const GuestView &view) { return view.name == name; }) > 0)
        keep();
}

void GuestViews::keep()
{
    std::sort(m_views.begin(), m_views.end(), [](const GuestView &a, const GuestView &b) {
        return naturalCompare(a.name, b.name) < 0;
    });
    QJsonArray list;
    for (const GuestView &view : std::as_const(m_views))
        list += toJson(view);
    m_settings.guestViews.set(QJsonDocument(list).toJson(QJsonDocument::Compact));
    Q_EMIT changed();
}

} // namespace Atoll
