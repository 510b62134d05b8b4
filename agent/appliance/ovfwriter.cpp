// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ovf.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace Atoll::ovf {
namespace {

const QString kEnvelope = u"http://schemas.dmtf.org/ovf/envelope/1"_s;
const QString kData =
    u"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"_s;
const QString kSystem =
    u"http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"_s;
const QString kVmware = u"http://www.vmware.com/schema/ovf"_s;
const QString kStream =
    u"http://www.vmware.com/interfaces/specifications/vmdk.html#streamOptimized"_s;

class Writer
{
public:
    Writer(const Api::GuestConfig &config, const QList<PackedDisk> &disks)
        : m_config(config)
        , m_disks(disks)
        , m_xml(&m_bytes)
    {
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
    }

    QByteArray run();

private:
    void references();
    void networks();
    void hardware();
    void controllers();
    void item(const QList<std::pair<QString, QString>> &values, int coresPerSocket = 0);
    void text(const QString &name, const QString &value)
    {
        m_xml.writeTextElement(kEnvelope, name, value);
    }
    QString networkOf(const Api::NicConfig &nic) const
    {
        return nic.source.isEmpty() ? nameOf(nic.kind) : nic.source;
    }

    const Api::GuestConfig &m_config;
    const QList<PackedDisk> &m_disks;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
    int m_nextInstance = 1;
    QHash<Api::DiskBus, int> m_controllers; //!< instance of each
};

//! Elements in the order of their names, as the schema wants them.
void Writer::item(const QList<std::pair<QString, QString>> &values, int coresPerSocket)
{
    QMap<QString, QString> sorted;
    for (const auto &[name, value] : values)
        sorted.insert(name, value);
    if (!sorted.contains(u"InstanceID"_s))
        sorted.insert(u"InstanceID"_s, QString::number(m_nextInstance++));
    m_xml.writeStartElement(kEnvelope, u"Item"_s);
    for (auto it = sorted.begin(); it != sorted.end(); ++it)
        m_xml.writeTextElement(kData, it.key(), it.value());
    if (coresPerSocket > 0) { // VMware's, and after the others
        m_xml.writeStartElement(kVmware, u"CoresPerSocket"_s);
        m_xml.writeAttribute(kEnvelope, u"required"_s, u"false"_s);
        m_xml.writeCharacters(QString::number(coresPerSocket));
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void Writer::references()
{
    m_xml.writeStartElement(kEnvelope, u"References"_s);
    for (qsizetype i = 0; i < m_disks.size(); ++i) {
        m_xml.writeEmptyElement(kEnvelope, u"File"_s);
        m_xml.writeAttribute(kEnvelope, u"href"_s, m_disks.at(i).file);
        m_xml.writeAttribute(kEnvelope, u"id"_s, u"file%1"_s.arg(i + 1));
        m_xml.writeAttribute(kEnvelope, u"size"_s, QString::number(m_disks.at(i).fileBytes));
    }
    m_xml.writeEndElement();
    m_xml.writeStartElement(kEnvelope, u"DiskSection"_s);
    text(u"Info"_s, u"Disks"_s);
    for (qsizetype i = 0; i < m_disks.size(); ++i) {
        m_xml.writeEmptyElement(kEnvelope, u"Disk"_s);
        m_xml.writeAttribute(kEnvelope, u"capacity"_s,
                             QString::number(m_disks.at(i).capacityBytes));
        m_xml.writeAttribute(kEnvelope, u"capacityAllocationUnits"_s, u"byte"_s);
        m_xml.writeAttribute(kEnvelope, u"diskId"_s, u"vmdisk%1"_s.arg(i + 1));
        m_xml.writeAttribute(kEnvelope, u"fileRef"_s, u"file%1"_s.arg(i + 1));
        m_xml.writeAttribute(kEnvelope, u"format"_s, kStream);
    }
    m_xml.writeEndElement();
}

void Writer::networks()
{
    QStringList names;
    for (const Api::NicConfig &nic : m_config.nics)
        names.append(networkOf(nic));
    names.removeDuplicates();
    m_xml.writeStartElement(kEnvelope, u"NetworkSection"_s);
    text(u"Info"_s, u"Networks"_s);
    for (const QString &name : std::as_const(names)) {
        m_xml.writeStartElement(kEnvelope, u"Network"_s);
        m_xml.writeAttribute(kEnvelope, u"name"_s, name);
        text(u"Description"_s, name);
        m_xml.writeEndElement();
    }
    m_xml.writeEndElement();
}

void Writer::controllers()
{
    for (const PackedDisk &disk : m_disks) {
        if (m_controllers.contains(disk.bus))
            continue;
        m_controllers.insert(disk.bus, m_nextInstance);
        const QString address = QString::number(m_controllers.size() - 1);
        switch (disk.bus) {
        case Api::DiskBus::Ide:
            item({{u"Address"_s, address},
                  {u"ElementName"_s, u"IDE"_s},
                  {u"ResourceType"_s, u"5"_s}});
            break;
        case Api::DiskBus::Sata:
            item({{u"Address"_s, address},
                  {u"ElementName"_s, u"SATA"_s},
                  {u"ResourceSubType"_s, u"AHCI"_s},
                  {u"ResourceType"_s, u"20"_s}});
            break;
        case Api::DiskBus::Usb:
            item({{u"Address"_s, address},
                  {u"ElementName"_s, u"USB"_s},
                  {u"ResourceType"_s, u"23"_s}});
            break;
        case Api::DiskBus::Virtio:
        case Api::DiskBus::Scsi:
            item({{u"Address"_s, address},
                  {u"ElementName"_s, u"SCSI"_s},
                  {u"ResourceSubType"_s,
                   disk.bus == Api::DiskBus::Virtio ? u"virtio"_s : u"VirtualSCSI"_s},
                  {u"ResourceType"_s, u"6"_s}});
            break;
        }
    }
}

void Writer::hardware()
{
    m_xml.writeStartElement(kEnvelope, u"VirtualHardwareSection"_s);
    text(u"Info"_s, u"Hardware"_s);
    m_xml.writeStartElement(kEnvelope, u"System"_s);
    m_xml.writeTextElement(kSystem, u"ElementName"_s, u"Hardware"_s);
    m_xml.writeTextElement(kSystem, u"InstanceID"_s, u"0"_s);
    m_xml.writeTextElement(kSystem, u"VirtualSystemType"_s, u"vmx-13"_s);
    m_xml.writeEndElement();
    const int cpus = m_config.cpu.sockets * m_config.cpu.cores;
    item({{u"ElementName"_s, u"%1 CPUs"_s.arg(cpus)},
          {u"ResourceType"_s, u"3"_s},
          {u"VirtualQuantity"_s, QString::number(cpus)}},
         m_config.cpu.cores);
    item({{u"AllocationUnits"_s, u"byte * 2^20"_s},
          {u"ElementName"_s, u"Memory"_s},
          {u"ResourceType"_s, u"4"_s},
          {u"VirtualQuantity"_s, QString::number(m_config.memoryBytes >> 20)}});
    controllers();
    QHash<Api::DiskBus, int> places;
    for (qsizetype i = 0; i < m_disks.size(); ++i) {
        const Api::DiskBus bus = m_disks.at(i).bus;
        item({{u"AddressOnParent"_s, QString::number(places[bus]++)},
              {u"ElementName"_s, u"Disk %1"_s.arg(i + 1)},
              {u"HostResource"_s, u"ovf:/disk/vmdisk%1"_s.arg(i + 1)},
              {u"Parent"_s, QString::number(m_controllers.value(bus))},
              {u"ResourceType"_s, u"17"_s}});
    }
    for (const Api::NicConfig &nic : m_config.nics) {
        item({{u"AutomaticAllocation"_s, u"true"_s},
              {u"Connection"_s, networkOf(nic)},
              {u"ElementName"_s, u"Network card"_s},
              {u"ResourceSubType"_s, nic.model},
              {u"ResourceType"_s, u"10"_s}});
    }
    if (m_config.firmware != Api::Firmware::Bios) {
        const auto config = [this](const QString &key, const QString &value) {
            m_xml.writeEmptyElement(kVmware, u"Config"_s);
            m_xml.writeAttribute(kEnvelope, u"required"_s, u"false"_s);
            m_xml.writeAttribute(kVmware, u"key"_s, key);
            m_xml.writeAttribute(kVmware, u"value"_s, value);
        };
        config(u"firmware"_s, u"efi"_s);
        if (m_config.firmware == Api::Firmware::UefiSecureBoot)
            config(u"bootOptions.efiSecureBootEnabled"_s, u"true"_s);
    }
    m_xml.writeEndElement();
}

QByteArray Writer::run()
{
    m_xml.writeStartDocument();
    m_xml.writeNamespace(kEnvelope, u"ovf"_s);
    m_xml.writeNamespace(kData, u"rasd"_s);
    m_xml.writeNamespace(kSystem, u"vssd"_s);
    m_xml.writeNamespace(kVmware, u"vmw"_s);
    m_xml.writeStartElement(kEnvelope, u"Envelope"_s);
    references();
    networks();
    m_xml.writeStartElement(kEnvelope, u"VirtualSystem"_s);
    m_xml.writeAttribute(kEnvelope, u"id"_s, m_config.name);
    text(u"Info"_s, u"A virtual machine"_s);
    text(u"Name"_s, m_config.name);
    if (!m_config.description.isEmpty()) {
        m_xml.writeStartElement(kEnvelope, u"AnnotationSection"_s);
        text(u"Info"_s, u"Notes"_s);
        text(u"Annotation"_s, m_config.description);
        m_xml.writeEndElement();
    }
    static const QHash<Api::OsType, std::pair<QString, QString>> systems{
        {Api::OsType::Linux, {u"101"_s, u"Linux"_s}},
        {Api::OsType::Windows, {u"103"_s, u"Windows"_s}},
        {Api::OsType::Bsd, {u"42"_s, u"FreeBSD"_s}},
        {Api::OsType::Other, {u"1"_s, u"Other"_s}}};
    const auto system = systems.value(m_config.osType);
    m_xml.writeStartElement(kEnvelope, u"OperatingSystemSection"_s);
    m_xml.writeAttribute(kEnvelope, u"id"_s, system.first);
    m_xml.writeAttribute(kVmware, u"osType"_s, system.second);
    text(u"Info"_s, u"The guest's operating system"_s);
    text(u"Description"_s, system.second);
    m_xml.writeEndElement();
    hardware();
    m_xml.writeEndElement();
    m_xml.writeEndDocument();
    return m_bytes;
}

} // namespace

QByteArray write(const Api::GuestConfig &config, const QList<PackedDisk> &disks)
{
    return Writer(config, disks).run();
}

} // namespace Atoll::ovf
