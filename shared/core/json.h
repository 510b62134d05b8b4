// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <array>
#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>

//! Structs and JSON. A struct lists its fields once:
//!
//!     struct GuestRef {
//!         QString guest;
//!         static constexpr auto fields()
//!         {
//!             return fieldsOf(field("guest", &GuestRef::guest, "Id, UUID or name").required());
//!         }
//!     };
//!
//! and an enum lists its names once, next to it: `constexpr auto enumNames(GuestState)` gives
//! `std::array{EnumName{GuestState::Running, "running"}, …}`.
//! From these come reading (with an error that names the field), writing, and JSON Schema.
namespace Atoll {

//! What a value of a field must keep to; checked while reading, shown in schema and help.
struct FieldRule
{
    bool isRequired = false;
    bool isSecret = false; //!< never logged, never in a command line, never in a task's parameters
    qint64 minimum = std::numeric_limits<qint64>::min(); //!< of a number
    qint64 maximum = std::numeric_limits<qint64>::max();
    qint64 maxLength = 4096; //!< of a string (characters) or a list (items)
    qint64 minLength = 0;
};

template <class T, class M>
struct Field
{
    const char *name;
    M T::*member;
    const char *doc;
    FieldRule rule = {};

    constexpr Field required() const
    {
        Field copy = *this;
        copy.rule.isRequired = true;
        return copy;
    }
    constexpr Field secret() const
    {
        Field copy = *this;
        copy.rule.isSecret = true;
        return copy;
    }
    constexpr Field range(qint64 minimum, qint64 maximum) const
    {
        Field copy = *this;
        copy.rule.minimum = minimum;
        copy.rule.maximum = maximum;
        return copy;
    }
    constexpr Field length(qint64 minimum, qint64 maximum) const
    {
        Field copy = *this;
        copy.rule.minLength = minimum;
        copy.rule.maxLength = maximum;
        return copy;
    }
};

template <class T, class M>
constexpr Field<T, M> field(const char *name, M T::*member, const char *doc = "")
{
    return {name, member, doc};
}

//! The fields of a struct in their order. Not a std::tuple, whose constructors cost the compiler
//! seconds in every file that sees the catalogue.
template <std::size_t I, class F>
struct FieldSlot
{
    F field;
};
template <class Indexes, class... F>
struct FieldSlots;
template <std::size_t... I, class... F>
struct FieldSlots<std::index_sequence<I...>, F...> : FieldSlot<I, F>...
{
    //! Calls `function` with all of them.
    template <class Function>
    constexpr decltype(auto) visit(Function &&function) const
    {
        return function(static_cast<const FieldSlot<I, F> &>(*this).field...);
    }
};
template <class... F>
struct Fields : FieldSlots<std::index_sequence_for<F...>, F...>
{};
template <class... F>
constexpr Fields<F...> fieldsOf(F... fields)
{
    return {{{fields}...}};
}

template <class E>
struct EnumName
{
    E value;
    const char *name;
};
template <class E>
EnumName(E, const char *) -> EnumName<E>; // Clang 14 does not deduce for aggregates

template <class T>
concept Described = requires
{
    T::fields();
};
template <class E>
concept NamedEnum = std::is_enum_v<E> && requires(E e)
{
    enumNames(e);
};

//! Unknown members: an error in requests (a typing error must not be ignored), skipped in answers
//! (an agent may be newer than its client).
enum class UnknownFields { Refuse, Ignore };

namespace json {

//! Where in the document a value stands; its text is only built for an error.
struct Path
{
    const Path *parent = nullptr;
    QLatin1StringView name = {};
    qsizetype index = -1;
    QString key = {};

    QString toString() const;
};

//! Collects the first error of a reading.
struct Reader
{
    UnknownFields unknown = UnknownFields::Refuse;
    std::optional<Error> error = {};

    bool wrong(const Path &path, const QString &why);
};

template <class T>
struct IsList : std::false_type
{};
template <class T>
struct IsList<QList<T>> : std::true_type
{};
template <class T>
struct IsMap : std::false_type
{};
template <class T>
struct IsMap<QMap<QString, T>> : std::true_type
{};
template <class T>
struct IsOptional : std::false_type
{};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type
{};

bool readString(const QJsonValue &value, QString &out, const FieldRule &rule, Reader &reader,
                const Path &path);
bool readInteger(const QJsonValue &value, qint64 &out, const FieldRule &rule, Reader &reader,
                 const Path &path);
QJsonObject integerSchema(const FieldRule &rule);
QJsonObject stringSchema(const FieldRule &rule);

template <class T>
QJsonValue write(const T &value)
{
    if constexpr (std::is_same_v<T,
                                 bool> || std::is_same_v<T, QString> || std::is_same_v<T, double>) {
        return QJsonValue(value);
    } else if constexpr (std::is_integral_v<T>) {
        return QJsonValue(qint64(value));
    } else if constexpr (
        std::is_same_v<
            T, QJsonObject> || std::is_same_v<T, QJsonArray> || std::is_same_v<T, QJsonValue>) {
        return value;
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        return value.isValid() ? QJsonValue(value.toUTC().toString(Qt::ISODateWithMs))
                               : QJsonValue();
    } else if constexpr (NamedEnum<T>) {
        for (const auto &entry : enumNames(value)) {
            if (entry.value == value)
                return QJsonValue(QLatin1StringView(entry.name));
        }
        return QJsonValue(int(value));
    } else if constexpr (IsOptional<T>::value) {
        return value ? write(*value) : QJsonValue();
    } else if constexpr (IsList<T>::value) {
        QJsonArray array;
        for (const auto &item : value)
            array.append(write(item));
        return array;
    } else if constexpr (IsMap<T>::value) {
        QJsonObject object;
        for (auto it = value.begin(); it != value.end(); ++it)
            object.insert(it.key(), write(it.value()));
        return object;
    } else {
        static_assert(Described<T>, "list the struct's fields() or the enum's enumNames()");
        QJsonObject object;
        T::fields().visit([&](const auto &...fields) {
            [[maybe_unused]] const auto one = [&](const auto &field) {
                QJsonValue member = write(value.*field.member);
                if (!member.isNull())
                    object.insert(QLatin1StringView(field.name), std::move(member));
            };
            (one(fields), ...);
        });
        return object;
    }
}

template <class T>
bool read(const QJsonValue &value, T &out, const FieldRule &rule, Reader &reader, const Path &path);

template <class T>
bool readObject(const QJsonObject &object, T &out, Reader &reader, const Path &path)
{
    qsizetype known = 0;
    const bool ok = T::fields().visit([&](const auto &...fields) {
        [[maybe_unused]] const auto one = [&](const auto &field) {
            const QLatin1StringView name(field.name);
            const auto it = object.constFind(name);
            const Path here{&path, name};
            if (it == object.constEnd() || it->isNull()) {
                known += it != object.constEnd();
                return field.rule.isRequired ? reader.wrong(here, QStringLiteral("is missing"))
                                             : true;
            }
            ++known;
            return read(*it, out.*field.member, field.rule, reader, here);
        };
        return (one(fields) && ...);
    });
    if (!ok)
        return false;
    if (known == object.size() || reader.unknown == UnknownFields::Ignore)
        return true;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool isKnown = T::fields().visit([&](const auto &...fields) {
            return ((it.key() == QLatin1StringView(fields.name)) || ...);
        });
        if (!isKnown)
            return reader.wrong({&path, {}, -1, it.key()}, QStringLiteral("is not a known field"));
    }
    return true;
}

template <class T>
bool read(const QJsonValue &value, T &out, const FieldRule &rule, Reader &reader, const Path &path)
{
    if constexpr (std::is_same_v<T, bool>) {
        if (!value.isBool())
            return reader.wrong(path, QStringLiteral("must be true or false"));
        out = value.toBool();
        return true;
    } else if constexpr (std::is_integral_v<T>) {
        qint64 number = 0;
        FieldRule narrowed = rule;
        if constexpr (sizeof(T) < sizeof(qint64)) {
            narrowed.minimum = qMax(rule.minimum, qint64(std::numeric_limits<T>::min()));
            narrowed.maximum = qMin(rule.maximum, qint64(std::numeric_limits<T>::max()));
        }
        if (!readInteger(value, number, narrowed, reader, path))
            return false;
        out = T(number);
        return true;
    } else if constexpr (std::is_same_v<T, double>) {
        if (!value.isDouble())
            return reader.wrong(path, QStringLiteral("must be a number"));
        out = value.toDouble();
        return true;
    } else if constexpr (std::is_same_v<T, QString>) {
        return readString(value, out, rule, reader, path);
    } else if constexpr (std::is_same_v<T, QJsonValue>) {
        out = value;
        return true;
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        if (!value.isObject())
            return reader.wrong(path, QStringLiteral("must be an object"));
        out = value.toObject();
        return true;
    } else if constexpr (std::is_same_v<T, QJsonArray>) {
        if (!value.isArray())
            return reader.wrong(path, QStringLiteral("must be a list"));
        out = value.toArray();
        return true;
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        out = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
        return out.isValid()
               || reader.wrong(path, QStringLiteral("must be a time as 2026-01-31T12:00:00Z"));
    } else if constexpr (NamedEnum<T>) {
        const QString text = value.toString();
        QStringList names;
        for (const auto &entry : enumNames(T{})) {
            if (text == QLatin1StringView(entry.name)) {
                out = entry.value;
                return true;
            }
            names += QLatin1StringView(entry.name);
        }
        if (reader.unknown == UnknownFields::Ignore)
            return true; // a value that this version does not know yet: keep the default
        return reader.wrong(path, QStringLiteral("must be one of ") + names.join(u", "));
    } else if constexpr (IsOptional<T>::value) {
        typename T::value_type item{};
        if (!read(value, item, rule, reader, path))
            return false;
        out = std::move(item);
        return true;
    } else if constexpr (IsList<T>::value) {
        if (!value.isArray())
            return reader.wrong(path, QStringLiteral("must be a list"));
        const QJsonArray array = value.toArray();
        if (reader.unknown == UnknownFields::Refuse && array.size() > rule.maxLength)
            return reader.wrong(path, QStringLiteral("has more than %1 items").arg(rule.maxLength));
        if (array.size() < rule.minLength)
            return reader.wrong(path,
                                QStringLiteral("has fewer than %1 items").arg(rule.minLength));
        out.clear();
        out.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            typename T::value_type item{};
            if (!read(array.at(i), item, FieldRule{}, reader, Path{&path, {}, i}))
                return false;
            out.append(std::move(item));
        }
        return true;
    } else if constexpr (IsMap<T>::value) {
        if (!value.isObject())
            return reader.wrong(path, QStringLiteral("must be an object"));
        const QJsonObject object = value.toObject();
        out.clear();
        for (auto it = object.begin(); it != object.end(); ++it) {
            typename T::mapped_type item{};
            if (!read(it.value(), item, FieldRule{}, reader, Path{&path, {}, -1, it.key()}))
                return false;
            out.insert(it.key(), std::move(item));
        }
        return true;
    } else {
        static_assert(Described<T>, "list the struct's fields() or the enum's enumNames()");
        if (!value.isObject())
            return reader.wrong(path, QStringLiteral("must be an object"));
        return readObject(value.toObject(), out, reader, path);
    }
}

template <class T>
QJsonObject schema(const FieldRule &rule = {})
{
    using namespace Qt::StringLiterals;
    if constexpr (std::is_same_v<T, bool>) {
        return {{u"type"_s, u"boolean"_s}};
    } else if constexpr (std::is_integral_v<T>) {
        return integerSchema(rule);
    } else if constexpr (std::is_same_v<T, double>) {
        return {{u"type"_s, u"number"_s}};
    } else if constexpr (std::is_same_v<T, QString>) {
        return stringSchema(rule);
    } else if constexpr (std::is_same_v<T, QJsonValue>) {
        return {};
    } else if constexpr (std::is_same_v<T, QJsonObject>) {
        return {{u"type"_s, u"object"_s}};
    } else if constexpr (std::is_same_v<T, QJsonArray>) {
        return {{u"type"_s, u"array"_s}};
    } else if constexpr (std::is_same_v<T, QDateTime>) {
        return {{u"type"_s, u"string"_s}, {u"format"_s, u"date-time"_s}};
    } else if constexpr (NamedEnum<T>) {
        QJsonArray names;
        for (const auto &entry : enumNames(T{}))
            names.append(QLatin1StringView(entry.name));
        return {{u"type"_s, u"string"_s}, {u"enum"_s, names}};
    } else if constexpr (IsOptional<T>::value) {
        return schema<typename T::value_type>(rule);
    } else if constexpr (IsList<T>::value) {
        return {{u"type"_s, u"array"_s}, {u"items"_s, schema<typename T::value_type>()}};
    } else if constexpr (IsMap<T>::value) {
        return {{u"type"_s, u"object"_s},
                {u"additionalProperties"_s, schema<typename T::mapped_type>()}};
    } else {
        QJsonObject properties;
        QJsonArray required;
        T::fields().visit([&](const auto &...fields) {
            [[maybe_unused]] const auto one = [&](const auto &field) {
                using M = std::remove_reference_t<decltype(std::declval<T>().*field.member)>;
                QJsonObject property = schema<M>(field.rule);
                if (*field.doc)
                    property.insert(u"description"_s, QString::fromUtf8(field.doc));
                if (field.rule.isSecret)
                    property.insert(u"writeOnly"_s, true);
                properties.insert(QLatin1StringView(field.name), property);
                if (field.rule.isRequired)
                    required.append(QLatin1StringView(field.name));
            };
            (one(fields), ...);
        });
        QJsonObject object{{u"type"_s, u"object"_s}, {u"properties"_s, properties}};
        if (!required.isEmpty())
            object.insert(u"required"_s, required);
        return object;
    }
}

} // namespace json

//! The JSON of a struct, list, enum or scalar. Empty optionals and invalid times are left out.
template <class T>
QJsonValue toJson(const T &value)
{
    return json::write(value);
}

//! As toJson, for a struct.
template <Described T>
QJsonObject toJsonObject(const T &value)
{
    return json::write(value).toObject();
}

//! Reads and checks; InvalidParams with details.field on the first thing that is wrong.
template <class T>
Result<T> fromJson(const QJsonValue &value, UnknownFields unknown = UnknownFields::Refuse)
{
    T out{};
    json::Reader reader{unknown};
    if (!json::read(value, out, FieldRule{}, reader, json::Path{}))
        return fail(std::move(*reader.error));
    return out;
}

//! JSON Schema (draft 2020-12) of a type.
template <class T>
QJsonObject schemaOf()
{
    return json::schema<T>();
}

//! The stable name of an enum's value, for logs, command line and settings.
template <NamedEnum E>
QLatin1StringView nameOf(E value)
{
    for (const auto &entry : enumNames(value)) {
        if (entry.value == value)
            return QLatin1StringView(entry.name);
    }
    return {};
}

//! True when brackets nest deeper than `maximum`. Runs before the parser, which recurses.
bool isTooDeep(QByteArrayView text, int maximum);

//! Parses foreign text: size, depth and UTF-8 are checked first.
Result<QJsonObject> parseObject(const QByteArray &text, qint64 maximumBytes, int maximumDepth);

} // namespace Atoll
