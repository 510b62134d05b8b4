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

Result<Display> findVnc(virDomain *domain)
{
    const auto document = XmlDocument::parse(takeString(virDomainGetXMLDesc(domain, 0)));
    if (!document)
        return fail(document.error());
    unsigned index = 0;
    for (const XmlElement &graphics :
         document->root().child(u"devices"_s).children(u"graphics"_s)) {
        if (graphics.attribute(u"type"_s) == u"vnc")
            return Display{index, graphics.attribute(u"socket"_s)};
        ++index;
    }
    return fail(ErrorCode::Unsupported, u"the guest has no VNC display"_s,
                u"Use its serial console, or add a VNC display."_s);
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

Result<SharedDescriptor> openVnc(virDomain *domain)
{
    const auto display = findVnc(domain);
    if (!display)
        return fail(display.error());
    const int opened =
        virDomainOpenGraphicsFD(domain, display->index, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH);
    if (opened >= 0)
        return std::make_shared<FileDescriptor>(opened);
    const Error refused = lastLibvirtError(u"cannot open the display"_s);
    return display->socket.isEmpty() ? fail(refused) : connectTo(display->socket);
}

} // namespace

Result<QByteArray> LibvirtHypervisor::screenshot(const QString &uuid, int width)
{
    const auto picture = m_access->ask<QByteArray>(uuid, kConsole, takePicture);
    return picture ? toPng(*picture, width) : picture;
}

Result<int> LibvirtHypervisor::openDisplay(const QString &uuid)
{
    return handOut(m_access->ask<SharedDescriptor>(uuid, kConsole, openVnc));
}

Result<int> LibvirtHypervisor::openSerial(const QString &uuid)
{
    return handOut(m_access->ask<SharedDescriptor>(uuid, kConsole, bridgeSerial));
}

} // namespace Atoll::Kvm
