// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every guest has once: general, board, boot order, small devices, expert settings.
#include "hardwarebuild.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Hardware {
namespace {

using Api::GuestConfig;

QList<FieldChoice> osTypes()
{
    using O = Api::OsType;
    return choicesOf<O>({{O::Linux, u"Linux"_s},
                         {O::Windows, u"Windows"_s},
                         {O::Bsd, u"BSD"_s},
                         {O::Other, Tr::tr("Other")}});
}

QList<FieldChoice> watchdogActions()
{
    using A = Api::WatchdogAction;
    return choicesOf<A>({{A::Reset, Tr::tr("reset it")},
                         {A::Shutdown, Tr::tr("ask it to shut down")},
                         {A::Poweroff, Tr::tr("switch it off")},
                         {A::Pause, Tr::tr("pause it")},
                         {A::None, Tr::tr("only note it")},
                         {A::Dump, Tr::tr("write a memory dump")}});
}

QString diskText(const Api::DiskConfig &disk)
{
    const QString name = disk.kind == Api::DiskKind::Cdrom ? Tr::tr("CD drive %1").arg(disk.target)
                                                           : Tr::tr("Disk %1").arg(disk.target);
    const QString medium = disk.path.isEmpty() ? disk.volume : disk.path.section(u'/', -1);
    return medium.isEmpty() ? name : u"%1, %2"_s.arg(name, medium);
}

//! The node's reason why it cannot be, else the remark.
QString remarkOr(const HardwareChoices &choices, bool isWanted, const QString &what,
                 const QString &remark)
{
    const QString missing = isWanted ? choices.missing.value(what) : QString();
    return missing.isEmpty() ? remark : missing;
}

} // namespace

HardwareDevice general(const GuestConfig &config)
{
    HardwareDevice device{u"general"_s, u"tag"_s, Tr::tr("General"), config.name, {}};
    device.fields = {
        text(u"name"_s, Tr::tr("Name"), config.name),
        text(u"tags"_s, Tr::tr("Tags"), config.tags.join(u", "))
            .zero(Tr::tr("none"))
            .remark(Tr::tr("separated by commas")),
        FieldMaker(u"description"_s, Tr::tr("Notes"), FieldKind::Note, config.description)
            .shownAs(config.description.isEmpty() ? Tr::tr("none")
                                                  : config.description.simplified().left(120))
            .remark(Tr::tr("Markdown"))
            .advanced(),
        choice(u"osType"_s, Tr::tr("System"), toJson(config.osType), osTypes())
            .remark(Tr::tr("chooses defaults that suit it")),
        flag(u"isProtected"_s, Tr::tr("Protected"), config.isProtected)
            .remark(Tr::tr("it cannot be deleted")),
        flag(u"startsAtBoot"_s, Tr::tr("Start with the node"), config.startsAtBoot),
        number(u"startOrder.order"_s, Tr::tr("Start order"), config.startOrder.order, 0, 100'000)
            .zero(Tr::tr("any time"))
            .remark(Tr::tr("lower starts first and ends last"))
            .advanced(!config.startsAtBoot),
        number(u"startOrder.upDelaySeconds"_s, Tr::tr("Wait after its start"),
               config.startOrder.upDelaySeconds, 0, 86'400)
            .unit(Tr::tr("s", "seconds"))
            .zero(Tr::tr("not at all"))
            .remark(Tr::tr("before the next guest starts"))
            .advanced(),
        number(u"startOrder.downTimeoutSeconds"_s, Tr::tr("Time to shut down"),
               config.startOrder.downTimeoutSeconds, 0, 86'400)
            .unit(Tr::tr("s", "seconds"))
            .remark(Tr::tr("then it is switched off"))
            .advanced()};
    if (config.isProtected)
        device.icon = u"lock"_s;
    return device;
}

HardwareDevice board(const GuestConfig &config, const HardwareChoices &choices)
{
    using F = Api::Firmware;
    const QString arch = config.arch.isEmpty() ? choices.arch : config.arch;
    HardwareDevice device{u"system"_s, u"settings"_s, Tr::tr("Board"), {}, {}};
    device.fields = {
        choice(u"firmware"_s, Tr::tr("Firmware"), toJson(config.firmware),
               choicesOf<F>({{F::Bios, u"BIOS"_s},
                             {F::Uefi, u"UEFI"_s},
                             {F::UefiSecureBoot, Tr::tr("UEFI with Secure Boot")}}))
            .remark(remarkOr(choices, config.firmware != F::Bios, nameOf(config.firmware), {})),
        flag(u"devices.hasTpm"_s, Tr::tr("TPM 2.0"), config.devices.hasTpm)
            .remark(remarkOr(choices, config.devices.hasTpm, u"tpm"_s,
                             Tr::tr("Windows 11 asks for one"))),
        combo(u"machine"_s, Tr::tr("Machine type"), config.machine, choices.machines.value(arch))
            .zero(Tr::tr("q35, newest"))
            .remark(Tr::tr("a version, as pc-q35-7.2, keeps the hardware as it is for good"))
            .advanced(),
        combo(u"arch"_s, Tr::tr("Architecture"), config.arch,
              choices.machines.isEmpty() ? QStringList{u"x86_64"_s, u"aarch64"_s}
                                         : QStringList(choices.machines.keys()))
            .zero(Tr::tr("the node's own"))
            .remark(Tr::tr("another than the node's is emulated, which is slow"))
            .advanced(),
        flag(u"hasHyperv"_s, Tr::tr("Hyper-V features"), config.hasHyperv)
            .remark(Tr::tr("make Windows quicker"))
            .advanced(config.osType != Api::OsType::Windows),
        flag(u"devices.hasGenerationId"_s, Tr::tr("Generation id"), config.devices.hasGenerationId)
            .remark(Tr::tr("tells the guest that it was cloned or rolled back"))
            .advanced()};
    QStringList summary{device.fields.first().text,
                        config.machine.isEmpty() ? u"q35"_s : config.machine};
    if (config.devices.hasTpm)
        summary += Tr::tr("TPM 2.0");
    if (!config.arch.isEmpty())
        summary += config.arch;
    device.summary = summary.join(u", "_s);
    return device;
}

HardwareDevice bootOrder(const GuestConfig &config)
{
    HardwareDevice device{u"boot"_s, u"power"_s, Tr::tr("Boot order"), {}, {}};
    QStringList chosen;
    const QList<BootEntry> entries = bootEntries(config);
    for (const BootEntry &entry : entries) {
        HardwareField field{
            u"@boot/"_s + entry.key, entry.text, FieldKind::BootEntry, entry.isChosen, {}};
        if (entry.isChosen) {
            chosen += entry.key;
            field.text = Tr::tr("Place %1").arg(chosen.size());
        } else {
            field.text = Tr::tr("not tried");
        }
        field.covers = {u"bootOrder"_s};
        device.fields += field;
    }
    device.summary = config.bootOrder.isEmpty() ? Tr::tr("Automatic: disks, CDs, network")
                                                : chosen.join(u", "_s);
    return device;
}

HardwareDevice smallDevices(const GuestConfig &config)
{
    using A = Api::AudioModel;
    using W = Api::WatchdogModel;
    const Api::DevicesConfig &devices = config.devices;
    HardwareDevice device{u"devices"_s, u"usb"_s, Tr::tr("Small devices"), {}, {}};
    device.fields = {
        flag(u"devices.hasAgent"_s, Tr::tr("Line to the guest agent"), devices.hasAgent)
            .remark(Tr::tr("addresses, clean snapshots, passwords")),
        choice(u"devices.audio"_s, Tr::tr("Sound"), toJson(devices.audio),
               choicesOf<A>({{A::None, Tr::tr("none")},
                             {A::Ich9, u"Intel HDA (ICH9)"_s},
                             {A::Ich6, u"Intel HDA (ICH6)"_s},
                             {A::Ac97, u"AC97"_s}})),
        choice(u"devices.watchdog"_s, Tr::tr("Watchdog"), toJson(devices.watchdog),
               choicesOf<W>({{W::None, Tr::tr("none")},
                             {W::I6300esb, u"i6300esb"_s},
                             {W::Itco, Tr::tr("iTCO (q35)")}}))
            .remark(Tr::tr("acts when the guest's system hangs")),
        choice(u"devices.watchdogAction"_s, Tr::tr("When it hangs"), toJson(devices.watchdogAction),
               watchdogActions())
            .advanced(devices.watchdog == W::None),
        number(u"devices.serialPorts"_s, Tr::tr("Serial ports"), devices.serialPorts, 0, 4)
            .zero(Tr::tr("none"))
            .advanced(),
        flag(u"devices.hasRng"_s, Tr::tr("Random numbers"), devices.hasRng)
            .remark(Tr::tr("from the host, so that nothing waits for chance"))
            .advanced(),
        flag(u"devices.hasTablet"_s, Tr::tr("Absolute pointer"), devices.hasTablet)
            .remark(Tr::tr("the pointer is where the console shows it"))
            .advanced()};
    QStringList parts;
    if (devices.hasAgent)
        parts += Tr::tr("guest agent");
    if (devices.audio != A::None)
        parts += Tr::tr("sound");
    if (devices.watchdog != W::None)
        parts += Tr::tr("watchdog");
    if (devices.serialPorts > 0)
        parts += Tr::tr("%n serial port(s)", nullptr, devices.serialPorts);
    device.summary = parts.join(u", "_s);
    return device;
}

HardwareDevice expert(const GuestConfig &config, const HardwareChoices &choices)
{
    const bool isFixed = !choices.mayEditNode;
    const QString reason =
        Tr::tr("your role does not include %1").arg(QString(nameOf(Privilege::NodeEdit)));
    HardwareDevice device{u"expert"_s, u"console"_s, Tr::tr("Expert"), {}, {}};
    const auto path = [&](const QString &key, const QString &label, const QString &value,
                          const QString &remark) {
        return text(key, label, value)
            .zero(Tr::tr("none"))
            .remark(remark)
            .advanced()
            .fixedBecause(isFixed, reason);
    };
    device.fields = {
        path(u"hookScript"_s, Tr::tr("Hook script"), config.hookScript,
             Tr::tr("program on the node, run before and after start and stop")),
        lines(u"qemuArguments"_s, Tr::tr("QEMU arguments"), config.qemuArguments)
            .zero(Tr::tr("none"))
            .remark(Tr::tr("one a line, passed as they are"))
            .advanced()
            .fixedBecause(isFixed, reason),
        path(u"kernel"_s, Tr::tr("Kernel"), config.kernel,
             Tr::tr("file on the node, started directly")),
        path(u"initrd"_s, Tr::tr("Initial RAM disk"), config.initrd, Tr::tr("file on the node")),
        path(u"kernelArguments"_s, Tr::tr("Kernel arguments"), config.kernelArguments, {})};
    QStringList parts;
    for (const HardwareField &field : std::as_const(device.fields)) {
        if (!field.value.toString().isEmpty() || !field.value.toArray().isEmpty())
            parts += field.label;
    }
    device.summary = parts.isEmpty() ? Tr::tr("nothing set") : parts.join(u", "_s);
    return device;
}

} // namespace Atoll::Hardware

namespace Atoll {

QList<BootEntry> bootEntries(const Api::GuestConfig &config)
{
    using Hardware::Tr;
    QList<BootEntry> all;
    for (const Api::DiskKind kind : {Api::DiskKind::Disk, Api::DiskKind::Cdrom}) {
        for (const Api::DiskConfig &disk : config.disks) {
            if (disk.kind == kind && !disk.target.isEmpty())
                all += {disk.target, Hardware::diskText(disk),
                        kind == Api::DiskKind::Cdrom ? u"cdrom"_s : u"disk"_s};
        }
    }
    for (qsizetype i = 0; i < config.nics.size(); ++i) {
        const QString mac = config.nics.at(i).mac;
        if (!mac.isEmpty())
            all += {mac, Tr::tr("Network card %1, %2").arg(i + 1).arg(mac), u"nic"_s};
    }
    if (config.bootOrder.isEmpty())
        return all;
    QList<BootEntry> ordered;
    for (const QString &key : config.bootOrder) {
        const auto it = std::find_if(all.begin(), all.end(),
                                     [&](const BootEntry &entry) { return entry.key == key; });
        if (it == all.end())
            continue;
        ordered += *it;
        all.erase(it);
    }
    for (BootEntry &entry : all)
        entry.isChosen = false;
    return ordered + all;
}

} // namespace Atoll
