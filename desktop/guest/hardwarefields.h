// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwaredraft.h"

#include <api/network.h>
#include <api/storage.h>

#include <QVariant>

namespace Atoll {

enum class FieldKind : quint8 { Text, Number, Bytes, Flag, Choice, FixedText };

struct FieldChoice
{
    QString text;
    QJsonValue value;
};

//! One value of a device, and how it is edited.
struct HardwareField
{
    QString path; //!< in the configuration; empty: not a value of it
    QString label;
    FieldKind kind = FieldKind::Text;
    QJsonValue value;
    QString text; //!< the value as people read it
    QList<FieldChoice> choices = {};
    qint64 minimum = 0;
    qint64 maximum = 0;
    QString remark = {};
};

//! One row of the hardware list: CPU, memory, a disk, a card.
struct HardwareDevice
{
    enum class Mark : quint8 { Same, Changed, Added, Removed };

    QString key; //!< stays while values change
    QString icon;
    QString title;
    QString summary;
    QList<HardwareField> fields;
    Mark mark = Mark::Same;
    int disk = -1; //!< index in the edited configuration; of a removed one: in the base
    int nic = -1;
};

//! What the cluster offers to choose from.
struct HardwareChoices
{
    QList<Api::StorageInfo> storages;
    QList<Api::NetworkInfo> networks;
    QList<Api::VolumeInfo> images; //!< ISOs
};

//! The devices of a draft in the order of the list, those that would go included.
QList<HardwareDevice> describeHardware(const HardwareDraft &draft, const HardwareChoices &choices);

//! A card's place as one value: "bridge:br0", "user:", "none:".
QString connectionOf(const Api::NicConfig &nic);
void setConnection(Api::NicConfig &nic, const QString &connection);
QList<FieldChoice> connectionChoices(const QList<Api::NetworkInfo> &networks);
//! "Network default", "Bridge br0", "Private network of the guest".
QString connectionText(Api::NetworkKind kind, const QString &source);

//! Applies an edited field, the composed ones (connection, medium) included.
Result<void> setField(HardwareDraft &draft, const QString &path, const QJsonValue &value);

} // namespace Atoll
