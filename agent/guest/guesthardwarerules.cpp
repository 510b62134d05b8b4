// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestrulesparts.h"

#include <core/units.h>

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Atoll::guestrules {
namespace {

using Api::CpuConfig;
using Api::DisplayModel;
using Api::Firmware;
using Api::GuestConfig;
using Api::HugePages;

bool isPowerOfTwo(qint64 number) { return number > 0 && (number & (number - 1)) == 0; }

Result<void> checkCpuSet(const QString &text)
{
    static const QRegularExpression pattern(
        u"^[0-9]{1,4}(-[0-9]{1,4})?(,[0-9]{1,4}(-[0-9]{1,4})?)*$"_s);
    if (text.isEmpty())
        return {};
    if (!pattern.match(text).hasMatch())
        return fail(invalidField(u"cpu.affinity"_s, u"must be as 0-3,8"_s));
    for (const QString &range : text.split(u',')) {
        if (range.section(u'-', 0, 0).toInt() > range.section(u'-', -1).toInt())
            return fail(invalidField(u"cpu.affinity"_s, u"has a range from high to low"_s));
    }
    return {};
}

Result<void> checkFlags(const QStringList &flags)
{
    static const QRegularExpression pattern(u"^[+-][A-Za-z0-9_.-]+$"_s);
    QSet<QString> names;
    for (qsizetype i = 0; i < flags.size(); ++i) {
        const QString field = u"cpu.flags[%1]"_s.arg(i);
        if (!pattern.match(flags.at(i)).hasMatch())
            return fail(invalidField(field, u"must be as +aes or -vmx"_s));
        if (names.contains(flags.at(i).mid(1)))
            return fail(invalidField(field, u"is there already: %1"_s.arg(flags.at(i).mid(1))));
        names.insert(flags.at(i).mid(1));
    }
    return {};
}

Result<void> checkMaximum(const GuestConfig &config)
{
    const qint64 maximum = config.memory.maximumBytes;
    if (!maximum)
        return {};
    if (maximum < config.memoryBytes)
        return fail(invalidField(u"memory.maximumBytes"_s, u"must not be below memoryBytes"_s));
    if (maximum % units::MiB)
        return fail(invalidField(u"memory.maximumBytes"_s, u"must be a multiple of 1 MiB"_s));
    return {};
}

Result<void> checkPages(const GuestConfig &config)
{
    const HugePages pages = config.memory.hugePages;
    const qint64 size = pages == HugePages::OneGiB   ? units::GiB
                        : pages == HugePages::TwoMiB ? 2 * units::MiB
                                                     : 1;
    if (config.memoryBytes % size)
        return fail(invalidField(
            u"memory.hugePages"_s,
            u"needs memory in multiples of the page: %1"_s.arg(units::formatBytes(size))));
    if (pages != HugePages::None && config.memory.minimumBytes)
        return fail(
            invalidField(u"memory.minimumBytes"_s,
                         u"must be 0 with huge pages: the balloon cannot give them back"_s));
    return {};
}

QStringList bootable(const GuestConfig &config)
{
    QStringList names;
    for (const Api::DiskConfig &disk : config.disks)
        names += disk.target;
    for (const Api::NicConfig &nic : config.nics)
        names += nic.mac.toLower();
    return names;
}

Result<void> checkBootOrder(const GuestConfig &config)
{
    const QStringList known = bootable(config);
    QSet<QString> seen;
    for (qsizetype i = 0; i < config.bootOrder.size(); ++i) {
        const QString name = config.bootOrder.at(i);
        const QString field = u"bootOrder[%1]"_s.arg(i);
        if (name.isEmpty() || (!known.contains(name) && !known.contains(name.toLower())))
            return fail(invalidField(field, u"names no disk or card: “%1”"_s.arg(name)));
        if (seen.contains(name.toLower()))
            return fail(invalidField(field, u"is there already: %1"_s.arg(name)));
        seen.insert(name.toLower());
    }
    return {};
}

} // namespace

Result<void> checkCpu(const Checked &checked)
{
    const CpuConfig &cpu = checked.config.cpu;
    if (!checked.isChanged(&GuestConfig::cpu))
        return {};
    if (const auto text = checkText(u"cpu.model"_s, cpu.model); !text)
        return text;
    if (cpu.online > cpu.sockets * cpu.cores)
        return fail(invalidField(
            u"cpu.online"_s,
            u"must not be above sockets times cores: %1"_s.arg(cpu.sockets * cpu.cores)));
    if (const auto flags = checkFlags(cpu.flags); !flags)
        return flags;
    return checkCpuSet(cpu.affinity);
}

Result<void> checkMemory(const Checked &checked)
{
    const GuestConfig &config = checked.config;
    if (!checked.isChanged(&GuestConfig::memory) && !checked.isChanged(&GuestConfig::memoryBytes))
        return {};
    if (config.memory.minimumBytes > config.memoryBytes)
        return fail(invalidField(u"memory.minimumBytes"_s, u"must not be above memoryBytes"_s));
    if (config.memory.minimumBytes && !config.memory.hasBalloon)
        return fail(invalidField(u"memory.minimumBytes"_s, u"needs the balloon (hasBalloon)"_s));
    if (const auto maximum = checkMaximum(config); !maximum)
        return maximum;
    return checkPages(config);
}

Result<void> checkDisplay(const Checked &checked)
{
    using M = DisplayModel;
    const Api::DisplayConfig &display = checked.config.display;
    if (!checked.isChanged(&GuestConfig::display))
        return {};
    const bool canHaveHeads = display.model == M::Qxl || display.model == M::Virtio
                              || display.model == M::VirtioGl || display.model == M::Default;
    if (display.heads > 1 && !canHaveHeads)
        return fail(
            invalidField(u"display.heads"_s, u"can be more than one with qxl and virtio only"_s));
    const bool hasMemory =
        display.model == M::Std || display.model == M::Qxl || display.model == M::Vmware;
    if (display.memoryBytes && !hasMemory && display.model != M::Default)
        return fail(invalidField(u"display.memoryBytes"_s,
                                 u"can be chosen with std, qxl and vmware only"_s));
    if (display.memoryBytes
        && (!isPowerOfTwo(display.memoryBytes) || display.memoryBytes < units::MiB))
        return fail(
            invalidField(u"display.memoryBytes"_s, u"must be a power of two, 1 MiB or more"_s));
    const bool isPcOnly =
        display.model == M::Vmware || display.model == M::Cirrus || display.model == M::Std;
    if (isPcOnly && !checked.isX86())
        return fail(invalidField(u"display.model"_s, u"must be virtio on this architecture"_s));
    return {};
}

Result<void> checkSystem(const Checked &checked)
{
    static const QRegularExpression name(u"^[A-Za-z0-9_.-]*$"_s);
    const GuestConfig &config = checked.config;
    if (checked.isChanged(&GuestConfig::machine) && !name.match(config.machine).hasMatch())
        return fail(invalidField(u"machine"_s, u"must be as q35 or pc-q35-7.2"_s));
    if (checked.isChanged(&GuestConfig::arch) && !name.match(config.arch).hasMatch())
        return fail(invalidField(u"arch"_s, u"must be as x86_64 or aarch64"_s));
    if (checked.before && checked.isChanged(&GuestConfig::arch) && !config.arch.isEmpty()
        && !checked.before->arch.isEmpty())
        return fail(invalidField(u"arch"_s, u"cannot be changed"_s));
    const bool isSecure = config.firmware == Firmware::UefiSecureBoot;
    if (checked.isChanged(&GuestConfig::firmware) && isSecure
        && (!checked.isX86() || !checked.isQ35()))
        return fail(invalidField(u"firmware"_s, u"can be uefi-secure-boot with q35 only"_s));
    if (checked.isChanged(&GuestConfig::firmware) && config.firmware == Firmware::Bios
        && !checked.isX86())
        return fail(invalidField(u"firmware"_s, u"must be uefi on this architecture"_s));
    const bool isBootJudged = checked.isChanged(&GuestConfig::bootOrder);
    return isBootJudged ? checkBootOrder(config) : Result<void>();
}

} // namespace Atoll::guestrules
