// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "configdiff.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

//! Lists whose items have names of their own, with the member that is the name.
struct NamedList
{
    QLatin1StringView list;
    QLatin1StringView name;
};
constexpr std::array kNamedLists{NamedList{"disks"_L1, "target"_L1},
                                 NamedList{"nics"_L1, "mac"_L1}};

QJsonObject itemNamed(const QJsonArray &items, QLatin1StringView member, const QString &name)
{
    for (const QJsonValue &item : items) {
        if (item.toObject().value(member).toString() == name)
            return item.toObject();
    }
    return {};
}

void diffNamed(const NamedList &kind, const QJsonArray &before, const QJsonArray &after,
               QList<Change> &changes)
{
    QStringList names;
    for (const QJsonArray &items : {before, after}) {
        for (const QJsonValue &item : items) {
            const QString name = item.toObject().value(kind.name).toString();
            if (!names.contains(name))
                names += name;
        }
    }
    for (const QString &name : std::as_const(names)) {
        const QString path = u"%1[%2]"_s.arg(kind.list, name);
        const QJsonObject had = itemNamed(before, kind.name, name);
        const QJsonObject has = itemNamed(after, kind.name, name);
        if (had.isEmpty() || has.isEmpty()) {
            changes.append({path, had.isEmpty() ? QJsonValue() : QJsonValue(had),
                            has.isEmpty() ? QJsonValue() : QJsonValue(has)});
            continue;
        }
        for (Change change : diffJson(had, has)) {
            change.path = path + u'.' + change.path;
            changes.append(change);
        }
    }
}

QList<Change> differences(QJsonObject before, QJsonObject after)
{
    QList<Change> named;
    for (const NamedList &kind : kNamedLists) {
        diffNamed(kind, before.value(kind.list).toArray(), after.value(kind.list).toArray(), named);
        before.remove(kind.list);
        after.remove(kind.list);
    }
    before.remove("foreignXml"_L1);
    after.remove("foreignXml"_L1);
    return diffJson(before, after) + named;
}

//! "pc-q35-7.2" is what the engine makes of "q35".
bool isSameMachine(const QString &running, const QString &wanted)
{
    return wanted.isEmpty() || running == wanted || running.startsWith(u"pc-%1-"_s.arg(wanted))
           || (wanted == u"pc" && running.startsWith(u"pc-i440fx-"));
}

//! Where the engine made something definite of a wish.
bool isFilledIn(const Change &change, const Api::GuestConfig &running,
                const Api::GuestConfig &wanted)
{
    if (change.path == u"machine")
        return isSameMachine(running.machine, wanted.machine);
    if (change.path == u"cpu.model" || change.path.startsWith(u"cpu.flags"))
        return wanted.cpu.model.isEmpty() || wanted.cpu.model == u"host-model";
    if (change.path == u"cpu.affinity") // freed while it runs, it is pinned to all there are
        return wanted.cpu.affinity.isEmpty();
    return change.path == u"arch" && wanted.arch.isEmpty();
}

QString reasonFor(const Change &change)
{
    if (change.path == u"memoryBytes")
        return u"Memory is added while it runs only up to its maximum, in steps of 128 MiB, and "
               "given back only by the balloon"_s;
    if (change.path == u"cpu.online") {
        const int wish = change.after.toInt();
        return wish && wish < change.before.toInt()
                   ? u"CPUs are not unplugged while it runs"_s
                   : u"CPUs are plugged in while it runs only with KVM"_s;
    }
    if (change.path.startsWith(u"disks[") && change.path.endsWith(u']'))
        return change.after.isNull() ? u"The guest has not released it"_s
                                     : u"Its bus cannot be plugged while it runs"_s;
    return u"It is fixed when the guest starts"_s;
}

//! "disks[sda].limits.readIops" as "disks", "[sda]", "limits", "readIops".
QStringList segmentsOf(const QString &key)
{
    static const QRegularExpression part(u"\\[([^\\]]*)\\]|([^.\\[\\]]+)"_s);
    QStringList segments;
    for (auto it = part.globalMatch(key); it.hasNext();) {
        const auto match = it.next();
        segments +=
            match.captured(2).isEmpty() ? u'[' + match.captured(1) + u']' : match.captured(2);
    }
    return segments;
}

qsizetype indexIn(const QJsonArray &items, const QString &list, const QString &segment)
{
    const QString name = segment.mid(1, segment.size() - 2);
    for (const NamedList &kind : kNamedLists) {
        if (list != kind.list)
            continue;
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (items.at(i).toObject().value(kind.name).toString() == name)
                return i;
        }
        return -1;
    }
    bool isNumber = false;
    const int index = name.toInt(&isNumber);
    return isNumber && index >= 0 && index < items.size() ? index : -1;
}

QJsonValue set(const QJsonValue &node, const QString &list, const QStringList &segments,
               const QJsonValue &value)
{
    if (segments.isEmpty())
        return value;
    const QString &segment = segments.first();
    const QStringList rest = segments.mid(1);
    if (!segment.startsWith(u'[')) {
        QJsonObject object = node.toObject();
        const QJsonValue inner = set(object.value(segment), segment, rest, value);
        if (inner.isNull() || inner.isUndefined())
            object.remove(segment);
        else
            object.insert(segment, inner);
        return object;
    }
    QJsonArray items = node.toArray();
    const qsizetype index = indexIn(items, list, segment);
    const QJsonValue inner = set(index < 0 ? QJsonValue() : items.at(index), segment, rest, value);
    if (index >= 0 && inner.isNull())
        items.removeAt(index);
    else if (index >= 0)
        items.replace(index, inner);
    else if (!inner.isNull())
        items.append(inner);
    return items;
}

} // namespace

QList<Change> differences(const Api::GuestConfig &before, const Api::GuestConfig &after)
{
    return differences(toJsonObject(before), toJsonObject(after));
}

QList<Api::PendingChange> pendingChanges(const Api::GuestConfig &running,
                                         const Api::GuestConfig &wanted)
{
    QList<Api::PendingChange> pending;
    Api::GuestConfig now = running;
    // libvirt adds what a model is made of to the guest that runs.
    const QStringList &flags = wanted.cpu.flags;
    if (std::all_of(flags.begin(), flags.end(),
                    [&now](const QString &flag) { return now.cpu.flags.contains(flag); }))
        now.cpu.flags = flags;
    for (const Change &change : differences(now, wanted)) {
        if (isOfMachine(change.path) && !isFilledIn(change, now, wanted))
            pending.append({change.path, change.before, change.after, reasonFor(change)});
    }
    return pending;
}

bool isOfMachine(const QString &key)
{
    static const QStringList notes{
        u"id"_s,          u"uuid"_s,       u"name"_s,       u"description"_s,  u"tags"_s,
        u"kind"_s,        u"osType"_s,     u"cloudInit"_s,  u"startsAtBoot"_s, u"startOrder"_s,
        u"isProtected"_s, u"isTemplate"_s, u"hookScript"_s, u"foreignXml"_s};
    static const QStringList parts{u"sizeBytes"_s,  u"storage"_s,      u"volume"_s,
                                   u"isBackedUp"_s, u"isReplicated"_s, u"isFirewalled"_s};
    if (key == u"memory.minimumBytes" || key == u"memory.shares")
        return false;
    const QStringList segments = segmentsOf(key);
    if (segments.isEmpty() || notes.contains(segments.first()))
        return false;
    return segments.size() < 3 || !parts.contains(segments.at(2));
}

bool isLiveKey(const QString &key)
{
    static const QRegularExpression pattern(
        u"^(memoryBytes|cpu\\.(online|limitPercent|weight|affinity)"
        "|disks\\[[^\\]]*\\](\\.(path|storage|volume|format|sizeBytes|limits(\\..*)?))?"
        "|nics\\[[^\\]]*\\](\\.(kind|source|isLinkUp|vlan|trunks(\\[.*)?|rateBytesPerSecond))?)$"_s);
    return !isOfMachine(key) || pattern.match(key).hasMatch();
}

LiveScope scopeOf(const QList<Change> &changes)
{
    LiveScope scope;
    for (const Change &change : changes) {
        const QStringList segments = segmentsOf(change.path);
        const QString second = segments.value(1);
        const QString name = second.startsWith(u'[') ? second.mid(1).chopped(1) : QString();
        if (segments.value(0) == u"disks")
            scope.disks.insert(name);
        else if (segments.value(0) == u"nics")
            scope.nics.insert(name.toLower());
        else if (segments.value(0) == u"cpu")
            scope.hasCpu = true;
        else if (segments.value(0) == u"memoryBytes")
            scope.hasMemory = true;
    }
    return scope;
}

QJsonValue valueAt(const QJsonObject &document, const QString &key)
{
    QJsonValue node = document;
    QString list;
    for (const QString &segment : segmentsOf(key)) {
        if (segment.startsWith(u'[')) {
            const qsizetype index = indexIn(node.toArray(), list, segment);
            node = index < 0 ? QJsonValue() : node.toArray().at(index);
        } else {
            node = node.toObject().value(segment);
        }
        list = segment;
    }
    return node;
}

Result<QJsonObject> withValue(const QJsonObject &document, const QString &key,
                              const QJsonValue &value)
{
    const QStringList segments = segmentsOf(key);
    if (segments.isEmpty() || segments.first().startsWith(u'['))
        return fail(invalidField(u"keys"_s, u"has “%1”, which names no setting"_s.arg(key)));
    return set(document, {}, segments, value).toObject();
}

} // namespace Atoll::Kvm
