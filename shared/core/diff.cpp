// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "diff.h"

namespace Atoll {
namespace {

void collect(const QString &path, const QJsonValue &before, const QJsonValue &after,
             QList<Change> &changes)
{
    if (before == after)
        return;
    if (before.isObject() && after.isObject()) {
        const QJsonObject a = before.toObject();
        const QJsonObject b = after.toObject();
        QStringList keys = a.keys();
        for (auto it = b.begin(); it != b.end(); ++it) {
            if (!a.contains(it.key()))
                keys.append(it.key());
        }
        keys.sort();
        for (const QString &key : std::as_const(keys)) {
            const auto valueOf = [&key](const QJsonObject &object) {
                return object.contains(key) ? object.value(key) : QJsonValue();
            };
            collect(path.isEmpty() ? key : path + u'.' + key, valueOf(a), valueOf(b), changes);
        }
        return;
    }
    if (before.isArray() && after.isArray()) {
        const QJsonArray a = before.toArray();
        const QJsonArray b = after.toArray();
        for (qsizetype i = 0; i < qMax(a.size(), b.size()); ++i) {
            collect(path + u'[' + QString::number(i) + u']', i < a.size() ? a.at(i) : QJsonValue(),
                    i < b.size() ? b.at(i) : QJsonValue(), changes);
        }
        return;
    }
    changes.append({path, before, after});
}

} // namespace

QList<Change> diffJson(const QJsonValue &before, const QJsonValue &after)
{
    QList<Change> changes;
    collect({}, before, after, changes);
    return changes;
}

} // namespace Atoll
