// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentandctl.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kStartMs = 120'000;

QString program(const QString &name) { return QStringLiteral(ATOLL_BIN_DIR "/") + name; }

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

Result<void> AgentAndCtl::addUser()
{
    const QByteArray password = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    if (!write(m_directory + u"/password"_s, password))
        return fail(ErrorCode::Internal, u"cannot write below %1"_s.arg(m_directory));
    QProcess process;
    process.start(program(u"atolld"_s), {u"--config"_s, config(), u"user"_s, u"add"_s, u"admin"_s,
                                         u"--password-stdin"_s});
    process.write(password + '\n');
    process.closeWriteChannel();
    if (process.waitForFinished(kStartMs) && process.exitCode() == 0)
        return {};
    return fail(ErrorCode::EngineFailed,
                u"cannot make the user: "_s + QString::fromUtf8(process.readAllStandardError()));
}

QString AgentAndCtl::password() const
{
    QFile file(m_directory + u"/password"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Result<void> AgentAndCtl::configure(const QString &listen) const
{
    const QString text = u"[agent]\nname = \"reef-1\"\nstate_dir = \"%1/state\"\n"
                         "listen = \"%4\"\n[libvirt]\nuri = \"%2\"\n"
                         "emulation = \"always\"\n[storage]\npath = \"%3\"\n"_s.arg(
                             m_directory, m_libvirtUri, storagePath(), listen);
    if (!write(config(), text.toUtf8()))
        return fail(ErrorCode::Internal, u"cannot write %1"_s.arg(config()));
    return {};
}

Result<void> AgentAndCtl::launch()
{
    m_process.start(program(u"atolld"_s), {u"--config"_s, config()});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kStartMs))
            return fail(ErrorCode::EngineFailed,
                        u"atolld does not start: "_s + QString::fromUtf8(log()));
    }
    const QList<QByteArray> line = m_process.readLine().trimmed().split(' ');
    if (line.size() < 5)
        return fail(ErrorCode::EngineFailed, u"atolld says something strange"_s);
    m_login = {u"--server"_s,        QString::fromUtf8(line.at(2)),
               u"--fingerprint"_s,   QString::fromUtf8(line.at(4)),
               u"--user"_s,          u"admin@builtin"_s,
               u"--password-file"_s, m_directory + u"/password"_s};
    return {};
}

Result<std::unique_ptr<AgentAndCtl>> AgentAndCtl::start(const QString &libvirtUri,
                                                        const QString &directory)
{
    std::unique_ptr<AgentAndCtl> agent(new AgentAndCtl);
    agent->m_directory = directory;
    agent->m_libvirtUri = libvirtUri;
    QDir().mkpath(agent->storagePath());
    agent->m_process.setStandardErrorFile(directory + u"/agent.log"_s);
    auto ready = agent->configure(u"127.0.0.1:0"_s);
    if (ready)
        ready = agent->addUser();
    if (ready)
        ready = agent->launch();
    if (!ready)
        return fail(ready.error());
    return agent;
}

Result<void> AgentAndCtl::crashAndRestart()
{
    m_process.kill();
    m_process.waitForFinished(5000);
    if (const auto configured = configure(address()); !configured)
        return configured;
    return launch();
}

AgentAndCtl::~AgentAndCtl()
{
    m_process.terminate();
    if (!m_process.waitForFinished(30'000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

QByteArray AgentAndCtl::log()
{
    QFile file(m_directory + u"/agent.log"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<QJsonValue> AgentAndCtl::ctl(const QStringList &words, const QJsonObject &params,
                                    int milliseconds) const
{
    QStringList arguments = m_login + QStringList{u"--json"_s} + words;
    if (!params.isEmpty())
        arguments += {u"--params"_s, u"@-"_s};
    QProcess process;
    process.start(program(u"atollctl"_s), arguments);
    process.write(QJsonDocument(params).toJson());
    process.closeWriteChannel();
    if (!process.waitForFinished(milliseconds))
        return fail(ErrorCode::Timeout, u"atollctl %1 does not end"_s.arg(words.join(u' ')));
    const QByteArray answer = process.readAllStandardOutput();
    if (process.exitCode() != 0)
        return fail(ErrorCode::EngineFailed,
                    words.join(u' ') + u": "_s
                        + QString::fromUtf8(process.readAllStandardError() + answer));
    const QJsonDocument document = QJsonDocument::fromJson(answer);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace Atoll
