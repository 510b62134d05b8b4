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

Result<void> AgentAndCtl::addUser(const QString &config)
{
    const QByteArray password = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    if (!write(m_directory + u"/password"_s, password))
        return fail(ErrorCode::Internal, u"cannot write below %1"_s.arg(m_directory));
    QProcess process;
    process.start(program(u"atolld"_s),
                  {u"--config"_s, config, u"user"_s, u"add"_s, u"admin"_s, u"--password-stdin"_s});
    process.write(password + '\n');
    process.closeWriteChannel();
    if (process.waitForFinished(kStartMs) && process.exitCode() == 0)
        return {};
    return fail(ErrorCode::EngineFailed,
                u"cannot make the user: "_s + QString::fromUtf8(process.readAllStandardError()));
}

Result<std::unique_ptr<AgentAndCtl>> AgentAndCtl::start(const QString &libvirtUri,
                                                        const QString &directory)
{
    std::unique_ptr<AgentAndCtl> agent(new AgentAndCtl);
    agent->m_directory = directory;
    QDir().mkpath(agent->storagePath());
    const QString config = directory + u"/agent.toml"_s;
    const QString text = u"[agent]\nname = \"reef-1\"\nstate_dir = \"%1/state\"\n"
                         "listen = \"127.0.0.1:0\"\n[libvirt]\nuri = \"%2\"\n"
                         "emulation = \"always\"\n[storage]\npath = \"%3\"\n"_s.arg(
                             directory, libvirtUri, agent->storagePath());
    if (!write(config, text.toUtf8()))
        return fail(ErrorCode::Internal, u"cannot write %1"_s.arg(config));
    if (const auto added = agent->addUser(config); !added)
        return fail(added.error());
    agent->m_process.setStandardErrorFile(directory + u"/agent.log"_s);
    agent->m_process.start(program(u"atolld"_s), {u"--config"_s, config});
    while (!agent->m_process.canReadLine()) {
        if (!agent->m_process.waitForReadyRead(kStartMs))
            return fail(ErrorCode::EngineFailed,
                        u"atolld does not start: "_s + QString::fromUtf8(agent->log()));
    }
    const QList<QByteArray> line = agent->m_process.readLine().trimmed().split(' ');
    if (line.size() < 5)
        return fail(ErrorCode::EngineFailed, u"atolld says something strange"_s);
    agent->m_login = {u"--server"_s,        QString::fromUtf8(line.at(2)),
                      u"--fingerprint"_s,   QString::fromUtf8(line.at(4)),
                      u"--user"_s,          u"admin@builtin"_s,
                      u"--password-file"_s, directory + u"/password"_s};
    return agent;
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
