// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaredraft.h"

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! "disks[1].cache" as {"disks", 1, "cache"}.
QStringList stepsOf(const QString &path)
{
    QString plain = path;
    plain.replace(u'[', u'.').remove(u']');
    return plain.split(u'.', Qt::SkipEmptyParts);
}

QJsonValue replaced(const QJsonValue &document, const QStringList &steps, const QJsonValue &value)
{
    if (steps.isEmpty())
        return value;
    if (document.isArray()) {
        QJsonArray array = document.toArray();
        const int index = steps.first().toInt();
        if (index >= 0 && index < array.size())
            array[index] = replaced(array.at(index), steps.mid(1), value);
        return array;
    }
    QJsonObject object = document.toObject();
    const QJsonValue inner = replaced(object.value(steps.first()), steps.mid(1), value);
    object.insert(steps.first(), inner);
    return object;
}

//! A member that is left out means the same as one with the default's value.
QJsonObject complete(const Api::GuestConfig &config) { return toJsonObject(config); }

QStringList changedKeys(const QJsonObject &before, const QJsonObject &after)
{
    QStringList keys;
    for (const Change &change : diffJson(before, after)) {
        const QString key = stepsOf(change.path).value(0);
        if (!keys.contains(key))
            keys += key;
    }
    return keys;
}

} // namespace

QJsonValue valueAt(const QJsonValue &document, const QString &path)
{
    QJsonValue here = document;
    for (const QString &step : stepsOf(path))
        here = here.isArray() ? here.toArray().at(step.toInt()) : here.toObject().value(step);
    return here;
}

QJsonValue withValueAt(const QJsonValue &document, const QString &path, const QJsonValue &value)
{
    return replaced(document, stepsOf(path), value);
}

HardwareDraft::HardwareDraft(const Api::GuestConfig &base, qint64 version)
    : m_base(base)
    , m_edited(base)
    , m_version(version)
{}

QJsonValue HardwareDraft::value(const QString &path) const
{
    return valueAt(complete(m_edited), path);
}

Result<void> HardwareDraft::set(const QString &path, const QJsonValue &value)
{
    const auto config = fromJson<Api::GuestConfig>(withValueAt(complete(m_edited), path, value));
    if (!config)
        return fail(config.error());
    m_edited = *config;
    return {};
}

Result<void> HardwareDraft::setEdited(const Api::GuestConfig &config)
{
    const auto checked = fromJson<Api::GuestConfig>(complete(config));
    if (!checked)
        return fail(checked.error());
    m_edited = *checked;
    return {};
}

QJsonObject HardwareDraft::changes() const
{
    const QJsonObject after = complete(m_edited);
    QJsonObject changes;
    for (const QString &key : changedKeys(complete(m_base), after))
        changes.insert(key, after.value(key));
    return changes;
}

QList<Change> HardwareDraft::difference() const
{
    return diffJson(complete(m_base), complete(m_edited));
}

QStringList HardwareDraft::contested(const Api::GuestConfig &theirs) const
{
    const QJsonObject base = complete(m_base);
    const QJsonObject mine = complete(m_edited);
    const QJsonObject other = complete(theirs);
    QStringList keys = changedKeys(base, mine);
    const QStringList theirKeys = changedKeys(base, other);
    keys.removeIf([&](const QString &key) {
        return !theirKeys.contains(key) || mine.value(key) == other.value(key);
    });
    return keys;
}

void HardwareDraft::rebase(const Api::GuestConfig &theirs, qint64 version)
{
    QJsonObject merged = complete(theirs);
    const QJsonObject mine = changes();
    for (auto it = mine.begin(); it != mine.end(); ++it)
        merged.insert(it.key(), it.value());
    m_base = theirs;
    m_version = version;
    // Both sides kept the rules key by key, so the mix does too.
    m_edited = fromJson<Api::GuestConfig>(merged, UnknownFields::Ignore).value_or(theirs);
}

} // namespace Atoll
