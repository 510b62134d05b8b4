// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <guest/guestservice.h>
#include <server/registry.h>
#include <store/sqlitestore.h>
#include <support/fakestorage.h>
#include <system/localprocessrunner.h>
#include <tasks/taskrunner.h>

#include <core/units.h>

#include <QMutex>
#include <QTest>

namespace Atoll {

//! Guests with the real store, task runner and registry; hypervisor and storages are the test's.
class GuestBench
{
public:
    GuestBench(const QString &folder, Hypervisor &hypervisor, StorageLookup &storages,
               bool allowsEmulation = true, ProcessRunner *processes = nullptr)
        : m_store(std::move(
            *SqliteStore::open({.path = folder + QStringLiteral("/cluster.db")}, m_clock)))
        , m_inventory({})
        , m_roster(QStringLiteral("reef-1"), hypervisor, *m_store, m_inventory)
        , m_tasks(std::move(*TaskRunner::open(
              {folder + QStringLiteral("/tasks.db"), QStringLiteral("reef-1")}, m_clock)))
        , m_registry(
              m_tasks.get(),
              [](const QString &, Privilege, const QString &) { return Result<void>(); },
              [this](const Api::AuditRecord &record) {
                  const QMutexLocker lock(&m_auditMutex);
                  m_audit.append(record);
              },
              [this](const Caller &, const ChannelGrant &grant) -> Result<Api::ConsoleTicket> {
                  grants.append(grant);
                  return Api::ConsoleTicket{QStringLiteral("ticket")};
              })
    {
        const auto gate = [](const QString &user, Privilege, const QString &) -> Result<void> {
            if (user.startsWith(u"operator"))
                return fail(ErrorCode::PermissionDenied, QStringLiteral("no"));
            return {};
        };
        registerGuestMethods(m_registry, *m_tasks,
                             {hypervisor, *m_store, storages, m_roster, allowsEmulation, gate,
                              folder, processes ? processes : &m_processes,
                              folder + QStringLiteral("/sys")});
    }
    ~GuestBench() { m_tasks->stop(); }

    Result<QJsonValue> call(const QString &method, const QJsonObject &params,
                            const QString &user = QStringLiteral("admin@builtin"))
    {
        std::optional<Result<QJsonValue>> answer;
        m_registry.dispatch({user, QStringLiteral("::1"), nullptr}, method, params,
                            [&answer](const Result<QJsonValue> &result) { answer = result; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000);
        return answer ? *answer : fail(ErrorCode::Timeout, QStringLiteral("no answer"));
    }
    void send(const QString &method, const QJsonObject &params, const Registry::Reply &reply)
    {
        m_registry.dispatch({QStringLiteral("admin@builtin"), QStringLiteral("::1"), nullptr},
                            method, params, reply);
    }
    //! Starts a change and gives the id of its task.
    Result<QString> begin(const QString &method, const QJsonObject &params)
    {
        return call(method, params).map([](const QJsonValue &answer) {
            return answer.toObject().value(QLatin1StringView("task")).toString();
        });
    }
    Api::TaskInfo finish(const QString &task, int milliseconds = 60'000)
    {
        (void)QTest::qWaitFor(
            [&] {
                const auto info = m_tasks->info(task);
                return info && info->isEnded();
            },
            milliseconds);
        return m_tasks->info(task).value_or(Api::TaskInfo{});
    }
    //! The whole change: its result, or what refused or failed it.
    Result<QJsonValue> change(const QString &method, const QJsonObject &params)
    {
        const auto task = begin(method, params);
        if (!task)
            return fail(task.error());
        const Api::TaskInfo info = finish(*task);
        if (info.state == Api::TaskState::Succeeded)
            return info.result;
        return fail(Error::fromJson(info.error));
    }
    Result<Api::Plan> plan(const QString &method, QJsonObject params)
    {
        params.insert(QLatin1StringView("dryRun"), true);
        const auto answer = call(method, params);
        return answer ? fromJson<Api::Plan>(*answer, UnknownFields::Ignore) : fail(answer.error());
    }

    Api::GuestInfo info(const QString &reference) const
    {
        return m_roster.find(reference).value_or(Api::GuestInfo{});
    }
    //! Waits for the inventory to show a guest in this state.
    bool shows(const QString &reference, Api::GuestState state, int milliseconds = 5000) const
    {
        return QTest::qWaitFor(
            [&] {
                const auto found = m_inventory.find(reference);
                return found && found->state == state;
            },
            milliseconds);
    }

    QList<Api::AuditRecord> audit()
    {
        const QMutexLocker lock(&m_auditMutex);
        return m_audit;
    }

    GuestRoster &roster() { return m_roster; }
    SqliteStore &store() { return *m_store; }
    TaskRunner &tasks() { return *m_tasks; }
    Inventory &inventory() { return m_inventory; }

    QList<ChannelGrant> grants;

private:
    QMutex m_auditMutex;
    QList<Api::AuditRecord> m_audit;
    SystemClock m_clock;
    LocalProcessRunner m_processes;
    std::unique_ptr<SqliteStore> m_store;
    Inventory m_inventory;
    GuestRoster m_roster;
    std::unique_ptr<TaskRunner> m_tasks; //!< ends before what its workers use
    Registry m_registry;
};

} // namespace Atoll
