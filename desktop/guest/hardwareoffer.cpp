// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwareoffer.h"

#include <client/clustersession.h>
#include <client/whendone.h>

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
