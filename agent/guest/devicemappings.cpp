// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "devicemappings.h"

#include "guestdocuments.h"

#include <server/registry.h>
#include <tasks/taskcontext.h>

#include <QDir>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr auto kPrefix = "/mappings/"_L1;
constexpr int kDeadlineMs = 20'000;

using Api::MappingKind;

QDeadlineTimer deadline() { return QDeadlineTimer(kDeadlineMs); }

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

//! A name that a guest is given, with its place in the configuration.
struct Use
{
    QString field;
    QString name;
    MappingKind kind;
};

QList<Use> usesOf(const Api::GuestConfig &config)
{
    QList<Use> uses;
    const Api::DevicesConfig &devices = config.devices;
    for (qsizetype i = 0; i < devices.pci.size(); ++i)
        uses.append(
            {u"devices.pci[%1].mapping"_s.arg(i), devices.pci.at(i).mapping, MappingKind::Pci});
    for (qsizetype i = 0; i < devices.usb.size(); ++i) {
        if (devices.usb.at(i).kind == Api::UsbKind::Mapping)
            uses.append(
                {u"devices.usb[%1].device"_s.arg(i), devices.usb.at(i).device, MappingKind::Usb});
    }
    for (qsizetype i = 0; i < devices.shares.size(); ++i)
        uses.append({u"devices.shares[%1].mapping"_s.arg(i), devices.shares.at(i).mapping,
                     MappingKind::Directory});
    uses.removeIf([](const Use &use) { return use.name.isEmpty(); });
    return uses;
}

Result<void> checkDevice(MappingKind kind, const QString &device, const QString &field)
{
    switch (kind) {
    case MappingKind::Pci:
        if (!matches(device, u"[0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f][.][0-7]"_s))
            return fail(invalidField(field, u"must be as 0000:01:00.0"_s));
        break;
    case MappingKind::Usb:
        if (!matches(device, u"[0-9a-f]{4}:[0-9a-f]{4}|[0-9]+-[0-9]+([.][0-9]+)*"_s))
            return fail(invalidField(
                field, u"must be vendor and product as 046d:c52b, or a port as 1-2.3"_s));
        break;
    case MappingKind::Directory:
        if (!QDir::isAbsolutePath(device) || QDir::cleanPath(device) != device)
            return fail(invalidField(field, u"must be an absolute path of a directory"_s));
        break;
    }
    return {};
}

Result<void> check(const Api::MappingSet &wish)
{
    if (!matches(wish.name, u"[A-Za-z0-9][A-Za-z0-9._-]*"_s))
        return fail(invalidField(u"name"_s, u"must be of letters, digits and . _ -"_s));
    QSet<QString> nodes;
    for (qsizetype i = 0; i < wish.devices.size(); ++i) {
        const Api::MappedDevice &device = wish.devices.at(i);
        const QString field = u"devices[%1]."_s.arg(i);
        if (nodes.contains(device.node))
            return fail(
                invalidField(field + u"node"_s, u"is there already: %1"_s.arg(device.node)));
        nodes.insert(device.node);
        if (const auto ok = checkDevice(wish.kind, device.device, field + u"device"_s); !ok)
            return ok;
    }
    return {};
}

Error unknownMapping(const QString &field, const QString &name)
{
    Error error{ErrorCode::NotFound, u"there is no mapping “%1”"_s.arg(name),
                u"mapping.list shows those that there are."_s};
    error.details.insert(u"field"_s, field);
    return error;
}

Result<QString> deviceFor(const Use &use, const QList<Api::Mapping> &all, const QString &node)
{
    const auto mapping = std::find_if(
        all.begin(), all.end(), [&use](const Api::Mapping &one) { return one.name == use.name; });
    if (mapping == all.end())
        return fail(unknownMapping(use.field, use.name));
    if (mapping->kind != use.kind)
        return fail(invalidField(use.field, u"names a mapping of another kind: %1"_s.arg(
                                                QString(nameOf(mapping->kind)))));
    for (const Api::MappedDevice &device : mapping->devices) {
        if (device.node == node)
            return device.device;
    }
    return fail(invalidField(
        use.field, u"names “%1”, which stands for nothing on the node %2"_s.arg(use.name, node)));
}

} // namespace

Result<QList<Api::Mapping>> DeviceMappings::stored() const
{
    const auto documents = m_parts.store.readAll(kPrefix, deadline());
    if (!documents)
        return fail(documents.error());
    QList<Api::Mapping> all;
    for (const StoredDocument &document : *documents) {
        auto mapping = fromJson<Api::Mapping>(document.value, UnknownFields::Ignore);
        if (!mapping)
            return fail(mapping.error());
        mapping->version = document.version;
        all.append(*mapping);
    }
    return all;
}

Result<QList<Api::Mapping>> DeviceMappings::list() const
{
    auto all = stored();
    const auto guests = m_parts.store.readAll(QString::fromLatin1(kGuestPrefix), deadline());
    if (!all || !guests)
        return fail(all ? guests.error() : all.error());
    QHash<QString, QStringList> users;
    for (const StoredDocument &document : *guests) {
        const auto config = fromJson<Api::GuestConfig>(document.value, UnknownFields::Ignore);
        if (!config)
            return fail(config.error());
        for (const Use &use : usesOf(*config)) {
            if (!users[use.name].contains(config->name))
                users[use.name].append(config->name);
        }
    }
    for (Api::Mapping &mapping : *all)
        mapping.usedBy = users.value(mapping.name);
    return all;
}

Result<Api::Nothing> DeviceMappings::set(TaskContext &context, const Api::MappingSet &wish) const
{
    if (const auto ok = check(wish); !ok)
        return fail(ok.error());
    const auto all = list();
    if (!all)
        return fail(all.error());
    for (const Api::Mapping &mapping : *all) {
        if (mapping.name == wish.name && mapping.kind != wish.kind && !mapping.usedBy.isEmpty())
            return fail(invalidField(
                u"kind"_s,
                u"cannot change while guests are given it: %1"_s.arg(mapping.usedBy.join(u", "))));
    }
    QJsonObject document =
        toJsonObject(Api::Mapping{wish.name, wish.kind, wish.description, wish.devices, {}, 0});
    document.remove("usedBy"_L1);
    document.remove("version"_L1);
    const auto written =
        m_parts.store.commit({{StoreOperation::put(kPrefix + wish.name, wish.version, document)},
                              context.user(),
                              context.requestId()},
                             deadline());
    if (!written)
        return fail(written.error());
    return Api::Nothing{};
}

Result<Api::Nothing> DeviceMappings::remove(TaskContext &context, const Api::MappingRef &wish) const
{
    const auto all = list();
    if (!all)
        return fail(all.error());
    const auto mapping = std::find_if(
        all->begin(), all->end(), [&](const Api::Mapping &one) { return one.name == wish.name; });
    if (mapping == all->end())
        return fail(unknownMapping(u"name"_s, wish.name));
    if (!mapping->usedBy.isEmpty())
        return fail(ErrorCode::InvalidState,
                    u"guests are given “%1”: %2"_s.arg(wish.name, mapping->usedBy.join(u", ")),
                    u"Take it away from them first."_s);
    const auto gone =
        m_parts.store.commit({{StoreOperation::remove(kPrefix + wish.name, mapping->version)},
                              context.user(),
                              context.requestId()},
                             deadline());
    if (!gone)
        return fail(gone.error());
    return Api::Nothing{};
}

Result<void> DeviceMappings::resolve(const Api::GuestConfig &config, const Api::GuestConfig &before,
                                     Kvm::RenderContext &context) const
{
    const QList<Use> uses = usesOf(config);
    if (uses.isEmpty())
        return {};
    const auto all = stored();
    if (!all)
        return fail(all.error());
    const QList<Use> former = usesOf(before);
    for (const Use &use : uses) {
        const auto device = deviceFor(use, *all, m_parts.roster.node());
        const bool isOld = std::any_of(former.begin(), former.end(), [&use](const Use &other) {
            return other.kind == use.kind && other.name == use.name;
        });
        if (device)
            context.mapped.insert(use.name, *device);
        else if (!isOld)
            return fail(device.error());
    }
    return {};
}

Result<QHash<QString, QStringList>> DeviceMappings::users() const
{
    const auto all = stored();
    const auto guests = m_parts.store.readAll(QString::fromLatin1(kGuestPrefix), deadline());
    if (!all || !guests)
        return fail(all ? guests.error() : all.error());
    QHash<QString, QStringList> users;
    for (const StoredDocument &document : *guests) {
        const auto config = fromJson<Api::GuestConfig>(document.value, UnknownFields::Ignore);
        if (!config)
            return fail(config.error());
        QStringList devices;
        for (const Api::PciConfig &pci : config->devices.pci)
            devices += pci.address;
        for (const Api::UsbConfig &usb : config->devices.usb)
            devices += usb.kind == Api::UsbKind::Host ? usb.device : QString();
        for (const Use &use : usesOf(*config))
            devices += deviceFor(use, *all, m_parts.roster.node()).value_or(QString());
        devices.removeDuplicates();
        devices.removeAll(QString());
        for (const QString &device : std::as_const(devices))
            users[device].append(config->name);
    }
    return users;
}

bool DeviceMappings::areUsedBy(const Api::GuestConfig &config) { return !usesOf(config).isEmpty(); }

void registerMappingMethods(Registry &registry, const GuestParts &parts)
{
    registry.queryInWorker<Api::Nothing, QList<Api::Mapping>>(
        Api::mappingList,
        [parts](const Caller &, const Api::Nothing &) { return DeviceMappings(parts).list(); });
    const auto one = [](TaskSpec &spec, const auto &) { spec.lanes = {u"/mappings"_s}; };
    ChangeHandler<Api::MappingSet, Api::Nothing> set;
    set.object = [](const Api::MappingSet &wish) -> Result<TaskObject> {
        if (const auto ok = check(wish); !ok)
            return fail(ok.error());
        return TaskObject{kPrefix + wish.name, wish.name};
    };
    set.run = [parts](TaskContext &context, const Api::MappingSet &wish) {
        return DeviceMappings(parts).set(context, wish);
    };
    set.adjust = one;
    registry.change(Api::mappingSet, set);
    ChangeHandler<Api::MappingRef, Api::Nothing> remove;
    remove.object = [](const Api::MappingRef &wish) -> Result<TaskObject> {
        return TaskObject{kPrefix + wish.name, wish.name};
    };
    remove.run = [parts](TaskContext &context, const Api::MappingRef &wish) {
        return DeviceMappings(parts).remove(context, wish);
    };
    remove.adjust = one;
    registry.change(Api::mappingDelete, remove);
}

} // namespace Atoll
