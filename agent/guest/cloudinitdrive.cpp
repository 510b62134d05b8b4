// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinitdrive.h"

#include "cloudinitsecret.h"
#include "guestdefinition.h"

#include <storage/discimage.h>
#include <system/processrunner.h>
#include <tasks/rollback.h>
#include <tasks/taskrunner.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kStoreMs = 20'000;
constexpr qint64 kImageBytes = 4 << 20;
constexpr std::chrono::seconds kToolTimeout{60};

QString keyOf(int id) { return u"/guest-secrets/%1"_s.arg(id); }

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return fail(ErrorCode::Internal, u"cannot write %1: %2"_s.arg(path, file.errorString()),
                    u"See whether the node's temporary directory is full."_s);
    return {};
}

QString digestOf(const cloudinit::Texts &texts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &text : {texts.user, texts.vendor, texts.network, texts.meta}) {
        hash.addData(text.toUtf8());
        hash.addData(QByteArray(1, '\0'));
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace

//! The document of what the guest's own does not show.
struct CloudInitDrive::Kept
{
    QString uuid;
    QString passwordHash;
    int instance = 1;
    QString storage; //!< where the drive was made
    QString digest;  //!< of what stands on it
    static constexpr auto fields()
    {
        return fieldsOf(field("uuid", &Kept::uuid), field("passwordHash", &Kept::passwordHash),
                        field("instance", &Kept::instance), field("storage", &Kept::storage),
                        field("digest", &Kept::digest));
    }
};

void CloudInitDrive::registerUndo(TaskRunner &tasks, const GuestParts &parts)
{
    tasks.undo(u"guest.cloudinit"_s, [parts](TaskContext &context, const QJsonObject &what) {
        Api::GuestConfig config;
        config.id = what.value("id"_L1).toInt();
        config.uuid = what.value("uuid"_L1).toString();
        return CloudInitDrive(parts).remove(config, context);
    });
}

Result<QString> CloudInitDrive::takePassword(Api::CloudInitConfig &settings)
{
    const QString password = std::exchange(settings.password, {});
    if (password.isEmpty())
        return QString();
    settings.hasPassword = true;
    return cloudInitPasswordHash(password);
}

Result<CloudInitDrive::Kept> CloudInitDrive::kept(const Api::GuestConfig &config) const
{
    Kept none;
    none.uuid = config.uuid;
    const auto document = m_parts.store.read(keyOf(config.id), QDeadlineTimer(kStoreMs));
    if (!document && document.error().code == ErrorCode::NotFound)
        return none;
    if (!document)
        return fail(document.error());
    const auto found = fromJson<Kept>(document->value, UnknownFields::Ignore);
    // Of a guest that had the number before: never another's password.
    return found && found->uuid == config.uuid ? *found : none;
}

Result<void> CloudInitDrive::keep(const Api::GuestConfig &config, const Kept &secrets,
                                  TaskContext &context) const
{
    const QString key = keyOf(config.id);
    const QDeadlineTimer deadline(kStoreMs);
    const auto document = m_parts.store.read(key, deadline);
    if (!document && document.error().code != ErrorCode::NotFound)
        return fail(document.error());
    const qint64 version = document ? document->version : 0;
    const QString author = context.user().isEmpty() ? u"agent"_s : context.user();
    const auto put =
        m_parts.store.commit({{StoreOperation::put(key, version, toJsonObject(secrets)).secret()},
                              author,
                              context.requestId()},
                             deadline);
    return put ? Result<void>() : fail(put.error());
}

Result<void> CloudInitDrive::create(const Api::GuestConfig &config, const QString &passwordHash,
                                    TaskContext &context, Rollback &rollback) const
{
    if (!config.cloudInit.isEnabled && passwordHash.isEmpty())
        return {};
    if (const auto go = context.mayGoOn(); !go)
        return go;
    const auto noted =
        rollback.intend(u"guest.cloudinit"_s, {{u"id"_s, config.id}, {u"uuid"_s, config.uuid}});
    if (!noted)
        return noted;
    auto secrets = kept(config);
    if (!secrets)
        return fail(secrets.error());
    secrets->passwordHash = passwordHash;
    if (const auto done = keep(config, *secrets, context); !done)
        return done;
    return ensure(config, context);
}

Result<Api::GuestRef> CloudInitDrive::change(
    TaskContext &context, const Api::GuestSet &wish,
    const std::function<Result<Api::GuestRef>(const Api::GuestSet &)> &work) const
{
    if (!wish.changes.value("cloudInit"_L1).isObject())
        return work(wish);
    const QJsonValue password = wish.changes.value("cloudInit"_L1).toObject().value("password"_L1);
    if (!password.isUndefined() && !password.isNull()
        && (!password.isString() || password.toString().size() > 256))
        return fail(invalidField(u"changes.cloudInit.password"_s,
                                 u"must be a text of at most 256 characters"_s));
    Api::CloudInitConfig taken;
    taken.password = password.toString();
    Api::GuestConfig config;
    config.cloudInit = taken;
    if (const auto ok = cloudinit::check(config); !ok)
        return fail(ok.error());
    const auto hash = takePassword(taken);
    if (!hash)
        return fail(hash.error());
    const Api::GuestSet clean = withoutPassword(wish);
    const auto done = work(clean);
    const bool hasPassword =
        clean.changes.value("cloudInit"_L1).toObject().value("hasPassword"_L1).toBool();
    if (!done || (hasPassword && hash->isEmpty()))
        return done; // the former password stays
    config.id = done->guest.toInt();
    config.uuid = uuidOfObject(context.object());
    auto secrets = kept(config);
    if (!secrets)
        return fail(secrets.error());
    if (secrets->passwordHash == *hash)
        return done;
    secrets->passwordHash = *hash;
    if (const auto put = keep(config, *secrets, context); !put)
        return fail(put.error().prefixed(u"the settings are saved, but not the password: "_s));
    return done;
}

Result<void> CloudInitDrive::beforeStart(const QString &uuid, TaskContext &context) const
{
    const auto document = GuestDocuments(m_parts).find(uuid);
    if (!document)
        return fail(document.error());
    if (!*document)
        return {};
    const Api::GuestConfig &config = (*document)->config;
    if (config.cloudInit.isEnabled) {
        if (const auto made = ensure(config, context); !made)
            return made;
    }
    const auto xml = GuestDefinition(m_parts).current(uuid, XmlKind::Definition);
    if (!xml)
        return fail(xml.error());
    const bool hasDrive = *xml && (*xml)->contains(cloudinit::volumeName(config.id));
    if (!*xml || hasDrive == config.cloudInit.isEnabled)
        return {};
    const auto wanted = GuestDefinition(m_parts).wanted(config);
    if (!wanted)
        return fail(wanted.error());
    return m_parts.hypervisor.define(*wanted);
}

Result<void> CloudInitDrive::ensure(const Api::GuestConfig &config, TaskContext &context) const
{
    if (!config.cloudInit.isEnabled)
        return {};
    auto secrets = kept(config);
    if (!secrets)
        return fail(secrets.error());
    const cloudinit::Texts texts = cloudinit::render(
        config,
        {secrets->instance, config.cloudInit.hasPassword ? secrets->passwordHash : QString()});
    const QString storageName = cloudinit::storageOf(config);
    const QString volume = cloudinit::volumeName(config.id);
    const auto storage = m_parts.storages.storage(storageName);
    if (!storage)
        return fail(storage.error());
    const QString digest = digestOf(texts);
    if (secrets->digest == digest && secrets->storage == storageName && (*storage)->volume(volume))
        return {};
    context.setStage(u"Making the cloud-init drive"_s);
    const auto bytes = image(texts, context);
    if (!bytes)
        return fail(bytes.error());
    const auto made = (*storage)->put(volume, *bytes);
    if (!made)
        return fail(made.error().prefixed(u"cannot make the cloud-init drive: "_s));
    if (!secrets->storage.isEmpty() && secrets->storage != storageName)
        (void)removeVolume(secrets->storage, config.id); // the disk moved, the drive with it
    secrets->digest = digest;
    secrets->storage = storageName;
    context.log(u"Made the cloud-init drive %1 in storage %2"_s.arg(volume, storageName));
    return keep(config, *secrets, context);
}

Result<QByteArray> CloudInitDrive::image(const cloudinit::Texts &texts, TaskContext &context) const
{
    if (!m_parts.processes)
        return fail(ErrorCode::Unsupported, u"this agent can make no cloud-init drives"_s);
    const QTemporaryDir folder; // only its owner can enter it
    const QString source = folder.filePath(u"files"_s);
    const QString target = folder.filePath(u"drive.iso"_s);
    if (!folder.isValid() || !QDir().mkpath(source))
        return fail(ErrorCode::Internal,
                    u"cannot make a temporary directory: "_s + folder.errorString());
    const std::pair<QString, QString> files[] = {{u"user-data"_s, texts.user},
                                                 {u"meta-data"_s, texts.meta},
                                                 {u"network-config"_s, texts.network},
                                                 {u"vendor-data"_s, texts.vendor}};
    for (const auto &[name, text] : files) {
        if (text.isEmpty())
            continue;
        if (const auto wrote = writeFile(source + u'/' + name, text.toUtf8()); !wrote)
            return fail(wrote.error());
    }
    std::stop_source stop;
    const auto hook = context.onCancel([&stop] { stop.request_stop(); });
    const auto ran = makeDiscImage(*m_parts.processes,
                                   {source, target, u"cidata"_s, kToolTimeout, stop.get_token()});
    if (!ran)
        return fail(ran.error().prefixed(u"cannot make the cloud-init drive: "_s));
    QFile file(target);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::EngineFailed, u"xorriso made no drive"_s);
    const QByteArray bytes = file.read(kImageBytes + 1);
    if (bytes.isEmpty() || bytes.size() > kImageBytes)
        return fail(ErrorCode::LimitExceeded, u"the cloud-init drive is too large"_s);
    return bytes;
}

Result<void> CloudInitDrive::regenerate(const QString &uuid, bool isNewInstance,
                                        TaskContext &context) const
{
    const auto document = GuestDocuments(m_parts).managed(uuid);
    if (!document)
        return fail(document.error());
    const Api::GuestConfig &config = document->config;
    if (!config.cloudInit.isEnabled)
        return fail(ErrorCode::InvalidState, u"“%1” has no cloud-init drive"_s.arg(config.name),
                    u"Switch it on in its cloud-init settings."_s);
    auto secrets = kept(config);
    if (!secrets)
        return fail(secrets.error());
    secrets->instance += isNewInstance;
    secrets->digest.clear();
    if (const auto put = keep(config, *secrets, context); !put)
        return put;
    if (const auto made = ensure(config, context); !made)
        return made;
    const auto info = m_parts.roster.find(uuid);
    if (info && info->state == Api::GuestState::Running)
        context.log(u"The guest runs: it sees the new drive at its next start"_s);
    return {};
}

Result<void> CloudInitDrive::removeVolume(const QString &storageName, int id) const
{
    const auto storage = m_parts.storages.storage(storageName);
    if (!storage)
        return fail(storage.error());
    return (*storage)->remove(cloudinit::volumeName(id));
}

Result<void> CloudInitDrive::remove(const Api::GuestConfig &config, TaskContext &context) const
{
    const QString key = keyOf(config.id);
    const QDeadlineTimer deadline(kStoreMs);
    const auto document = m_parts.store.read(key, deadline);
    if (!document && document.error().code == ErrorCode::NotFound)
        return {};
    if (!document)
        return fail(document.error());
    const auto secrets = fromJson<Kept>(document->value, UnknownFields::Ignore);
    if (!secrets || secrets->uuid != config.uuid)
        return {};
    if (!secrets->storage.isEmpty()) {
        if (const auto gone = removeVolume(secrets->storage, config.id); !gone)
            return gone;
    }
    const QString author = context.user().isEmpty() ? u"agent"_s : context.user();
    const auto removed = m_parts.store.commit(
        {{StoreOperation::remove(key, document->version).secret()}, author, context.requestId()},
        deadline);
    return removed ? Result<void>() : fail(removed.error());
}

Result<void> CloudInitDrive::createLike(const QString &original, const Api::GuestConfig &config,
                                        TaskContext &context, Rollback &rollback) const
{
    const auto info = m_parts.roster.find(original);
    if (!info)
        return fail(info.error());
    Api::GuestConfig from;
    from.id = info->id;
    from.uuid = info->uuid;
    const auto secrets = kept(from);
    if (!secrets)
        return fail(secrets.error());
    return create(config, config.cloudInit.hasPassword ? secrets->passwordHash : QString(), context,
                  rollback);
}

Result<cloudinit::Texts> CloudInitDrive::dump(const Api::GuestConfig &config) const
{
    const auto secrets = kept(config);
    if (!secrets)
        return fail(secrets.error());
    const bool hasPassword = config.cloudInit.hasPassword || !config.cloudInit.password.isEmpty();
    return cloudinit::render(config, {secrets->instance, hasPassword ? u"(hidden)"_s : QString()});
}

Api::GuestSet withoutPassword(const Api::GuestSet &wish)
{
    Api::GuestSet clean = wish;
    if (!wish.changes.value("cloudInit"_L1).isObject())
        return clean;
    QJsonObject settings = wish.changes.value("cloudInit"_L1).toObject();
    const QJsonValue password = settings.take("password"_L1);
    if (!password.toString().isEmpty())
        settings.insert(u"hasPassword"_s, true);
    clean.changes.insert(u"cloudInit"_s, settings);
    return clean;
}

} // namespace Atoll
