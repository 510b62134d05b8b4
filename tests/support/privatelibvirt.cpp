// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "privatelibvirt.h"

#include <QDeadlineTimer>
#include <QDir>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll::Support {

namespace {
constexpr int kStartMs = 90'000; // the first start on a machine probes every QEMU there is
constexpr int kExitMissing = 3;  // of private-libvirtd: a program is not installed
} // namespace

PrivateLibvirt::PrivateLibvirt()
    : m_directory(QDir::tempPath() + u"/atoll-XXXXXX"_s)
{}

PrivateLibvirt::~PrivateLibvirt()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(20'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

Result<std::unique_ptr<PrivateLibvirt>> PrivateLibvirt::create()
{
    std::unique_ptr<PrivateLibvirt> libvirt(new PrivateLibvirt);
    if (!libvirt->m_directory.isValid()) {
        return fail(ErrorCode::Internal, libvirt->m_directory.errorString());
    }
    libvirt->m_uri = qEnvironmentVariable("ATOLL_TEST_LIBVIRT_URI");
    if (libvirt->m_uri.isEmpty()) {
        if (const auto launched = libvirt->launch(); !launched) {
            return fail(launched.error());
        }
    }
    return libvirt;
}

Result<void> PrivateLibvirt::launch()
{
    const auto cache = u"%1/libvirt-%2"_s.arg(QStringLiteral(ATOLL_TEST_CACHE)).arg(geteuid());
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(QStringLiteral(ATOLL_SUPPORT_DIR "/private-libvirtd"),
                    {u"--state"_s, m_directory.path() + u"/libvirt"_s, u"--cache"_s, cache});
    const auto line = nextLine(kStartMs);
    if (line && line->startsWith("uri ")) {
        m_uri = QString::fromUtf8(line->mid(4));
        return {};
    }
    m_process.waitForFinished(1000);
    const auto words = QString::fromLocal8Bit(m_process.readAllStandardError()).trimmed();
    const bool missing =
        m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == kExitMissing;
    return fail(missing ? ErrorCode::Unsupported : ErrorCode::EngineFailed,
                words.isEmpty() ? u"a private libvirtd did not start"_s : words);
}

Result<QByteArray> PrivateLibvirt::nextLine(int milliseconds)
{
    const QDeadlineTimer deadline(milliseconds);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            return fail(ErrorCode::EngineUnavailable, u"private-libvirtd does not answer"_s);
        }
    }
    return m_process.readLine().trimmed();
}

Result<void> PrivateLibvirt::order(const QByteArray &word)
{
    if (m_process.state() != QProcess::Running) {
        return fail(ErrorCode::Unsupported, u"this test must stop libvirtd, which a shared one "
                                            "(ATOLL_TEST_LIBVIRT_URI) does not permit"_s);
    }
    m_process.write(word + '\n');
    const auto line = nextLine(kStartMs);
    if (!line) {
        return fail(line.error());
    }
    if (*line != "ok " + word) {
        return fail(ErrorCode::EngineFailed,
                    QString::fromUtf8(*line + ": " + m_process.readAllStandardError()));
    }
    return {};
}

Result<void> PrivateLibvirt::stop() { return order("stop"); }
Result<void> PrivateLibvirt::kill() { return order("kill"); }
Result<void> PrivateLibvirt::start() { return order("start"); }

} // namespace Atoll::Support
