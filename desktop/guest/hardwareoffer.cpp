// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwareoffer.h"

#include <client/clustersession.h>
#include <client/whendone.h>

using namespace Qt::StringLiterals;

namespace Atoll {

HardwareOffer::HardwareOffer(QObject *parent)
    : QObject(parent)
{}

void HardwareOffer::load(ClusterSession &session, const QString &node)
{
    if (m_session != &session || m_node != node)
        m_choices = {};
    m_session = &session;
    m_node = node;
    m_choices.storages.clear();
    m_choices.networks.clear();
    const auto &storages = session.store().storages();
    for (const int index : storages.indexes()) {
        if (storages.at(index).node == node && storages.at(index).isActive)
            m_choices.storages += storages.at(index);
    }
    // Where most is free comes first: it is what a new disk gets.
    std::stable_sort(m_choices.storages.begin(), m_choices.storages.end(),
                     [](const Api::StorageInfo &a, const Api::StorageInfo &b) {
                         return a.totalBytes - a.usedBytes > b.totalBytes - b.usedBytes;
                     });
    const auto &networks = session.store().networks();
    for (const int index : networks.indexes()) {
        if (networks.at(index).node == node)
            m_choices.networks += networks.at(index);
    }
    m_choices.mayEditNode = session.may(Privilege::NodeEdit);
    Q_EMIT changed();
    for (const Api::StorageInfo &storage : std::as_const(m_choices.storages))
        loadVolumes(storage.name);
    loadNode();
}

void HardwareOffer::loadNode()
{
    // A choice less is no failure: everything can be typed, too.
    whenDone(m_session->call(Api::nodeCapabilities, {}), this,
             [this, node = m_node](const Result<Api::NodeCapabilities> &capabilities) {
                 if (capabilities && node == m_node)
                     takeCapabilities(*capabilities);
             });
    whenDone(m_session->call(Api::nodeDevices, {}), this,
             [this, node = m_node](const Result<Api::NodeDevices> &devices) {
                 if (devices && node == m_node)
                     takeDevices(*devices);
             });
    whenDone(m_session->call(Api::mappingList, {}), this,
             [this, node = m_node](const Result<QList<Api::Mapping>> &mappings) {
                 if (mappings && node == m_node)
                     takeMappings(*mappings);
             });
}

void HardwareOffer::takeMappings(const QList<Api::Mapping> &mappings)
{
    using K = Api::MappingKind;
    for (QList<FieldChoice> *list :
         {&m_choices.pciMappings, &m_choices.usbMappings, &m_choices.directoryMappings})
        list->clear();
    for (const Api::Mapping &mapping : mappings) {
        QString here = tr("nothing on this node");
        for (const Api::MappedDevice &device : mapping.devices) {
            if (device.node == m_node)
                here = device.device;
        }
        QList<FieldChoice> &list = mapping.kind == K::Pci   ? m_choices.pciMappings
                                   : mapping.kind == K::Usb ? m_choices.usbMappings
                                                            : m_choices.directoryMappings;
        list += {u"%1 (%2)"_s.arg(mapping.name, here), mapping.name};
    }
    Q_EMIT changed();
}

QString HardwareOffer::wordsFor(const Api::CpuModel &model)
{
    if (model.isUsable)
        return model.name;
    // Not every libvirt tells why.
    return model.missing.isEmpty()
               ? tr("%1 (not usable on this node)").arg(model.name)
               : tr("%1 (the node lacks %2)").arg(model.name, model.missing.join(u", "));
}

void HardwareOffer::takeCapabilities(const Api::NodeCapabilities &node)
{
    m_choices.arch = node.arch;
    m_choices.machines.clear();
    for (const Api::ArchInfo &arch : node.architectures) {
        QStringList names;
        for (const Api::MachineType &machine : arch.machines)
            names += machine.name;
        m_choices.machines.insert(arch.name, names);
    }
    m_choices.cpuModels.clear();
    for (const bool isUsable : {true, false}) { // what works stands first
        for (const Api::CpuModel &model : node.cpuModels) {
            if (model.isUsable != isUsable)
                continue;
            m_choices.cpuModels += {wordsFor(model), model.name};
        }
    }
    m_choices.cpuFeatures = node.cpuFlags;
    m_choices.missing.clear();
    for (const Api::Capability &feature : node.features) {
        if (!feature.isAvailable)
            m_choices.missing.insert(feature.name,
                                     u"%1. %2"_s.arg(feature.problem, feature.advice).trimmed());
    }
    Q_EMIT changed();
}

void HardwareOffer::takeDevices(const Api::NodeDevices &devices)
{
    m_choices.usb.clear();
    for (const Api::UsbDevice &usb : devices.usb) {
        const QString ids = usb.vendorId + u':' + usb.productId;
        const QString name = u"%1 %2"_s.arg(usb.vendor, usb.product).trimmed();
        const QString users = usb.usedBy.join(u", "_s);
        const QString whole = u"%1 %2"_s.arg(ids, name).trimmed();
        m_choices.usb += {users.isEmpty() ? whole : tr("%1 – given to %2").arg(whole, users), ids};
        m_choices.usb += {tr("Port %1, now %2").arg(usb.port, name), usb.port};
    }
    m_choices.pci.clear();
    for (const Api::PciDevice &pci : devices.pci) {
        HostPciDevice device;
        device.address = pci.address;
        device.name = u"%1 %2"_s.arg(pci.vendor, pci.device).trimmed();
        device.iommuGroup = pci.iommuGroup;
        device.isBoundToHost = !pci.driver.isEmpty() && pci.driver != "vfio-pci"_L1;
        device.usedBy = pci.usedBy;
        m_choices.pci += device;
    }
    Q_EMIT changed();
}

void HardwareOffer::loadVolumes(const QString &storage)
{
    whenDone(m_session->call(Api::volumeList, {storage}), this,
             [this, storage, node = m_node](const Result<QList<Api::VolumeInfo>> &volumes) {
                 if (node != m_node)
                     return; // another node is chosen by now
                 if (!volumes)
                     return Q_EMIT failed(storage, volumes.error());
                 take(storage, *volumes);
             });
}

void HardwareOffer::take(const QString &storage, const QList<Api::VolumeInfo> &volumes)
{
    const auto isOfStorage = [&](const Api::VolumeInfo &volume) {
        return volume.storage == storage;
    };
    m_choices.images.removeIf(isOfStorage);
    m_choices.volumes.removeIf(isOfStorage);
    for (const Api::VolumeInfo &volume : volumes) {
        if (volume.format == Api::VolumeFormat::Iso)
            m_choices.images += volume;
        else if (volume.usedBy.isEmpty() && volume.format != Api::VolumeFormat::Other)
            m_choices.volumes += volume;
    }
    Q_EMIT changed();
}

} // namespace Atoll
