// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Atoll::Api {
namespace {

template <class P, class R>
MethodInfo describe(const Method<P, R> &row)
{
    return {QString::fromUtf8(row.name),
            QString::fromUtf8(row.summary),
            row.kind,
            row.privilege,
            QString::fromUtf8(row.path),
            row.dryRun,
            QString::fromUtf8(row.since),
            QString::fromUtf8(row.pve),
            &schemaOf<P>,
            &schemaOf<R>};
}

QList<MethodInfo> describeAll()
{
    QList<MethodInfo> rows;
    std::apply([&rows](const auto &...row) { (rows.append(describe(row)), ...); }, kCatalogue);
    return rows;
}

} // namespace

const QList<MethodInfo> &methods()
{
    static const QList<MethodInfo> rows = describeAll();
    return rows;
}

const MethodInfo *findMethod(const QString &name)
{
    static const QHash<QString, qsizetype> index = [] {
        QHash<QString, qsizetype> hash;
        for (qsizetype i = 0; i < methods().size(); ++i)
            hash.insert(methods().at(i).name, i);
        return hash;
    }();
    const auto it = index.constFind(name);
    return it == index.constEnd() ? nullptr : &methods().at(*it);
}

const QList<NotificationInfo> &notifications()
{
    static const QList<NotificationInfo> rows = [] {
        QList<NotificationInfo> list;
        const auto add = [&list]<class P>(const Notification<P> &row) {
            list.append(
                {QString::fromUtf8(row.name), QString::fromUtf8(row.summary), &schemaOf<P>});
        };
        std::apply([&add](const auto &...row) { (add(row), ...); }, kNotifications);
        return list;
    }();
    return rows;
}

} // namespace Atoll::Api
