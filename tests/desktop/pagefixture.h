// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/appcontext.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <client/clusters.h>
#include <support/fakeagent.h>
#include <theme/theme.h>

#include <QTemporaryDir>
#include <QTest>

namespace Atoll {

//! A desktop's services beside a fake agent that they can connect to for real.
struct PageFixture
{
    QTemporaryDir directory;
    Identity identity = *loadOrCreateIdentity(directory.filePath(QStringLiteral("agent")),
                                              QStringLiteral("node-1"));
    FakeAgent agent{identity, {QStringLiteral("id"), QStringLiteral("prod"), {}}};
    Theme theme;
    Settings settings{directory.filePath(QStringLiteral("profile"))};
    MemorySecretStore secrets;
    Clusters clusters{{}, secrets};
    AppContext context{{theme, settings, secrets, clusters}};

    //! A node, two storages' worth of nothing, and one guest that runs.
    void fillAgent()
    {
        Api::NodeInfo node;
        node.name = QStringLiteral("node-1");
        node.state = Api::NodeState::Online;
        node.cpus = 8;
        node.memoryBytes = 32LL << 30;
        node.hasKvm = true;
        agent.inventory().setNode(node);
        Api::StorageInfo storage;
        storage.name = QStringLiteral("local");
        storage.node = node.name;
        storage.type = QStringLiteral("dir");
        storage.isActive = true;
        storage.totalBytes = 100LL << 30;
        agent.inventory().setStorages(node.name, {storage});
        Api::GuestInfo guest;
        guest.uuid = uuid();
        guest.id = 100;
        guest.name = QStringLiteral("web-1");
        guest.node = node.name;
        guest.state = Api::GuestState::Running;
        guest.isManaged = true;
        guest.cpus = 2;
        guest.memoryBytes = 2LL << 30;
        guest.version = 1;
        agent.inventory().setGuest(guest);
    }
    static QString uuid() { return QStringLiteral("7d5e4f0c-0000-4000-8000-000000000001"); }

    //! Connected and logged in; null when that fails.
    ClusterSession *connectSession()
    {
        if (!agent.listen())
            return nullptr;
        const auto endpoint = Rpc::Endpoint::parse(agent.address());
        ClusterSession *session = endpoint ? clusters.add({*endpoint}) : nullptr;
        if (!session)
            return nullptr;
        const auto reaches = [session](Rpc::ClientState state) {
            return QTest::qWaitFor([&] { return session->state() == state; }, 10000);
        };
        if (!reaches(Rpc::ClientState::NeedsTrust))
            return nullptr;
        session->trust(agent.fingerprint());
        if (!reaches(Rpc::ClientState::NeedsLogin))
            return nullptr;
        session->login(QStringLiteral("admin@builtin"), QStringLiteral("secret"));
        const bool isFilled =
            reaches(Rpc::ClientState::Ready)
            && QTest::qWaitFor([&] { return session->store().guests().size() > 0; }, 10000);
        return isFilled ? session : nullptr;
    }
};

} // namespace Atoll
