// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestbench.h"

#include <guest/kvm/libvirthypervisor.h>
#include <storage/dirstorage.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>
#include <system/localprocessrunner.h>

#include <QDir>

namespace Atoll {

//! One real guest under a private libvirt that is changed while it runs.
class LiveBench
{
public:
    static constexpr int kPatience = 120'000; //!< ms

    //! Fails with Unsupported and the reason where this machine cannot run it.
    static Result<std::unique_ptr<LiveBench>> create();

    //! Creates a guest that is off.
    Result<void> make(const QString &name, QJsonObject wish);
    //! Creates and starts a guest of the tiny Linux; `wish` is added to what every guest has.
    //! Returns when the agent inside answers: only then it can let go of devices.
    Result<void> boot(const QString &name, QJsonObject wish);

    GuestBench &guests() { return *m_guests; }
    Kvm::LibvirtHypervisor &hypervisor() { return *m_hypervisor; }
    StorageDriver &storage() { return *m_storages.local; }
    QString uuid() const { return m_uuid; }

    QJsonObject detail()
    {
        return m_guests->call(QStringLiteral("guest.get"), {{QStringLiteral("guest"), m_uuid}})
            .value_or(QJsonValue())
            .toObject();
    }
    QJsonObject config() { return detail()[QLatin1StringView("config")].toObject(); }
    qint64 version() { return detail()[QLatin1StringView("version")].toInteger(); }
    Result<void> set(const QJsonObject &changes);
    //! One key of a section as "cpu".
    Result<void> set(const QString &section, const QString &key, const QJsonValue &value);
    QStringList pending();
    QString live();

private:
    LiveBench() = default;

    struct Storages final : StorageLookup
    {
        std::shared_ptr<StorageDriver> local;
        Result<std::shared_ptr<StorageDriver>> storage(const QString &) const override
        {
            return local;
        }
        QStringList storageNames() const override { return {QStringLiteral("local")}; }
    };

    LocalProcessRunner m_runner;
    std::unique_ptr<Support::PrivateLibvirt> m_libvirt;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Kvm::LibvirtHypervisor> m_hypervisor;
    Storages m_storages;
    std::unique_ptr<GuestBench> m_guests;
    QString m_uuid;
};

inline Result<std::unique_ptr<LiveBench>> LiveBench::create()
{
    std::unique_ptr<LiveBench> bench(new LiveBench);
    auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt)
        return fail(libvirt.error());
    bench->m_libvirt = std::move(*libvirt);
    bench->m_folder = std::make_unique<QTemporaryDir>(bench->m_libvirt->directory()
                                                      + QStringLiteral("/agent-XXXXXX"));
    StorageConfig storage;
    storage.name = QStringLiteral("local");
    storage.path = bench->m_folder->filePath(QStringLiteral("images"));
    QDir().mkpath(storage.path);
    auto driver = DirStorage::create(storage, bench->m_runner);
    if (!driver)
        return fail(driver.error());
    if (const auto active = (*driver)->activate(); !active)
        return fail(active.error());
    bench->m_storages.local = std::shared_ptr<StorageDriver>(std::move(*driver));
    Kvm::LibvirtHypervisor::Options options;
    options.uri = bench->m_libvirt->uri();
    options.isEmulationForced = true; // also on a machine with KVM: the same everywhere
    bench->m_hypervisor = std::make_unique<Kvm::LibvirtHypervisor>(options);
    bench->m_guests = std::make_unique<GuestBench>(bench->m_folder->path(), *bench->m_hypervisor,
                                                   bench->m_storages);
    if (!QTest::qWaitFor([&] { return bench->m_hypervisor->engine().isAvailable; }, kPatience))
        return fail(ErrorCode::EngineUnavailable, bench->m_hypervisor->engine().problem);
    return bench;
}

inline Result<void> LiveBench::make(const QString &name, QJsonObject wish)
{
    const auto images = Support::TinyGuest::images();
    if (!images)
        return fail(images.error());
    wish.insert(QStringLiteral("name"), name);
    wish.insert(QStringLiteral("kernel"), *images + QStringLiteral("/vmlinuz"));
    wish.insert(QStringLiteral("initrd"), *images + QStringLiteral("/initrd.gz"));
    wish.insert(QStringLiteral("kernelArguments"),
                QStringLiteral("console=ttyS0 quiet tiny.dhcp=1"));
    if (!wish.contains(QLatin1StringView("nics"))) // its agent is known by its address
        wish.insert(QStringLiteral("nics"),
                    QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("user")}}});
    const auto made =
        m_guests->change(QStringLiteral("guest.create"), {{QStringLiteral("config"), wish}});
    if (!made)
        return fail(made.error());
    if (!m_guests->shows(name, Api::GuestState::Stopped, kPatience))
        return fail(ErrorCode::Timeout, QStringLiteral("the guest is not known"));
    m_uuid = m_guests->info(name).uuid;
    return {};
}

inline Result<void> LiveBench::boot(const QString &name, QJsonObject wish)
{
    if (const auto made = make(name, std::move(wish)); !made)
        return made;
    const auto started =
        m_guests->change(QStringLiteral("guest.start"), {{QStringLiteral("guest"), m_uuid}});
    if (!started)
        return fail(started.error());
    if (!m_guests->shows(name, Api::GuestState::Running, kPatience))
        return fail(ErrorCode::Timeout, QStringLiteral("the guest does not run"));
    const bool answers = QTest::qWaitFor(
        [this] {
            m_hypervisor->lookAt(m_uuid);
            return !m_guests->info(m_uuid).addresses.isEmpty();
        },
        kPatience);
    if (!answers)
        return fail(ErrorCode::Timeout, QStringLiteral("the agent inside does not answer"));
    return {};
}

inline Result<void> LiveBench::set(const QJsonObject &changes)
{
    const auto changed =
        m_guests->change(QStringLiteral("guest.set"), {{QStringLiteral("guest"), m_uuid},
                                                       {QStringLiteral("version"), version()},
                                                       {QStringLiteral("changes"), changes}});
    if (!changed)
        return fail(changed.error());
    return {};
}

inline Result<void> LiveBench::set(const QString &section, const QString &key,
                                   const QJsonValue &value)
{
    QJsonObject object = config()[section].toObject();
    object.insert(key, value);
    return set({{section, object}});
}

inline QStringList LiveBench::pending()
{
    const auto answer =
        m_guests->call(QStringLiteral("guest.pending"), {{QStringLiteral("guest"), m_uuid}});
    if (!answer)
        return {answer.error().sentence()};
    QStringList paths;
    for (const QJsonValue &change : answer->toArray())
        paths += change.toObject()[QLatin1StringView("path")].toString();
    return paths;
}

inline QString LiveBench::live()
{
    return m_guests->call(QStringLiteral("guest.xml"), {{QStringLiteral("guest"), m_uuid}})
        .value_or(QJsonValue())
        .toObject()[QLatin1StringView("xml")]
        .toString();
}

} // namespace Atoll
