// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwaredraft.h"

#include <numeric>

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
    , m_version(version)
{
    revert();
}

const QStringList &HardwareDraft::lists()
{
    static const QStringList names{u"disks"_s,          u"nics"_s,
                                   u"devices.usb"_s,    u"devices.pci"_s,
                                   u"devices.shares"_s, u"devices.sharedMemory"_s};
    return names;
}

void HardwareDraft::revert()
{
    m_edited = m_base;
    const QJsonObject document = complete(m_base);
    for (const QString &list : lists()) {
        QList<int> origins(valueAt(document, list).toArray().size());
        std::iota(origins.begin(), origins.end(), 0);
        m_origins.insert(list, origins);
    }
}

int HardwareDraft::origin(const QString &list, int item) const
{
    return m_origins.value(list).value(item, -1);
}

//! An item that is as before is the same one; one that came back is what it was.
QList<int> HardwareDraft::reconcile(const QString &list, const QJsonObject &before,
                                    const QJsonObject &after)
{
    const QJsonArray old = valueAt(before, list).toArray();
    const QJsonArray items = valueAt(after, list).toArray();
    const QJsonArray base = valueAt(complete(m_base), list).toArray();
    QList<int> known = m_origins.value(list);
    if (old.size() == items.size())
        return known;
    QList<int> origins(items.size(), std::numeric_limits<int>::min());
    QList<bool> isFound(items.size(), false);
    for (qsizetype i = 0, from = 0; i < items.size(); ++i) {
        for (qsizetype j = from; j < old.size() && !isFound.at(i); ++j) {
            if (old.at(j) != items.at(i))
                continue;
            origins[i] = known.at(j);
            isFound[i] = true;
            from = j + 1;
        }
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        for (int j = 0; j < base.size() && !isFound.at(i); ++j) {
            if (base.at(j) == items.at(i) && !origins.contains(j)) {
                origins[i] = j;
                isFound[i] = true;
            }
        }
        if (!isFound.at(i))
            origins[i] = --m_lastNew;
    }
    return origins;
}

void HardwareDraft::take(const Api::GuestConfig &config)
{
    const QJsonObject before = complete(m_edited);
    const QJsonObject after = complete(config);
    for (const QString &list : lists())
        m_origins.insert(list, reconcile(list, before, after));
    m_edited = config;
}

Result<void> HardwareDraft::insertItem(const QString &list, qsizetype item, const QJsonValue &value)
{
    QJsonArray items = this->value(list).toArray();
    items.insert(qBound(qsizetype(0), item, items.size()), value);
    return set(list, items);
}

Result<void> HardwareDraft::removeItem(const QString &list, qsizetype item)
{
    QJsonArray items = value(list).toArray();
    if (item >= 0 && item < items.size())
        items.removeAt(item);
    return set(list, items);
}

QJsonValue HardwareDraft::value(const QString &path) const
{
    return valueAt(complete(m_edited), path);
}

Result<void> HardwareDraft::set(const QString &path, const QJsonValue &value)
{
    const auto config = fromJson<Api::GuestConfig>(withValueAt(complete(m_edited), path, value));
    if (!config)
        return fail(config.error());
    take(*config);
    return {};
}

Result<void> HardwareDraft::setEdited(const Api::GuestConfig &config)
{
    const auto checked = fromJson<Api::GuestConfig>(complete(config));
    if (!checked)
        return fail(checked.error());
    take(*checked);
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
    revert();
    take(fromJson<Api::GuestConfig>(merged, UnknownFields::Ignore).value_or(theirs));
}

} // namespace Atoll
