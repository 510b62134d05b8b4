// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tinyguest.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Support {

namespace {

Result<void> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(120'000);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
        && process.error() == QProcess::UnknownError) {
        return {};
    }
    const auto words = QString::fromLocal8Bit(process.readAllStandardError()).trimmed();
    return fail(ErrorCode::Unsupported, words.isEmpty() ? process.errorString() : words);
}

QByteArray fileContents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<QString> TinyGuest::images()
{
    const auto directory =
        u"%1/tinyguest-%2"_s.arg(QStringLiteral(ATOLL_TEST_CACHE)).arg(geteuid());
    return run(QStringLiteral(ATOLL_SUPPORT_DIR "/tinyguest/make-tiny-guest"), {directory})
        .map([&] { return directory; });
}

Result<TinyGuest> TinyGuest::create(const QString &directory, const QString &name,
                                    const QString &arguments)
{
    const auto imageDirectory = images();
    if (!imageDirectory) {
        return fail(imageDirectory.error());
    }
    TinyGuest guest;
    guest.m_name = name;
    guest.m_base = directory + u'/' + name;
    const auto disk =
        run(u"qemu-img"_s, {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, u"-F"_s, u"qcow2"_s, u"-b"_s,
                            *imageDirectory + u"/disk.qcow2"_s, guest.diskPath()});
    if (!disk) {
        return fail(disk.error());
    }
    auto xml = QString::fromUtf8(
        fileContents(QStringLiteral(ATOLL_SUPPORT_DIR "/tinyguest/domain.xml.in")));
    const std::pair<QString, QString> values[] = {
        {u"@NAME@"_s, name},
        {u"@MEMORY@"_s, u"96"_s},
        {u"@ARGUMENTS@"_s, arguments},
        {u"@IMAGES@"_s, *imageDirectory},
        {u"@DISK@"_s, guest.diskPath()},
        {u"@SERIAL_LOG@"_s, guest.serialLogPath()},
        {u"@VNC_SOCKET@"_s, guest.vncSocketPath()},
    };
    for (const auto &[placeholder, value] : values) {
        xml.replace(placeholder, value.toHtmlEscaped());
    }
    guest.m_domainXml = xml;
    return guest;
}

bool TinyGuest::waitForReady(int milliseconds) const
{
    return QTest::qWaitFor(
        [this] { return fileContents(serialLogPath()).contains("TINY-GUEST-READY"); },
        milliseconds);
}

} // namespace Atoll::Support
