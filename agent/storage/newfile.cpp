// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "newfile.h"

#include <system/systemerror.h>

#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr char kPrefix[] = ".atoll-new-";
constexpr int kMaximumEntries = 100'000;

} // namespace

Result<QList<QByteArray>> entriesOf(const FileDescriptor &directory)
{
    const auto closeStream = [](DIR *stream) { ::closedir(stream); };
    // A description of its own: the read position belongs to it.
    const int fd = ::openat(directory.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, decltype(closeStream)> stream(fd < 0 ? nullptr : ::fdopendir(fd));
    if (!stream)
        return fail(systemError(u"cannot list the directory"_s, errno));
    QList<QByteArray> names;
    errno = 0;
    while (const dirent *entry = ::readdir(stream.get())) {
        const QByteArray name(entry->d_name);
        if (name != "." && name != "..")
            names += name;
        if (names.size() > kMaximumEntries) {
            return fail(ErrorCode::LimitExceeded,
                        u"the directory holds more than %1 files"_s.arg(kMaximumEntries),
                        u"Choose a directory that holds volumes only"_s);
        }
        errno = 0;
    }
    if (errno != 0)
        return fail(systemError(u"cannot list the directory"_s, errno));
    return names;
}

Result<NewFile> NewFile::create(const FileDescriptor &directory)
{
    const QByteArray name = kPrefix + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    FileDescriptor file(::openat(directory.get(), name.constData(),
                                 O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.isValid())
        return fail(systemError(u"cannot make a new file"_s, errno));
    NewFile made(directory.get(), std::move(file), QString::fromLatin1(name));
    if (::flock(made.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(systemError(u"cannot lock the new file"_s, errno));
    return made;
}

NewFile::NewFile(int directory, FileDescriptor file, const QString &name)
    : m_directory(directory)
    , m_file(std::move(file))
    , m_name(name)
{}

NewFile::NewFile(NewFile &&other) noexcept
    : m_directory(other.m_directory)
    , m_file(std::move(other.m_file))
    , m_name(std::exchange(other.m_name, {}))
{}

NewFile::~NewFile()
{
    if (!m_name.isEmpty())
        ::unlinkat(m_directory, m_name.toUtf8().constData(), 0);
}

Result<void> NewFile::publish(const QString &name)
{
    const QByteArray from = m_name.toUtf8();
    const QByteArray to = name.toUtf8();
    if (::fsync(m_file.get()) != 0)
        return fail(systemError(u"cannot write %1"_s.arg(name), errno));
    int moved =
        ::renameat2(m_directory, from.constData(), m_directory, to.constData(), RENAME_NOREPLACE);
    if (moved != 0 && errno == EINVAL) {
        // Some network file systems lack the flag; a link also refuses a name that is taken.
        moved = ::linkat(m_directory, from.constData(), m_directory, to.constData(), 0);
        if (moved == 0)
            ::unlinkat(m_directory, from.constData(), 0);
    }
    if (moved != 0) {
        if (errno == EEXIST) {
            return fail(ErrorCode::AlreadyExists, u"there is already a volume %1"_s.arg(name),
                        u"Choose another name"_s);
        }
        return fail(systemError(u"cannot name the new file %1"_s.arg(name), errno));
    }
    m_name.clear();
    if (::fsync(m_directory) != 0)
        return fail(systemError(u"cannot write the directory of %1"_s.arg(name), errno));
    return {};
}

Result<void> NewFile::replace(const QString &name)
{
    if (::fsync(m_file.get()) != 0
        || ::renameat(m_directory, m_name.toUtf8().constData(), m_directory,
                      name.toUtf8().constData())
               != 0)
        return fail(systemError(u"cannot write %1"_s.arg(name), errno));
    m_name.clear();
    if (::fsync(m_directory) != 0)
        return fail(systemError(u"cannot write the directory of %1"_s.arg(name), errno));
    return {};
}

bool NewFile::isTemporary(const QByteArray &name) { return name.startsWith(kPrefix); }

int NewFile::removeLeftovers(const FileDescriptor &directory)
{
    int removed = 0;
    const Result<QList<QByteArray>> names = entriesOf(directory);
    for (const QByteArray &name : names.value_or(QList<QByteArray>())) {
        if (!isTemporary(name))
            continue;
        const FileDescriptor file(
            ::openat(directory.get(), name.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
        if (file.isValid() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0
            && ::unlinkat(directory.get(), name.constData(), 0) == 0)
            ++removed;
    }
    return removed;
}

} // namespace Atoll
