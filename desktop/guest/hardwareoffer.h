// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <api/mapping.h>
#include <api/nodecapabilities.h>

#include <QObject>
#include <QPointer>

namespace Atoll {

class ClusterSession;

//! What a node has to choose from for a guest's hardware: asked when somebody looks. GUI thread.
class HardwareOffer : public QObject
{
    Q_OBJECT
public:
    explicit HardwareOffer(QObject *parent = nullptr);

    void load(ClusterSession &session, const QString &node);
    const HardwareChoices &choices() const { return m_choices; }

Q_SIGNALS:
    void changed();
    //! A storage's volumes could not be listed; what it would offer is left out.
    void failed(const QString &storage, const Atoll::Error &error);

private:
    void loadVolumes(const QString &storage);
    void take(const QString &storage, const QList<Api::VolumeInfo> &volumes);
    void loadNode();
    static QString wordsFor(const Api::CpuModel &model);
    void takeCapabilities(const Api::NodeCapabilities &node);
    void takeDevices(const Api::NodeDevices &devices);
    void takeMappings(const QList<Api::Mapping> &mappings);

    QPointer<ClusterSession> m_session;
    QString m_node;
    HardwareChoices m_choices;
};

} // namespace Atoll
