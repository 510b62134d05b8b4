// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Processor, memory and display of the hardware list.
#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Hardware {
namespace {

using Api::GuestConfig;

constexpr qint64 kMostMemory = 16LL << 40;

QList<FieldChoice> featureChoices(const QStringList &features)
{
    QList<FieldChoice> choices;
    for (const QString &feature : features)
        choices += {feature, feature};
    return choices;
}

QList<FieldChoice> displayModels()
{
    using M = Api::DisplayModel;
    return choicesOf<M>({{M::Default, Tr::tr("what suits the system")},
                         {M::Std, Tr::tr("Standard VGA")},
                         {M::Qxl, u"QXL (SPICE)"_s},
                         {M::Virtio, u"VirtIO"_s},
                         {M::VirtioGl, Tr::tr("VirtIO with 3D (virgl)")},
                         {M::Vmware, Tr::tr("VMware compatible")},
                         {M::Cirrus, Tr::tr("Cirrus (very old systems)")},
                         {M::Serial, Tr::tr("none, the console is the serial port")},
                         {M::None, Tr::tr("none")}});
}

} // namespace

HardwareDevice processor(const GuestConfig &config, const HardwareChoices &choices)
{
    const Api::CpuConfig &cpu = config.cpu;
    const int all = cpu.sockets * cpu.cores;
    HardwareDevice device{u"cpu"_s, u"cpu"_s, Tr::tr("Processor"), {}, {}};
    device.fields = {number(u"cpu.cores"_s, Tr::tr("Cores per socket"), cpu.cores, 1, 256),
                     number(u"cpu.sockets"_s, Tr::tr("Sockets"), cpu.sockets, 1, 16),
                     combo(u"cpu.model"_s, Tr::tr("Model"), cpu.model, {})
                         .choices(choices.cpuModels)
                         .zero(Tr::tr("Best that the node offers"))
                         .remark(Tr::tr("a named one can move between different nodes")),
                     number(u"cpu.online"_s, Tr::tr("Plugged in at start"), cpu.online, 0, 4096)
                         .zero(Tr::tr("all"))
                         .remark(Tr::tr("of %1; the rest can be added while it runs").arg(all))
                         .advanced(),
                     FieldMaker(u"cpu.flags"_s, Tr::tr("Features"), FieldKind::Features,
                                QJsonArray::fromStringList(cpu.flags))
                         .choices(featureChoices(choices.cpuFeatures))
                         .zero(Tr::tr("as the model has them"))
                         .remark(Tr::tr("on top of the model: + forces one on, - off"))
                         .advanced(),
                     flag(u"cpu.isNuma"_s, Tr::tr("NUMA"), cpu.isNuma)
                         .remark(Tr::tr("a node of memory for each socket"))
                         .advanced(),
                     text(u"cpu.affinity"_s, Tr::tr("Host CPUs"), cpu.affinity)
                         .zero(Tr::tr("all"))
                         .remark(Tr::tr("as 0-3,8"))
                         .advanced(),
                     number(u"cpu.limitPercent"_s, Tr::tr("Limit"), cpu.limitPercent, 0, 409'600)
                         .unit(u"%"_s)
                         .zero(Tr::tr("no limit"))
                         .remark(Tr::tr("100 % is one core"))
                         .advanced(),
                     number(u"cpu.weight"_s, Tr::tr("Weight"), cpu.weight, 0, 10'000)
                         .zero(Tr::tr("normal"))
                         .remark(Tr::tr("100 is normal; counts when CPUs are scarce"))
                         .advanced()};
    QStringList parts{Tr::tr("%n core(s)", nullptr, all)};
    if (!cpu.model.isEmpty())
        parts += cpu.model;
    if (cpu.limitPercent > 0)
        parts += Tr::tr("at most %1 %").arg(cpu.limitPercent);
    device.summary = parts.join(u", "_s);
    return device;
}

HardwareDevice memory(const GuestConfig &config)
{
    using H = Api::HugePages;
    const Api::MemoryConfig &memory = config.memory;
    HardwareDevice device{
        u"memory"_s, u"memory"_s, Tr::tr("Memory"), units::formatBytes(config.memoryBytes), {}};
    device.fields = {
        bytes(u"memoryBytes"_s, Tr::tr("Size"), config.memoryBytes, 16 * units::MiB, kMostMemory),
        flag(u"memory.hasBalloon"_s, Tr::tr("Balloon"), memory.hasBalloon)
            .remark(Tr::tr("tells how much is used, can give back")),
        bytes(u"memory.minimumBytes"_s, Tr::tr("Minimum"), memory.minimumBytes, 0, kMostMemory)
            .zero(Tr::tr("the balloon takes nothing"))
            .remark(Tr::tr("down to here it gives memory back when the node is short"))
            .advanced(),
        number(u"memory.shares"_s, Tr::tr("Shares"), memory.shares, 0, 50'000)
            .zero(Tr::tr("normal"))
            .remark(Tr::tr("1000 is normal; counts when memory is scarce"))
            .advanced(),
        bytes(u"memory.maximumBytes"_s, Tr::tr("Maximum"), memory.maximumBytes, 0, kMostMemory)
            .zero(Tr::tr("cannot grow while it runs"))
            .remark(Tr::tr("up to here memory can be added while it runs"))
            .advanced(),
        choice(u"memory.hugePages"_s, Tr::tr("Huge pages"), toJson(memory.hugePages),
               choicesOf<H>({{H::None, Tr::tr("none")},
                             {H::Any, Tr::tr("the node's default size")},
                             {H::TwoMiB, u"2 MiB"_s},
                             {H::OneGiB, u"1 GiB"_s}}))
            .remark(Tr::tr("the node must have set them aside"))
            .advanced(),
        flag(u"memory.isMerged"_s, Tr::tr("Merge equal pages (KSM)"), memory.isMerged).advanced(),
        flag(u"memory.isShared"_s, Tr::tr("Shared with the host"), memory.isShared)
            .remark(Tr::tr("set by itself for shared directories"))
            .advanced()};
    if (memory.minimumBytes > 0)
        device.summary =
            Tr::tr("%1, at least %2").arg(device.summary, units::formatBytes(memory.minimumBytes));
    if (memory.maximumBytes > 0)
        device.summary =
            Tr::tr("%1, up to %2").arg(device.summary, units::formatBytes(memory.maximumBytes));
    return device;
}

HardwareDevice display(const GuestConfig &config)
{
    const Api::DisplayConfig &display = config.display;
    HardwareDevice device{u"display"_s, u"eye"_s, Tr::tr("Display"), {}, {}};
    device.fields = {
        choice(u"display.model"_s, Tr::tr("Graphics card"), toJson(display.model), displayModels()),
        flag(u"display.hasVnc"_s, u"VNC"_s, display.hasVnc).remark(Tr::tr("the console uses it")),
        flag(u"display.hasSpice"_s, u"SPICE"_s, display.hasSpice)
            .remark(Tr::tr("several monitors, sound and USB in a SPICE viewer")),
        number(u"display.heads"_s, Tr::tr("Monitors"), display.heads, 1, 4)
            .remark(Tr::tr("more than one with QXL or VirtIO"))
            .advanced(),
        bytes(u"display.memoryBytes"_s, Tr::tr("Video memory"), display.memoryBytes, 0, 1LL << 30)
            .zero(Tr::tr("default"))
            .advanced(),
        flag(u"display.hasClipboard"_s, Tr::tr("Clipboard"), display.hasClipboard)
            .remark(Tr::tr("between console and guest"))
            .advanced()};
    using M = Api::DisplayModel;
    QStringList parts;
    parts += display.model == M::Default ? Tr::tr("default card") : device.fields.first().text;
    const bool isSeen = display.model != M::None && display.model != M::Serial;
    if (isSeen && display.hasVnc)
        parts += u"VNC"_s;
    if (isSeen && display.hasSpice)
        parts += u"SPICE"_s;
    if (display.heads > 1)
        parts += Tr::tr("%n monitor(s)", nullptr, display.heads);
    device.summary = parts.join(u", "_s);
    return device;
}

} // namespace Atoll::Hardware
