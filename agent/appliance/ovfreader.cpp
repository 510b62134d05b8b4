// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ovf.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace Atoll::ovf {
namespace {

constexpr int kMaximumItems = 512;
constexpr int kMaximumText = 8192;
constexpr int kMaximumDepth = 32;

//! CIM resource types that matter (CIM_ResourceAllocationSettingData).
enum ResourceType {
    kProcessor = 3,
    kMemory = 4,
    kIde = 5,
    kScsi = 6,
    kEthernet = 10,
    kFloppy = 14,
    kCd = 15,
    kDvd = 16,
    kDiskDrive = 17,
    kSata = 20,
    kUsb = 23,
};

//! One Item of the virtual hardware: its elements' texts.
using Item = QHash<QString, QString>;

struct File
{
    QString name;
    bool isCompressed = false;
    bool isInPieces = false;
};

struct DiskEntry
{
    QString fileRef;
    qint64 capacityBytes = 0;
};

tl::unexpected<Error> damaged(const QString &why)
{
    return fail(ErrorCode::InvalidParams, u"the OVF description cannot be used: "_s + why);
}

//! "byte", "byte * 2^20", "MegaBytes": how many bytes one unit is.
qint64 unit(const QString &text, qint64 missing)
{
    static const QRegularExpression power(u"^byte\\s*\\*\\s*2\\^(\\d+)$"_s);
    const QString clean = text.trimmed();
    if (clean.isEmpty())
        return missing;
    if (const auto match = power.match(clean); match.hasMatch())
        return 1LL << std::min(match.captured(1).toInt(), 50);
    const QString words = clean.toLower();
    if (words.startsWith(u"kilo"))
        return 1LL << 10;
    if (words.startsWith(u"mega") || words == u"mb")
        return 1LL << 20;
    if (words.startsWith(u"giga") || words == u"gb")
        return 1LL << 30;
    return 1;
}

std::optional<qint64> multiplied(const QString &number, qint64 factor)
{
    bool isNumber = false;
    const qint64 value = number.trimmed().toLongLong(&isNumber);
    qint64 product = 0;
    if (!isNumber || value < 0 || __builtin_mul_overflow(value, factor, &product)
        || product > 1LL << 50)
        return std::nullopt;
    return product;
}

//! Reads the parts of the descriptor into tables; what refers to what comes after.
class Reader
{
public:
    explicit Reader(const QByteArray &xml)
        : m_xml(xml)
    {
        m_xml.setEntityExpansionLimit(16);
    }

    Result<Machine> run();

private:
    void readStart();
    void readItem();
    QString attribute(const char *name) const;
    QString readText();
    Result<Machine> join() const;
    Result<void> joinItem(const Item &item, Machine &machine) const;
    Result<Disk> diskOf(const Item &item) const;
    Api::DiskBus busOf(const Item &item) const;

    QXmlStreamReader m_xml;
    QHash<QString, File> m_files;
    QHash<QString, DiskEntry> m_disks;
    QList<Item> m_items;
    Machine m_machine;
    QStringList m_path;
    int m_systems = 0;
    std::optional<QString> m_problem;
};

QString Reader::attribute(const char *name) const
{
    // Whatever prefix the namespace has.
    const auto attributes = m_xml.attributes();
    for (const QXmlStreamAttribute &one : attributes) {
        if (one.name() == QLatin1StringView(name))
            return one.value().toString().left(kMaximumText);
    }
    return {};
}

QString Reader::readText()
{
    return m_xml.readElementText(QXmlStreamReader::SkipChildElements).left(kMaximumText);
}

void Reader::readItem()
{
    Item item;
    while (m_xml.readNextStartElement() && item.size() < 64) {
        const QString name = m_xml.name().toString();
        const QString text = readText();
        item.insert(name, item.contains(name) ? item.value(name) + u'\n' + text : text);
    }
    if (m_items.size() >= kMaximumItems)
        m_problem = u"it lists more than %1 devices"_s.arg(kMaximumItems);
    m_items.append(item);
}

void Reader::readStart()
{
    const auto name = m_xml.name();
    const QString parent = m_path.isEmpty() ? QString() : m_path.last();
    if (name == u"File" && parent == u"References") {
        m_files.insert(attribute("id"), {attribute("href"),
                                         !attribute("compression").isEmpty()
                                             && attribute("compression") != u"identity",
                                         !attribute("chunkSize").isEmpty()});
    } else if (name == u"Disk" && parent == u"DiskSection") {
        const auto bytes =
            multiplied(attribute("capacity"), unit(attribute("capacityAllocationUnits"), 1));
        m_disks.insert(attribute("diskId"), {attribute("fileRef"), bytes.value_or(-1)});
    } else if (name == u"VirtualSystem") {
        ++m_systems;
        m_machine.name = attribute("id");
    } else if (name == u"Name" && parent == u"VirtualSystem") {
        m_machine.name = readText().trimmed();
        return;
    } else if (name == u"Annotation" && parent == u"AnnotationSection") {
        m_machine.description = readText().trimmed();
        return;
    } else if (name == u"OperatingSystemSection") {
        const int id = attribute("id").toInt();
        const QString words = (attribute("osType") + u' ' + attribute("description")).toLower();
        const bool isWindows = words.contains(u"windows") || (id >= 58 && id <= 77);
        const bool isBsd = words.contains(u"bsd") || id == 42 || id == 78;
        const bool isLinux = words.contains(u"linux") || id == 36 || (id >= 79 && id <= 110);
        m_machine.osType = isWindows ? Api::OsType::Windows
                           : isBsd   ? Api::OsType::Bsd
                           : isLinux ? Api::OsType::Linux
                                     : m_machine.osType;
    } else if (name == u"Config" && attribute("key") == u"firmware"
               && attribute("value") == u"efi") {
        m_machine.firmware = Api::Firmware::Uefi;
    } else if (name == u"Config" && attribute("key") == u"bootOptions.efiSecureBootEnabled"
               && attribute("value") == u"true") {
        m_machine.firmware = Api::Firmware::UefiSecureBoot;
    } else if (parent == u"VirtualHardwareSection"
               && (name == u"Item" || name == u"StorageItem" || name == u"EthernetPortItem")) {
        return readItem();
    }
    m_path.append(name.toString());
    if (m_path.size() > kMaximumDepth)
        m_problem = u"it nests too deep"_s;
}

Result<Machine> Reader::run()
{
    while (!m_xml.atEnd() && !m_problem) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::DTD:
            return damaged(u"it has a document type, which no OVF has"_s);
        case QXmlStreamReader::StartElement:
            readStart();
            break;
        case QXmlStreamReader::EndElement:
            if (!m_path.isEmpty())
                m_path.removeLast();
            break;
        default:
            break;
        }
    }
    if (m_problem)
        return damaged(*m_problem);
    if (m_xml.hasError())
        return damaged(u"line %1: %2"_s.arg(m_xml.lineNumber()).arg(m_xml.errorString()));
    if (m_systems != 1)
        return damaged(m_systems == 0 ? u"it describes no VM"_s
                                      : u"it describes %1 VMs; only packages of one can be "
                                        "imported"_s.arg(m_systems));
    return join();
}

Api::DiskBus Reader::busOf(const Item &item) const
{
    const QString parent = item.value(u"Parent"_s);
    for (const Item &other : m_items) {
        if (parent.isEmpty() || other.value(u"InstanceID"_s) != parent)
            continue;
        const QString kind = other.value(u"ResourceSubType"_s).toLower();
        switch (other.value(u"ResourceType"_s).toInt()) {
        case kIde:
            return Api::DiskBus::Ide;
        case kSata:
            return Api::DiskBus::Sata;
        case kUsb:
            return Api::DiskBus::Usb;
        case kScsi:
            return kind == u"virtio" ? Api::DiskBus::Virtio : Api::DiskBus::Scsi;
        default:
            return kind.contains(u"ahci") || kind.contains(u"sata") ? Api::DiskBus::Sata
                   : kind.contains(u"virtio")                       ? Api::DiskBus::Virtio
                                                                    : Api::DiskBus::Scsi;
        }
    }
    return Api::DiskBus::Scsi;
}

Result<Disk> Reader::diskOf(const Item &item) const
{
    static const QRegularExpression reference(u"(?:ovf:)?/?(disk|file)/([^/\\s]+)$"_s);
    const auto match = reference.match(item.value(u"HostResource"_s).trimmed());
    if (!match.hasMatch())
        return damaged(u"a disk has no file"_s);
    DiskEntry entry{match.captured(2), 0};
    if (match.captured(1) == u"disk") {
        const auto found = m_disks.constFind(match.captured(2));
        if (found == m_disks.constEnd())
            return damaged(u"the disk %1 is not described"_s.arg(match.captured(2)));
        entry = *found;
    }
    if (entry.capacityBytes < 0)
        return damaged(u"a disk has an impossible size"_s);
    const auto file = m_files.constFind(entry.fileRef);
    if (file == m_files.constEnd() || file->name.isEmpty())
        return damaged(u"a disk has no file: empty disks are not in the package"_s);
    if (file->isInPieces)
        return damaged(u"%1 is cut into pieces"_s.arg(file->name));
    return Disk{file->name, entry.capacityBytes, file->isCompressed, busOf(item)};
}

Result<void> Reader::joinItem(const Item &item, Machine &machine) const
{
    const int type = item.value(u"ResourceType"_s).toInt();
    const QString quantity = item.value(u"VirtualQuantity"_s);
    switch (type) {
    case kProcessor: {
        machine.cpus = quantity.toInt();
        machine.coresPerSocket = item.value(u"CoresPerSocket"_s).toInt();
        if (machine.cpus < 1 || machine.cpus > 1024)
            return damaged(u"“%1” processors are not possible"_s.arg(quantity));
        return {};
    }
    case kMemory: {
        const auto bytes = multiplied(quantity, unit(item.value(u"AllocationUnits"_s), 1LL << 20));
        if (!bytes || *bytes < 1)
            return damaged(u"“%1” is no size of memory"_s.arg(quantity));
        machine.memoryBytes = *bytes;
        return {};
    }
    case kEthernet:
        machine.cards.append({item.value(u"Connection"_s).section(u'\n', 0, 0),
                              item.value(u"ResourceSubType"_s).section(u' ', 0, 0).toLower(),
                              item.value(u"Address"_s)});
        return {};
    case kCd:
    case kDvd:
        machine.drives += 1;
        return {};
    case kDiskDrive: {
        const auto disk = diskOf(item);
        if (!disk)
            return fail(disk.error());
        machine.disks.append(*disk);
        return {};
    }
    case kIde:
    case kScsi:
    case kSata:
        return {}; // found through the disks
    default: {
        const QString name = item.value(u"ElementName"_s);
        machine.ignored.append(name.isEmpty() ? u"a device of type %1"_s.arg(type) : name);
        return {};
    }
    }
}

Result<Machine> Reader::join() const
{
    Machine machine = m_machine;
    for (const Item &item : m_items) {
        if (const auto ok = joinItem(item, machine); !ok)
            return fail(ok.error());
    }
    if (machine.memoryBytes == 0)
        return damaged(u"it does not say how much memory the VM has"_s);
    return machine;
}

} // namespace

Result<Machine> read(const QByteArray &xml)
{
    if (xml.size() > kMaximumBytes)
        return damaged(u"it is larger than %1 bytes"_s.arg(kMaximumBytes));
    return Reader(xml).run();
}

Result<QHash<QString, Hash>> readManifest(const QByteArray &text)
{
    static const QRegularExpression line(
        u"^(SHA1|SHA256|SHA512)\\s*\\((.{1,1024})\\)\\s*=\\s*([0-9a-fA-F]+)$"_s);
    static const QHash<QString, int> digits{{u"SHA1"_s, 40}, {u"SHA256"_s, 64}, {u"SHA512"_s, 128}};
    if (text.size() > kMaximumBytes)
        return damaged(u"its manifest is too large"_s);
    QHash<QString, Hash> hashes;
    const QStringList lines = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &one : lines) {
        if (one.trimmed().isEmpty())
            continue;
        const auto match = line.match(one.trimmed());
        if (!match.hasMatch() || match.captured(3).size() != digits.value(match.captured(1)))
            return damaged(u"its manifest has a line that is no checksum: %1"_s.arg(one.left(80)));
        hashes.insert(match.captured(2),
                      {match.captured(1), QByteArray::fromHex(match.captured(3).toLatin1())});
    }
    return hashes;
}

} // namespace Atoll::ovf
