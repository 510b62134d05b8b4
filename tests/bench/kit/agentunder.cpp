// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "agentunder.h"

#include <rpc/client.h>

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QTcpServer>
#include <QTimer>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Atoll::Bench {
namespace {

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

Result<void> addUser(const QStringList &where, const QString &password)
{
    QProcess process;
    process.start(program(u"atolld"_s),
                  where + QStringList{u"user"_s, u"add"_s, u"admin"_s, u"--password-stdin"_s});
    process.write(password.toUtf8() + '\n');
    process.closeWriteChannel();
    if (process.waitForFinished(60000) && process.exitCode() == 0)
        return {};
    return fail(ErrorCode::EngineFailed, u"the agent's user could not be made: %1"_s.arg(
                                             QString::fromUtf8(process.readAllStandardError())));
}

} // namespace

Result<std::unique_ptr<AgentUnder>> AgentUnder::start(const QString &libvirtUri,
                                                      const QString &directory)
{
    const QDir folder(directory);
    folder.mkpath(u"agent"_s);
    std::unique_ptr<AgentUnder> agent(new AgentUnder);
    agent->m_password = QUuid::createUuid().toString(QUuid::WithoutBraces);
    agent->m_passwordFile = folder.filePath(u"password"_s);
    QFile file(agent->m_passwordFile);
    if (!file.open(QIODevice::WriteOnly)
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(agent->m_password.toUtf8()) < 0)
        return fail(ErrorCode::EngineFailed, u"cannot write %1"_s.arg(agent->m_passwordFile));
    file.close();
    const QStringList where{
        u"--config"_s,      u"/dev/null"_s, u"--state-dir"_s, folder.filePath(u"agent"_s),
        u"--libvirt-uri"_s, libvirtUri,     u"--listen"_s,    u"127.0.0.1:%1"_s.arg(freePort())};
    if (const auto added = addUser(where, agent->m_password); !added)
        return fail(added.error());
    agent->m_process = std::make_unique<Child>(program(u"atolld"_s), where);
    const QList<QByteArray> words = agent->m_process->readLine(60).split(' ');
    if (words.size() < 5)
        return fail(ErrorCode::EngineFailed, u"the agent did not come up"_s);
    agent->m_address = QString::fromUtf8(words.at(2));
    agent->m_fingerprint = QString::fromUtf8(words.at(4));
    return agent;
}

int AgentUnder::guestCount() const
{
    constexpr std::chrono::seconds kLongest{30};
    int count = 0;
    QEventLoop loop;
    Rpc::Client client(
        {.endpoints = {*Rpc::Endpoint::parse(m_address)}, .fingerprint = m_fingerprint});
    QObject::connect(&client, &Rpc::Client::stateChanged, &loop, [&](Rpc::ClientState state) {
        if (state == Rpc::ClientState::NeedsLogin)
            client.login(u"admin@builtin"_s, m_password);
        if (state != Rpc::ClientState::Ready)
            return;
        client.call(Api::guestList).then(&loop, [&](const Result<QList<Api::GuestInfo>> &guests) {
            count = guests ? int(guests->size()) : 0;
            loop.quit();
        });
    });
    QTimer::singleShot(kLongest, &loop, &QEventLoop::quit);
    client.start();
    loop.exec();
    return count;
}

QStringList AgentUnder::desktopArguments(const QString &profile) const
{
    return {u"--profile"_s,       profile,       u"--connect"_s, m_address,
            u"--fingerprint"_s,   m_fingerprint, u"--user"_s,    u"admin@builtin"_s,
            u"--password-file"_s, m_passwordFile};
}

} // namespace Atoll::Bench
