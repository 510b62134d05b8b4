// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "libvirthypervisor.h"
#include "png.h"
#include "serialbridge.h"
#include "xml.h"

#include <system/filedescriptor.h>
#include <system/systemerror.h>

#include <QFile>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll::Kvm {
namespace {

constexpr qsizetype kMaximumPicture = 256 << 20;
constexpr auto kConsole = 10s;

using SharedDescriptor = std::shared_ptr<FileDescriptor>;

//! A descriptor that nobody waits for any more closes with its last owner; who waited gets a copy.
Result<int> handOut(const Result<SharedDescriptor> &descriptor)
{
    if (!descriptor)
        return fail(descriptor.error());
    const int copy = fcntl((*descriptor)->get(), F_DUPFD_CLOEXEC, 3);
    if (copy < 0)
        return fail(systemError(u"cannot hand out the console"_s, errno));
    return copy;
}

int collect(virStream *, const char *data, size_t size, void *opaque)
{
    auto *picture = static_cast<QByteArray *>(opaque);
    if (picture->size() + qsizetype(size) > kMaximumPicture)
        return -1;
    picture->append(data, qsizetype(size));
    return int(size);
}

Result<QByteArray> takePicture(virDomain *domain)
{
    const StreamHandle stream(virStreamNew(virDomainGetConnect(domain), 0));
    const QString what = u"cannot take a picture"_s;
    if (!stream)
        return fail(lastLibvirtError(what));
    const QString type = takeString(virDomainScreenshot(domain, stream.get(), 0, 0));
    if (type.isEmpty())
        return fail(lastLibvirtError(what));
    QByteArray picture;
    if (virStreamRecvAll(stream.get(), collect, &picture) < 0)
        return fail(lastLibvirtError(what));
    virStreamFinish(stream.get());
    return picture;
}

struct Display
{
    unsigned index = 0; //!< among all <graphics>
    QString socket;
};

Result<Display> findDisplay(virDomain *domain, const QString &type)
{
    const auto document = XmlDocument::parse(takeString(virDomainGetXMLDesc(domain, 0)));
    if (!document)
        return fail(document.error());
    unsigned index = 0;
    for (const XmlElement &graphics :
         document->root().child(u"devices"_s).children(u"graphics"_s)) {
        if (graphics.attribute(u"type"_s) == type)
            return Display{index, graphics.attribute(u"socket"_s)};
        ++index;
    }
    const QString name = type.toUpper();
    return fail(ErrorCode::Unsupported, u"the guest has no %1 display"_s.arg(name),
                u"Use another of its consoles, or add %1 to its display."_s.arg(name));
}

Result<SharedDescriptor> connectTo(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= qsizetype(sizeof(address.sun_path)))
        return fail(ErrorCode::EngineFailed, u"the path of the display's socket is too long"_s);
    memcpy(address.sun_path, name.constData(), size_t(name.size()));
    auto descriptor =
        std::make_shared<FileDescriptor>(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto *generic = reinterpret_cast<const sockaddr *>(&address);
    if (!descriptor->isValid() || ::connect(descriptor->get(), generic, sizeof(address)) < 0)
        return fail(systemError(u"cannot connect to the display at %1"_s.arg(path), errno));
    return descriptor;
}

//! libvirt asks QEMU for nobody's password here: whoever has a ticket was let in by us.
Result<SharedDescriptor> openDisplay(virDomain *domain, const QString &type)
{
    const auto display = findDisplay(domain, type);
    if (!display)
        return fail(display.error());
    const int opened =
        virDomainOpenGraphicsFD(domain, display->index, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH);
    if (opened >= 0)
        return std::make_shared<FileDescriptor>(opened);
    const Error refused = lastLibvirtError(u"cannot open the display"_s);
    return display->socket.isEmpty() ? fail(refused) : connectTo(display->socket);
}

Result<SharedDescriptor> openKind(virDomain *domain, Api::ConsoleKind kind)
{
    switch (kind) {
    case Api::ConsoleKind::Vnc:
        return openDisplay(domain, u"vnc"_s);
    case Api::ConsoleKind::Spice:
        return openDisplay(domain, u"spice"_s);
    case Api::ConsoleKind::Serial:
        break;
    }
    return bridgeSerial(domain);
}

} // namespace

Result<QByteArray> LibvirtHypervisor::screenshot(const QString &uuid, int width)
{
    const auto picture = m_access->ask<QByteArray>(uuid, kConsole, takePicture);
    return picture ? toPng(*picture, width) : picture;
}

Result<int> LibvirtHypervisor::openConsole(const QString &uuid, Api::ConsoleKind kind)
{
    return handOut(m_access->ask<SharedDescriptor>(
        uuid, kConsole, [kind](virDomain *domain) { return openKind(domain, kind); }));
}

} // namespace Atoll::Kvm
