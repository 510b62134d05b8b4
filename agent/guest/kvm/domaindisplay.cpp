// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domainparts.h"

#include <core/units.h>

using namespace Qt::StringLiterals;

namespace Atoll::Kvm {
namespace {

using Api::DisplayConfig;
using Api::DisplayModel;

constexpr qint64 kStdKib = 32768;    // 3840x2160 at 32 bit
constexpr qint64 kQxlRamKib = 65536; // what libvirt gives it
const QString kClipboardPort = u"com.redhat.spice.0"_s;

struct ModelName
{
    DisplayModel model;
    const char *type;
};
constexpr std::array kModels{
    ModelName{DisplayModel::None, "none"},    ModelName{DisplayModel::Std, "vga"},
    ModelName{DisplayModel::Qxl, "qxl"},      ModelName{DisplayModel::Virtio, "virtio"},
    ModelName{DisplayModel::Vmware, "vmvga"}, ModelName{DisplayModel::Cirrus, "cirrus"},
};

XmlElement primaryModel(const XmlElement &devices)
{
    const QList<XmlElement> all = devices.children(u"video"_s);
    for (const XmlElement &video : all) {
        if (video.child(u"model"_s).attribute(u"primary"_s) == u"yes")
            return video.child(u"model"_s);
    }
    return all.isEmpty() ? XmlElement() : all.first().child(u"model"_s);
}

DisplayModel readModel(const XmlElement &devices)
{
    const XmlElement model = primaryModel(devices);
    if (!model)
        return devices.child(u"graphics"_s) ? DisplayModel::Default : DisplayModel::None;
    const QString type = model.attribute(u"type"_s);
    const bool is3d = model.child(u"acceleration"_s).attribute(u"accel3d"_s) == u"yes";
    if (type == u"virtio" && is3d)
        return DisplayModel::VirtioGl;
    for (const ModelName &name : kModels) {
        if (type == QLatin1StringView(name.type))
            return name.model;
    }
    return DisplayModel::Default; // one that is not modelled: it stays
}

//! Attributes in KiB, of which `vgamem` is the picture's.
qint64 readMemory(const XmlElement &model)
{
    const QString type = model.attribute(u"type"_s);
    const bool hasMemory = type == u"vga" || type == u"vmvga" || type == u"qxl";
    const QString name = type == u"qxl" ? u"vgamem"_s : u"vram"_s;
    return hasMemory ? qBound(0LL, model.attribute(name).toLongLong(), units::MiB) * units::KiB : 0;
}

void setMemory(XmlElement model, qint64 bytes)
{
    const qint64 kib = bytes / units::KiB;
    if (model.attribute(u"type"_s) != u"qxl") {
        model.setAttribute(u"vram"_s, QString::number(kib));
        return;
    }
    const QString around = QString::number(qMax(kQxlRamKib, kib * 4));
    with(model, {{"ram", around}, {"vram", around}, {"vgamem", QString::number(kib)}});
}

QList<XmlElement> graphicsOf(const XmlElement &devices, const QString &type)
{
    QList<XmlElement> found = devices.children(u"graphics"_s);
    found.removeIf([&type](const XmlElement &e) { return e.attribute(u"type"_s) != type; });
    return found;
}

//! As rendered: a serial console is a guest without a picture.
DisplayModel asThere(DisplayModel model)
{
    return model == DisplayModel::Serial ? DisplayModel::None : model;
}

DisplayModel bestModel(const DomainPatch &patch)
{
    const bool isVirtio =
        (patch.wish.osType == Api::OsType::Linux && patch.host().videoModels.contains(u"virtio"_s))
        || patch.host().archOf(patch.wish) != u"x86_64";
    return isVirtio ? DisplayModel::Virtio : DisplayModel::Std;
}

void setModel(XmlElement devices, DisplayModel wish)
{
    XmlElement model = primaryModel(devices);
    XmlElement video = model ? model.parent() : addDevice(devices, u"video"_s);
    if (wish == DisplayModel::None) {
        devices.removeChildren(u"video"_s);
        video = devices.append(u"video"_s);
    }
    video.removeChildren(u"model"_s);
    model = video.append(u"model"_s);
    const bool is3d = wish == DisplayModel::VirtioGl;
    for (const ModelName &name : kModels) {
        if (name.model == (is3d ? DisplayModel::Virtio : wish))
            model.setAttribute(u"type"_s, QString::fromLatin1(name.type));
    }
    if (wish == DisplayModel::None)
        return;
    with(model, {{"heads", u"1"_s}, {"primary", u"yes"_s}});
    if (wish == DisplayModel::Std)
        model.setAttribute(u"vram"_s, QString::number(kStdKib));
    if (is3d)
        model.append(u"acceleration"_s).setAttribute(u"accel3d"_s, u"yes"_s);
}

void patchModel(const DomainPatch &patch)
{
    XmlElement devices = patch.devices();
    const DisplayConfig &wish = patch.wish.display;
    DisplayModel model = asThere(wish.model);
    if (model == DisplayModel::Default && patch.isNew)
        model = bestModel(patch);
    const bool isChanged = model != DisplayModel::Default && model != readModel(devices);
    if (isChanged)
        setModel(devices, model);
    XmlElement element = primaryModel(devices);
    if (!element || model == DisplayModel::None)
        return;
    const DisplayConfig now = readDisplay(devices);
    if (now.heads != wish.heads)
        element.setAttribute(u"heads"_s, QString::number(wish.heads));
    if (wish.memoryBytes > 0 && now.memoryBytes != wish.memoryBytes)
        setMemory(element, wish.memoryBytes);
}

bool hasPicture(const DisplayConfig &config)
{
    return config.model != DisplayModel::None && config.model != DisplayModel::Serial;
}

//! No socket and no port: the agent hands a connected file descriptor to QEMU for each viewer.
void addGraphics(XmlElement devices, const QString &type)
{
    XmlElement graphics = addDevice(devices, u"graphics"_s);
    graphics.setAttribute(u"type"_s, type);
    graphics.append(u"listen"_s).setAttribute(u"type"_s, u"none"_s);
}

void setGraphics(XmlElement devices, const QString &type, bool isThere)
{
    const QList<XmlElement> found = graphicsOf(devices, type);
    if (isThere && found.isEmpty() && type == u"egl-headless")
        addDevice(devices, u"graphics"_s).setAttribute(u"type"_s, type);
    else if (isThere && found.isEmpty())
        addGraphics(devices, type);
    for (XmlElement graphics : found) {
        if (!isThere)
            graphics.remove();
    }
}

//! libvirt notes who hears the guest, SPICE or nobody: for other displays it shall choose anew.
void forgetSoundOutput(const XmlElement &devices)
{
    for (XmlElement audio : devices.children(u"audio"_s)) {
        const QString type = audio.attribute(u"type"_s);
        if (type == u"none" || type == u"spice")
            audio.remove();
    }
}

void patchGraphics(const DomainPatch &patch)
{
    XmlElement devices = patch.devices();
    const DisplayConfig &before = patch.before.display;
    const DisplayConfig &wish = patch.wish.display;
    const auto differs = [&](bool DisplayConfig::*member) {
        return (hasPicture(before) && before.*member) != (hasPicture(wish) && wish.*member);
    };
    if (differs(&DisplayConfig::hasVnc) || patch.isNew)
        setGraphics(devices, u"vnc"_s, hasPicture(wish) && wish.hasVnc);
    if (differs(&DisplayConfig::hasSpice) || patch.isNew) {
        setGraphics(devices, u"spice"_s, hasPicture(wish) && wish.hasSpice);
        forgetSoundOutput(devices);
    }
    const bool is3d = wish.model == DisplayModel::VirtioGl;
    // The host's graphics draw, VNC and SPICE show what they drew.
    if (is3d && before.model != DisplayModel::VirtioGl)
        setGraphics(devices, u"egl-headless"_s, true);
    else if (before.model == DisplayModel::VirtioGl && wish.model != DisplayModel::Default && !is3d)
        setGraphics(devices, u"egl-headless"_s, false);
}

XmlElement clipboardChannel(const XmlElement &devices)
{
    for (const XmlElement &channel : devices.children(u"channel"_s)) {
        if (channel.child(u"target"_s).attribute(u"name"_s) == kClipboardPort)
            return channel;
    }
    return {};
}

bool readClipboard(const XmlElement &devices)
{
    const XmlElement channel = clipboardChannel(devices);
    if (channel.attribute(u"type"_s) == u"qemu-vdagent")
        return channel.child(u"source/clipboard"_s).attribute(u"copypaste"_s) == u"yes";
    if (!channel)
        return false;
    for (const XmlElement &spice : graphicsOf(devices, u"spice"_s)) {
        if (spice.child(u"clipboard"_s).attribute(u"copypaste"_s) == u"no")
            return false;
    }
    return true;
}

//! SPICE has its own line; for VNC QEMU plays the viewer's part.
QString channelType(const DisplayConfig &wish, const HostCapabilities &host)
{
    if (!hasPicture(wish) || !wish.hasClipboard)
        return {};
    if (wish.hasSpice)
        return u"spicevmc"_s;
    return wish.hasVnc && host.hasVdagent ? u"qemu-vdagent"_s : QString();
}

void setClipboard(XmlElement devices, const QString &type)
{
    for (XmlElement spice : graphicsOf(devices, u"spice"_s)) {
        spice.removeChildren(u"clipboard"_s);
        if (type.isEmpty())
            spice.append(u"clipboard"_s).setAttribute(u"copypaste"_s, u"no"_s);
    }
    XmlElement channel = clipboardChannel(devices);
    if (channel && channel.attribute(u"type"_s) == type) {
        if (type == u"qemu-vdagent")
            channel.ensure(u"source/clipboard"_s).setAttribute(u"copypaste"_s, u"yes"_s);
        return;
    }
    channel.remove();
    if (type.isEmpty())
        return;
    channel = with(addDevice(devices, u"channel"_s), {{"type", type}});
    if (type == u"qemu-vdagent") {
        XmlElement source = channel.append(u"source"_s);
        source.append(u"clipboard"_s).setAttribute(u"copypaste"_s, u"yes"_s);
        source.append(u"mouse"_s).setAttribute(u"mode"_s, u"client"_s);
    }
    with(channel.append(u"target"_s), {{"type", u"virtio"_s}, {"name", kClipboardPort}});
}

void patchClipboard(const DomainPatch &patch)
{
    const DisplayConfig &before = patch.before.display;
    const DisplayConfig &wish = patch.wish.display;
    const bool isAsked = before.hasClipboard != wish.hasClipboard
                         || hasPicture(before) != hasPicture(wish)
                         || before.hasSpice != wish.hasSpice || before.hasVnc != wish.hasVnc;
    if (!isAsked && !patch.isNew)
        return;
    const QString type = channelType(wish, patch.host());
    if (type.isEmpty() && !clipboardChannel(patch.devices()) && !before.hasSpice && !wish.hasSpice)
        return;
    setClipboard(patch.devices(), type);
}

} // namespace

DisplayConfig readDisplay(const XmlElement &devices)
{
    DisplayConfig display;
    const XmlElement model = primaryModel(devices);
    display.model = readModel(devices);
    display.heads = qBound(1, model.attribute(u"heads"_s).toInt(), 4);
    display.memoryBytes = readMemory(model);
    display.hasVnc = !graphicsOf(devices, u"vnc"_s).isEmpty();
    display.hasSpice = !graphicsOf(devices, u"spice"_s).isEmpty();
    display.hasClipboard = readClipboard(devices);
    return display;
}

void patchDisplay(const DomainPatch &patch)
{
    if (patch.before.display == patch.wish.display && !patch.isNew)
        return;
    patchModel(patch);
    patchGraphics(patch);
    patchClipboard(patch);
}

} // namespace Atoll::Kvm
