// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filedrop.h"

#include <client/whendone.h>
#include <console/consoleview.h>

#include <api/guesttransfer.h>

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Atoll {

namespace {

QList<Api::SentFile> sentFiles(const QStringList &files)
{
    QList<Api::SentFile> sent;
    for (const QString &file : files)
        sent.append({QFileInfo(file).fileName(), QFileInfo(file).size()});
    return sent;
}

Error errorOf(const Api::TaskInfo &task)
{
    Error error = Error::fromJson(task.error);
    if (error.text.isEmpty())
        error.text = FileDrop::tr("%1 did not end well").arg(task.method);
    return error;
}

} // namespace

FileDrop::FileDrop(ClusterSession &session, const QString &guest, const QStringList &files,
                   Console::ConsoleView *view, QObject *parent)
    : QObject(parent)
    , m_session(&session)
    , m_guest(guest)
    , m_files(files)
    , m_view(view)
{
    for (const QString &file : files)
        m_facts.sizeBytes += QFileInfo(file).size();
    connect(&session.store(), &StateStore::tasksChanged, this, &FileDrop::tellTask);
    ask();
}

FileDrop::~FileDrop() = default;

QString FileDrop::guestName() const
{
    const Api::GuestInfo *guest = m_session ? m_session->store().guest(m_guest) : nullptr;
    return guest ? guest->name : m_guest;
}

void FileDrop::ask()
{
    m_facts.console = m_view ? m_view->mayTakeFiles()
                             : fail(ErrorCode::ConnectionLost, tr("the console is closed"));
    m_facts.isReady = m_session->isReady();
    m_facts.mayAskAgent = m_session->may(Privilege::GuestAgent);
    m_facts.mayEditGuest = m_session->may(Privilege::GuestEdit);
    m_facts.mayEditStorage = m_session->may(Privilege::StorageEdit);
    const Api::GuestInfo *guest = m_session->store().guest(m_guest);
    m_facts.isManaged = guest && guest->isManaged;
    const auto &storages = m_session->store().storages();
    for (const int index : storages.indexes()) {
        const Api::StorageInfo &storage = storages.at(index);
        if (storage.isActive && guest && storage.node == guest->node)
            m_facts.storages += storage.name;
    }
    if (!m_facts.isReady)
        return;
    if (m_facts.mayAskAgent)
        whenDone(m_session->call(Api::guestAgentInfo, {m_guest}), this,
                 [this](const Result<Api::AgentInfo> &info) {
                     m_facts.agent = info;
                     Q_EMIT factsChanged();
                 });
    whenDone(m_session->call(Api::guestGet, {m_guest}), this,
             [this](const Result<Api::GuestDetail> &detail) {
                 m_facts.config = detail.map([](const auto &known) { return known.config; });
                 Q_EMIT factsChanged();
             });
}

void FileDrop::send(DropWay way, const QString &storage)
{
    if (m_isSending || !m_session)
        return;
    m_isSending = true;
    m_stop = {};
    if (way == DropWay::Spice) {
        const Result<void> sent = m_view ? m_view->sendFiles(m_files) : m_facts.console;
        return end(
            sent.map([] { return tr("The console copies them and says when it is done."); }));
    }
    Q_EMIT progressed(-1, tr("Beginning…"));
    if (way == DropWay::Agent)
        return transfer(
            QString::fromLatin1(Api::guestPush.name),
            toJsonObject(Api::GuestPush{m_guest, {}, sentFiles(m_files)}),
            [this](const QJsonValue &result) {
                const auto pushed = fromJson<Api::GuestPushed>(result, UnknownFields::Ignore);
                end(tr("In the guest as %1").arg(pushed ? pushed->paths.join(u", "_s) : QString()));
            });
    const QString name =
        u"dropped-%1.iso"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    transfer(QString::fromLatin1(Api::storageDisc.name),
             toJsonObject(Api::StorageDisc{storage, name, sentFiles(m_files)}),
             [this](const QJsonValue &result) {
                 const auto made = fromJson<Api::TransferResult>(result, UnknownFields::Ignore);
                 if (!made)
                     return end(fail(made.error()));
                 insert(made->storage, made->volume);
             });
}

void FileDrop::transfer(const QString &method, QJsonObject params,
                        const std::function<void(const QJsonValue &)> &then)
{
    const auto began = [guard = QPointer(this)](const QString &task) {
        if (guard)
            guard->m_task = task;
    };
    const auto future =
        m_session->sendFiles(method, params, m_files, {{}, m_stop.get_token(), began});
    whenDone(future, this, [this, then](const Result<QJsonValue> &result) {
        m_task.clear();
        if (result)
            then(*result);
        else
            end(fail(result.error()));
    });
}

void FileDrop::insert(const QString &storage, const QString &volume)
{
    m_discStorage = storage;
    m_disc = volume;
    Q_EMIT progressed(-1, tr("Inserting the CD…"));
    setMedium(storage, volume, [this](const Result<void> &set) {
        end(set.map([this] { return tr("In drive %1 as a CD").arg(m_target); }));
    });
}

void FileDrop::setMedium(const QString &storage, const QString &volume,
                         const std::function<void(const Result<void> &)> &then)
{
    if (!m_session)
        return then(fail(ErrorCode::ConnectionLost, tr("the cluster is no longer known")));
    const auto changed = [this, then](const Result<Api::TaskRef> &task) {
        if (!task || !m_session)
            return then(task ? fail(ErrorCode::ConnectionLost, tr("the cluster is no longer known"))
                             : fail(task.error()));
        whenDone(m_session->taskEnd(task->task), this, [then](const Result<Api::TaskInfo> &ended) {
            if (!ended)
                then(fail(ended.error()));
            else if (ended->state != Api::TaskState::Succeeded)
                then(fail(errorOf(*ended)));
            else
                then({});
        });
    };
    // Read anew: somebody may have changed it meanwhile.
    whenDone(m_session->call(Api::guestGet, {m_guest}), this,
             [this, storage, volume, then, changed](const Result<Api::GuestDetail> &detail) {
                 if (!detail || !m_session)
                     return then(fail(detail ? Error{ErrorCode::ConnectionLost,
                                                     tr("the cluster is no longer known")}
                                             : detail.error()));
                 Api::GuestConfig config = detail->config;
                 const auto drive =
                     volume.isEmpty()
                         ? std::find_if(config.disks.cbegin(), config.disks.cend(),
                                        [this](const auto &disk) { return disk.volume == m_disc; })
                         : std::find_if(config.disks.cbegin(), config.disks.cend(),
                                        [wanted = driveForFiles(config)](const auto &disk) {
                                            return &disk == wanted;
                                        });
                 if (drive == config.disks.cend())
                     return volume.isEmpty() // it was taken out
                                ? then({})
                                : then(fail(ErrorCode::NotFound, tr("the guest has no CD drive")));
                 Api::DiskConfig &disk = config.disks[drive - config.disks.cbegin()];
                 m_target = disk.target;
                 disk.storage = storage;
                 disk.volume = volume;
                 disk.path.clear();
                 disk.sizeBytes = 0;
                 disk.format = Api::VolumeFormat::Iso;
                 const QJsonObject whole = toJsonObject(config);
                 whenDone(m_session->change(
                              Api::guestSet,
                              {m_guest, detail->version, {{u"disks"_s, whole.value("disks"_L1)}}}),
                          this, changed);
             });
}

void FileDrop::removeDisc()
{
    if (m_isSending || m_disc.isEmpty())
        return;
    m_isSending = true;
    Q_EMIT progressed(-1, tr("Taking the CD out…"));
    setMedium({}, {}, [this](const Result<void> &set) {
        if (!set)
            return end(fail(set.error()));
        deleteVolume();
    });
}

void FileDrop::deleteVolume()
{
    if (!m_session)
        return end(fail(ErrorCode::ConnectionLost, tr("the cluster is no longer known")));
    whenDone(m_session->change(Api::volumeDelete, {m_discStorage, m_disc}), this,
             [this](const Result<Api::TaskRef> &task) {
                 if (!task || !m_session)
                     return end(task ? Result<QString>(tr("The CD is out of the drive"))
                                     : fail(task.error()));
                 whenDone(m_session->taskEnd(task->task), this,
                          [this](const Result<Api::TaskInfo> &ended) {
                              if (!ended)
                                  return end(fail(ended.error()));
                              if (ended->state != Api::TaskState::Succeeded)
                                  return end(fail(errorOf(*ended)));
                              m_disc.clear();
                              end(tr("The CD is out of the drive and deleted"));
                          });
             });
}

void FileDrop::tellTask()
{
    const Api::TaskInfo *task =
        m_session && !m_task.isEmpty() ? m_session->store().task(m_task) : nullptr;
    if (task && !task->isEnded())
        Q_EMIT progressed(task->progress.fraction, task->progress.stage);
}

void FileDrop::cancel()
{
    if (m_isSending)
        m_stop.request_stop();
}

void FileDrop::end(const Result<QString> &result)
{
    m_isSending = false;
    Q_EMIT ended(result);
}

} // namespace Atoll
