// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestpush.h"

#include "guestagentmessages.h"

#include <core/units.h>
#include <storage/sentfiles.h>
#include <storage/transferstream.h>
#include <tasks/taskcontext.h>

#include <QFileInfo>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr qint64 kPiece = 256 * 1024; // between two looks at the task
constexpr int kNames = 100;
constexpr int kRemovalLooks = 20;

} // namespace

Result<void> GuestPush::check(const Api::GuestPush &wish)
{
    if (!wish.folder.isEmpty() && !checkGuestPath(wish.folder))
        return fail(invalidField(u"folder"_s, u"must be absolute, as /tmp"_s));
    const auto size = checkSentFiles(wish.files, Api::kPushBytes);
    return size ? Result<void>() : fail(size.error());
}

Result<GuestPush::Place> GuestPush::placeFor(const Api::GuestInfo &guest,
                                             const QString &folder) const
{
    const auto system = m_agents.ask(guest, u"guest-get-osinfo"_s);
    // An old agent does not know the question; one that is not there will say no again.
    if (!system && system.error().code != ErrorCode::EngineFailed)
        return fail(system.error());
    Place place{folder, system && system->toObject().value("id"_L1) == u"mswindows"_s};
    if (place.folder.isEmpty())
        place.folder = place.isWindows ? u"C:\\Users\\Public\\Downloads"_s : u"/tmp"_s;
    if (!place.folder.endsWith(u'/') && !place.folder.endsWith(u'\\'))
        place.folder += place.isWindows ? u'\\' : u'/';
    return place;
}

//! "a.txt", or "a (2).txt" where there is one already.
Result<QString> GuestPush::freePath(const Api::GuestInfo &guest, const Place &place,
                                    const QString &name) const
{
    const QFileInfo info(name);
    const QString ending =
        info.suffix().isEmpty() || info.baseName().isEmpty() ? QString() : u'.' + info.suffix();
    const QString stem = name.chopped(ending.size());
    for (int i = 1; i < kNames; ++i) {
        const QString path =
            place.folder + (i == 1 ? name : u"%1 (%2)%3"_s.arg(stem).arg(i).arg(ending));
        const auto there = m_commands.open(guest, path, u"r"_s);
        if (there)
            (void)m_commands.close(guest, *there);
        else if (there.error().code == ErrorCode::EngineFailed)
            return path;
        else
            return fail(there.error());
    }
    return fail(ErrorCode::AlreadyExists,
                u"the guest has too many files like %1 in %2"_s.arg(name, place.folder),
                u"Choose another folder."_s);
}

Result<void> GuestPush::write(TransferStream &stream, const Api::GuestInfo &guest, qint64 handle,
                              qint64 sizeBytes,
                              const std::function<Result<void>(qint64)> &wrote) const
{
    for (qint64 left = sizeBytes; left > 0;) {
        const qint64 wanted = std::min(kPiece, left);
        QByteArray piece;
        while (piece.size() < wanted) {
            const auto bytes = stream.read(wanted - piece.size());
            if (!bytes)
                return fail(bytes.error());
            piece += *bytes;
        }
        const auto count = m_commands.writeAll(guest, handle, piece);
        if (!count)
            return fail(count.error());
        left -= piece.size();
        if (const auto go = wrote(piece.size()); !go)
            return go;
    }
    return {};
}

void GuestPush::takeAway(TaskContext &context, const Api::GuestInfo &guest, const Place &place,
                         const QString &path) const
{
    if (place.isWindows) // only its shell deletes, and that would run what is in a name
        return empty(context, guest, path);
    const auto begun =
        m_agents.ask(guest, u"guest-exec"_s,
                     {{u"path"_s, u"/bin/rm"_s}, {u"arg"_s, QJsonArray{u"-f"_s, u"--"_s, path}}});
    const auto pid = begun ? agentmessages::execPid(*begun) : fail(begun.error());
    for (int i = 0; pid && i < kRemovalLooks; ++i) {
        const auto answer = m_agents.ask(guest, u"guest-exec-status"_s, {{u"pid"_s, *pid}});
        const auto status = answer ? agentmessages::execStatus(*answer) : fail(answer.error());
        if (!status)
            break;
        if (status->hasExited && status->result.exitCode == 0)
            return context.log(u"Took %1 away again"_s.arg(path));
        if (status->hasExited)
            break;
        std::this_thread::sleep_for(100ms);
    }
    empty(context, guest, path);
}

//! Where nothing can be deleted, only its name stays.
void GuestPush::empty(TaskContext &context, const Api::GuestInfo &guest, const QString &path) const
{
    const auto emptied = m_commands.open(guest, path, u"w"_s);
    if (emptied && m_commands.close(guest, *emptied))
        context.log(u"%1 is empty now, but stays in the guest"_s.arg(path));
    else
        context.log(u"A part of %1 stays in the guest: delete it there"_s.arg(path));
}

Result<Api::GuestPushed> GuestPush::run(TaskContext &context, const Api::GuestInfo &guest,
                                        const Api::GuestPush &wish,
                                        const FileDescriptor &socket) const
{
    const auto all = checkSentFiles(wish.files, Api::kPushBytes);
    if (!all)
        return fail(all.error());
    const auto place = placeFor(guest, wish.folder);
    if (!place)
        return fail(place.error());
    TransferStream stream(socket, context);
    Api::GuestPushed pushed;
    for (const Api::SentFile &file : wish.files) {
        const auto path = freePath(guest, *place, file.name);
        if (!path)
            return fail(path.error());
        context.setStage(u"Writing %1 in the guest"_s.arg(*path));
        const QString words = u"%1 did not get into the guest: "_s.arg(file.name);
        const auto handle = m_commands.open(guest, *path, u"w"_s);
        if (!handle)
            return fail(handle.error().prefixed(words));
        const auto wrote = write(stream, guest, *handle, file.sizeBytes, [&](qint64 bytes) {
            pushed.sizeBytes += bytes;
            context.setBytes(pushed.sizeBytes, *all);
            return context.mayGoOn();
        });
        const auto closed = m_commands.close(guest, *handle);
        if (!wrote || !closed) {
            takeAway(context, guest, *place, *path);
            return fail((wrote ? closed : wrote).error().prefixed(words));
        }
        context.log(u"Wrote %1, %2"_s.arg(*path, units::formatBytes(file.sizeBytes)));
        pushed.paths += *path;
    }
    return pushed;
}

} // namespace Atoll
