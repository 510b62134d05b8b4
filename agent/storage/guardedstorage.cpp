// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guardedstorage.h"

#include <mutex>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! Passes progress on until the caller has gone, since late work outlives it.
class ProgressGate
{
public:
    explicit ProgressGate(std::function<void(qint64, qint64)> progress)
        : m_progress(std::move(progress))
    {}

    void report(qint64 done, qint64 total)
    {
        const std::lock_guard lock(m_mutex);
        if (m_progress)
            m_progress(done, total);
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_progress = nullptr;
    }

private:
    std::mutex m_mutex;
    std::function<void(qint64, qint64)> m_progress;
};

//! A draft whose publishing goes through the storage's lane.
class GuardedDraft : public VolumeDraft
{
public:
    GuardedDraft(std::shared_ptr<StorageDriver> driver, std::unique_ptr<VolumeDraft> draft,
                 std::shared_ptr<Lane> lane, std::chrono::milliseconds deadline)
        : m_driver(std::move(driver))
        , m_draft(std::move(draft))
        , m_lane(std::move(lane))
        , m_deadline(deadline)
    {}

    QString path() const override { return m_draft->path(); }
    Result<Api::VolumeInfo> publish() override
    {
        return m_lane->call<Api::VolumeInfo>(
            m_deadline, {},
            [driver = m_driver, draft = m_draft](auto) { return draft->publish(); });
    }

private:
    std::shared_ptr<StorageDriver> m_driver; //!< outlives the draft
    std::shared_ptr<VolumeDraft> m_draft;
    std::shared_ptr<Lane> m_lane;
    std::chrono::milliseconds m_deadline;
};

} // namespace

GuardedStorage::GuardedStorage(std::shared_ptr<StorageDriver> driver,
                               const StorageDeadlines &deadlines)
    : m_driver(std::move(driver))
    , m_deadlines(deadlines)
    , m_lane(std::make_shared<Lane>(u"storage "_s + m_driver->config().name))
{}

template <class T, class F>
Result<T> GuardedStorage::call(std::chrono::milliseconds deadline, F work, std::stop_token stop)
{
    return m_lane->call<T>(deadline, std::move(stop),
                           [driver = m_driver, work = std::move(work)](std::stop_token token) {
                               return work(*driver, std::move(token));
                           });
}

Result<void> GuardedStorage::activate()
{
    return call<void>(m_deadlines.answer,
                      [](StorageDriver &driver, auto) { return driver.activate(); });
}

Result<StorageStatus> GuardedStorage::status()
{
    return call<StorageStatus>(m_deadlines.answer,
                               [](StorageDriver &driver, auto) { return driver.status(); });
}

Result<QList<Api::VolumeInfo>> GuardedStorage::volumes()
{
    return call<QList<Api::VolumeInfo>>(
        m_deadlines.answer, [](StorageDriver &driver, auto) { return driver.volumes(); });
}

Result<Api::VolumeInfo> GuardedStorage::volume(const QString &name)
{
    return call<Api::VolumeInfo>(
        m_deadlines.answer, [name](StorageDriver &driver, auto) { return driver.volume(name); });
}

Result<Api::VolumeInfo> GuardedStorage::create(const VolumeSpec &spec, const WorkContext &context)
{
    const auto gate = std::make_shared<ProgressGate>(context.progress);
    const auto work = [gate, spec](StorageDriver &driver, std::stop_token stop) {
        return driver.create(spec, {std::move(stop), [gate](qint64 done, qint64 total) {
                                        gate->report(done, total);
                                    }});
    };
    Result<Api::VolumeInfo> made = call<Api::VolumeInfo>(m_deadlines.create, work, context.stop);
    gate->close();
    return made;
}

Result<Api::VolumeInfo> GuardedStorage::put(const QString &name, const QByteArray &bytes)
{
    return call<Api::VolumeInfo>(m_deadlines.answer, [name, bytes](StorageDriver &driver, auto) {
        return driver.put(name, bytes);
    });
}

Result<std::unique_ptr<VolumeDraft>> GuardedStorage::draft(const DraftSpec &spec)
{
    auto begun = call<std::unique_ptr<VolumeDraft>>(
        m_deadlines.change, [spec](StorageDriver &driver, auto) { return driver.draft(spec); });
    if (!begun)
        return begun;
    return std::make_unique<GuardedDraft>(m_driver, std::move(*begun), m_lane, m_deadlines.create);
}

Result<void> GuardedStorage::remove(const QString &name)
{
    return call<void>(m_deadlines.change,
                      [name](StorageDriver &driver, auto) { return driver.remove(name); });
}

Result<Api::VolumeInfo> GuardedStorage::rename(const QString &name, const QString &newName)
{
    return call<Api::VolumeInfo>(m_deadlines.change, [name, newName](StorageDriver &driver, auto) {
        return driver.rename(name, newName);
    });
}

Result<Api::VolumeInfo> GuardedStorage::resize(const QString &name, qint64 sizeBytes)
{
    return call<Api::VolumeInfo>(
        m_deadlines.change,
        [name, sizeBytes](StorageDriver &driver, auto) { return driver.resize(name, sizeBytes); });
}

Result<VolumeSource> GuardedStorage::source(const QString &name)
{
    return call<VolumeSource>(m_deadlines.answer,
                              [name](StorageDriver &driver, auto) { return driver.source(name); });
}

Result<void> GuardedStorage::vet(const QString &name)
{
    return call<void>(m_deadlines.change,
                      [name](StorageDriver &driver, auto) { return driver.vet(name); });
}

template <class T, class F>
Result<T> GuardedStorage::longCall(const WorkContext &context, F work)
{
    const auto gate = std::make_shared<ProgressGate>(context.progress);
    const auto guarded = [gate, work = std::move(work)](StorageDriver &driver,
                                                        std::stop_token stop) {
        return work(driver, WorkContext{std::move(stop), [gate](qint64 done, qint64 total) {
                                            gate->report(done, total);
                                        }});
    };
    Result<T> done = call<T>(m_deadlines.copy, guarded, context.stop);
    gate->close();
    return done;
}

Result<Api::VolumeInfo> GuardedStorage::createOverlay(const OverlaySpec &spec,
                                                      const WorkContext &context)
{
    return call<Api::VolumeInfo>(
        m_deadlines.change,
        [spec](StorageDriver &driver, std::stop_token stop) {
            return driver.createOverlay(spec, {std::move(stop), {}});
        },
        context.stop);
}

Result<QStringList> GuardedStorage::dependents(const QString &name)
{
    return call<QStringList>(m_deadlines.change, [name](StorageDriver &driver, auto) {
        return driver.dependents(name);
    });
}

Result<QString> GuardedStorage::baseOf(const QString &name)
{
    return call<QString>(m_deadlines.change,
                         [name](StorageDriver &driver, auto) { return driver.baseOf(name); });
}

Result<void> GuardedStorage::mergeDown(const QString &name, const WorkContext &context)
{
    return longCall<void>(context, [name](StorageDriver &driver, const WorkContext &inner) {
        return driver.mergeDown(name, inner);
    });
}

Result<void> GuardedStorage::setBase(const QString &name, const QString &base)
{
    return call<void>(m_deadlines.change, [name, base](StorageDriver &driver, auto) {
        return driver.setBase(name, base);
    });
}

Result<void> GuardedStorage::setReadOnly(const QString &name, bool isReadOnly)
{
    return call<void>(m_deadlines.change, [name, isReadOnly](StorageDriver &driver, auto) {
        return driver.setReadOnly(name, isReadOnly);
    });
}

Result<Api::VolumeInfo> GuardedStorage::createCopy(const CopySpec &spec, const WorkContext &context)
{
    return longCall<Api::VolumeInfo>(context,
                                     [spec](StorageDriver &driver, const WorkContext &inner) {
                                         return driver.createCopy(spec, inner);
                                     });
}

} // namespace Atoll
