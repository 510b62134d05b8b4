// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usberror.h"

#include <QCoreApplication>

#include <algorithm>

namespace Atoll::Console {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(UsbError)
};

struct Words
{
    QList<const char *> signs; //!< in the library's words
    ErrorCode code;
    const char *text;
    const char *advice;
};

// The library has one code for everything; its words differ.
const Words kWords[] = {
    {{"LIBUSB_ERROR_ACCESS", "Access denied", "[-3]", "insufficient permissions", "ot authorized",
      "ACL"},
     ErrorCode::PermissionDenied,
     QT_TRANSLATE_NOOP("UsbError", "your account on this computer may not use the device"),
     QT_TRANSLATE_NOOP("UsbError",
                       "Install spice-client-glib-usb-acl-helper, which asks by polkit, or give "
                       "your account the device under /dev/bus/usb by a rule of udev.")},
    {{"LIBUSB_ERROR_BUSY", "Resource busy", "[-6]"},
     ErrorCode::Busy,
     QT_TRANSLATE_NOOP("UsbError", "a program or a driver of this computer holds the device"),
     QT_TRANSLATE_NOOP("UsbError", "Unmount it or end what uses it, then try again.")},
    {{"free USB channel"},
     ErrorCode::LimitExceeded,
     QT_TRANSLATE_NOOP("UsbError", "the guest has no free USB port"),
     QT_TRANSLATE_NOOP("UsbError", "Take another device back, or add a USB device of the kind "
                                   "“port for a SPICE viewer” in the guest's hardware.")},
    {{"not configured for USB", "redirection is disabled"},
     ErrorCode::Unsupported,
     QT_TRANSLATE_NOOP("UsbError", "the guest has no USB port for a SPICE viewer"),
     QT_TRANSLATE_NOOP("UsbError", "Add a USB device of the kind “port for a SPICE viewer” in the "
                                   "guest's hardware.")},
    {{"host policy"},
     ErrorCode::PermissionDenied,
     QT_TRANSLATE_NOOP("UsbError", "the guest's settings do not let this device in"),
     QT_TRANSLATE_NOOP("UsbError", "See the redirection filter in the guest's definition.")},
    {{"LIBUSB_ERROR_NO_DEVICE", "No such device", "[-4]", "was lost"},
     ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("UsbError", "the device was unplugged"),
     ""},
    {{"No such file", "opening file"},
     ErrorCode::NotFound,
     QT_TRANSLATE_NOOP("UsbError", "the file cannot be read"),
     ""},
};

} // namespace

Error usbError(const QString &device, const QString &reason)
{
    const auto words = std::find_if(std::begin(kWords), std::end(kWords), [&](const Words &each) {
        return std::any_of(each.signs.begin(), each.signs.end(), [&](const char *sign) {
            return reason.contains(QLatin1String(sign), Qt::CaseInsensitive);
        });
    });
    const bool isKnown = words != std::end(kWords);
    Error error{isKnown ? words->code : ErrorCode::EngineFailed,
                isKnown            ? Tr::tr(words->text)
                : reason.isEmpty() ? Tr::tr("the device could not be used")
                                   : reason};
    if (isKnown && *words->advice)
        error.hint = Tr::tr(words->advice);
    if (!device.isEmpty())
        error.text = Tr::tr("%1: %2").arg(device, error.text);
    error.details.insert(QStringLiteral("reason"), reason);
    return error;
}

} // namespace Atoll::Console
