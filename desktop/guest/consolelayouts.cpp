// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolelayouts.h"

#include <app/settings.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ConsoleLayouts)
};

constexpr auto kAt = "at"_L1;
constexpr auto kLast = "last"_L1;
constexpr auto kNamed = "named"_L1;
constexpr auto kLayout = "layout"_L1;
constexpr qsizetype kMaxName = 60;

std::optional<Console::ConsoleLayout> read(const QJsonValue &value)
{
    const auto layout = Console::ConsoleLayout::fromJson(value.toObject());
    return layout ? std::optional(*layout) : std::nullopt;
}

//! Those that were not seen for longest go; of guests, those with names last.
void forgetOldest(QJsonObject &of, int most)
{
    const auto rank = [](const QJsonValue &value) {
        const QJsonObject each = value.toObject();
        return std::pair(!each.value(kNamed).toObject().isEmpty(), each.value(kAt).toInteger());
    };
    while (of.size() > most) {
        auto oldest = of.begin();
        for (auto it = of.begin(); it != of.end(); ++it) {
            if (rank(*it) < rank(*oldest))
                oldest = it;
        }
        of.erase(oldest);
    }
}

} // namespace

ConsoleLayouts::ConsoleLayouts(Settings &settings, const QString &uuid,
                               std::function<QString()> screens)
    : m_settings(settings)
    , m_uuid(uuid)
    , m_screens(std::move(screens))
{}

QJsonObject ConsoleLayouts::all() const
{
    const QByteArray text = m_settings.consoleLayouts.value();
    return text.size() > kMaxBytes ? QJsonObject() : QJsonDocument::fromJson(text).object();
}

QJsonObject ConsoleLayouts::namedOnes() const { return own().value(kNamed).toObject(); }

void ConsoleLayouts::keep(QJsonObject own)
{
    own.insert(kAt, QDateTime::currentSecsSinceEpoch());
    QJsonObject everything = all();
    everything.insert(m_uuid, own);
    forgetOldest(everything, kMostGuests);
    m_settings.consoleLayouts.set(QJsonDocument(everything).toJson(QJsonDocument::Compact));
}

void ConsoleLayouts::keepNamed(const QJsonObject &named)
{
    QJsonObject guest = own();
    guest.insert(kNamed, named);
    keep(guest);
}

std::optional<Console::ConsoleLayout> ConsoleLayouts::last() const
{
    return read(own().value(kLast).toObject().value(m_screens()).toObject().value(kLayout));
}

void ConsoleLayouts::keepLast(const Console::ConsoleLayout &layout)
{
    if (last() == layout)
        return;
    QJsonObject guest = own();
    QJsonObject sets = guest.value(kLast).toObject();
    sets.insert(m_screens(),
                QJsonObject{{kAt, QDateTime::currentSecsSinceEpoch()}, {kLayout, layout.toJson()}});
    forgetOldest(sets, kMostSets);
    guest.insert(kLast, sets);
    keep(guest);
}

QStringList ConsoleLayouts::names() const { return namedOnes().keys(); }

std::optional<Console::ConsoleLayout> ConsoleLayouts::named(const QString &name) const
{
    return read(namedOnes().value(name));
}

Result<void> ConsoleLayouts::save(const QString &name, const Console::ConsoleLayout &layout)
{
    const QString plain = name.simplified().left(kMaxName);
    if (plain.isEmpty())
        return fail(ErrorCode::InvalidParams, Tr::tr("a layout needs a name"));
    QJsonObject named = namedOnes();
    named.insert(plain, layout.toJson());
    if (named.size() > kMostNames)
        return fail(ErrorCode::LimitExceeded,
                    Tr::tr("a guest can have %1 layouts").arg(int(kMostNames)),
                    Tr::tr("Delete one first."));
    keepNamed(named);
    return {};
}

Result<void> ConsoleLayouts::rename(const QString &from, const QString &to)
{
    const QString plain = to.simplified().left(kMaxName);
    QJsonObject named = namedOnes();
    if (plain == from)
        return {};
    if (plain.isEmpty())
        return fail(ErrorCode::InvalidParams, Tr::tr("a layout needs a name"));
    if (named.contains(plain))
        return fail(ErrorCode::Conflict, Tr::tr("there is a layout “%1” already").arg(plain),
                    Tr::tr("Choose another name."));
    named.insert(plain, named.take(from));
    keepNamed(named);
    return {};
}

void ConsoleLayouts::remove(const QString &name)
{
    QJsonObject named = namedOnes();
    named.remove(name);
    keepNamed(named);
}

} // namespace Atoll
