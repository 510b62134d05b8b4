// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwaredraft.h"

#include <api/network.h>
#include <api/storage.h>

#include <QVariant>

namespace Atoll {

enum class FieldKind : quint8 {
    Text,
    Note,   //!< a text of several lines
    Secret, //!< a text that is not shown
    Lines,  //!< a list of strings, one a line
    Number,
    Bytes,
    Rate, //!< bytes a second
    Flag,
    Choice,
    Combo,     //!< a text that is mostly one of the choices
    Features,  //!< a list of "+name", "-name"; the choices are the names
    BootEntry, //!< a place in the boot order: checked when it is part of it
    FixedText,
};

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
    QJsonValue value = {};
    QString text = {}; //!< the value as people read it
    QList<FieldChoice> choices = {};
    qint64 minimum = 0;
    qint64 maximum = 0;
    QString remark = {};   //!< what it means, what is to be heeded
    QString zeroText = {}; //!< what 0 or nothing means
    QString unit = {};     //!< behind a number
    bool isAdvanced = false;
    bool isDefault = true;   //!< as the operating system's preset has it
    bool isPending = false;  //!< differs from what the agent has
    QString before = {};     //!< what the agent has, when pending
    QStringList covers = {}; //!< of a composed field: the paths that it stands for
};

//! Whether the field edits the value at the path, or the list that has it ("cpu.flags[2]").
bool editsPath(const HardwareField &field, const QString &path);

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
    QString list = {}; //!< of what can be removed: "disks", "devices.usb"
    int item =
        -1; //!< index in that list of the edited configuration; of a removed one: in the base
};

//! A device of the host that can be handed to a guest.
struct HostPciDevice
{
    QString address;
    QString name;
    int iommuGroup = -1;        //!< -1: the node has no IOMMU
    QStringList usedBy = {};    //!< names of guests that have it already
    bool isBoundToHost = false; //!< the host itself works with it
};

//! What the cluster offers to choose from.
struct HardwareChoices
{
    QList<Api::StorageInfo> storages;
    QList<Api::NetworkInfo> networks;
    QList<Api::VolumeInfo> images;       //!< ISOs
    QList<Api::VolumeInfo> volumes;      //!< disks that no guest has
    QString arch;                        //!< the node's own
    QMap<QString, QStringList> machines; //!< by architecture
    QList<FieldChoice> cpuModels;
    QStringList cpuFeatures;
    QMap<QString, QString> missing; //!< what the node cannot give ("tpm"), and why
    QList<FieldChoice> usb;         //!< by "vendor:product" and by port
    QList<HostPciDevice> pci;
    QList<FieldChoice> pciMappings; //!< names that stand for devices
    QList<FieldChoice> usbMappings;
    QList<FieldChoice> directoryMappings;
    bool mayEditNode = false; //!< what reaches into the host can be changed
};

//! The devices of a draft in the order of the list, those that would go included.
QList<HardwareDevice> describeHardware(const HardwareDraft &draft, const HardwareChoices &choices);

//! In a line: "UEFI with Secure Boot, q35, TPM 2.0"; "QXL (SPICE), VNC, SPICE".
QString boardText(const Api::GuestConfig &config);
QString displayText(const Api::GuestConfig &config);

//! Everything that could start the guest, by target or MAC, in the order in which it is tried.
struct BootEntry
{
    QString key;
    QString text;
    QString icon;
    bool isChosen = true;
};
QList<BootEntry> bootEntries(const Api::GuestConfig &config);

//! A card's place as one value: "bridge:br0", "user:", "none:".
QString connectionOf(const Api::NicConfig &nic);
void setConnection(Api::NicConfig &nic, const QString &connection);
QList<FieldChoice> connectionChoices(const QList<Api::NetworkInfo> &networks);
//! "Network default", "Bridge br0", "Private network of the guest".
QString connectionText(Api::NetworkKind kind, const QString &source);

//! Applies an edited field, the composed ones (connection, medium, boot order) included.
Result<void> setField(HardwareDraft &draft, const QString &path, const QJsonValue &value,
                      const HardwareChoices &choices = {});
//! Moves an entry of the boot order by `steps`; what was automatic becomes an order.
Result<void> moveBootEntry(HardwareDraft &draft, const QString &key, int steps);

} // namespace Atoll
