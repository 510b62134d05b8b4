// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dirstorage.h"
#include "newfile.h"
#include "volumename.h"

#include <system/filedescriptor.h>

#include <system/systemerror.h>

#include <QLoggingCategory>

#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

//! Volumes of a directory whose bytes somebody else writes, and their names.
namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcDraft, "atoll.agent.storage.dir")

} // namespace

class DirStorage::Draft : public VolumeDraft
{
public:
    Draft(const DirStorage &storage, std::unique_ptr<FileDescriptor> directory, NewFile file,
          const QString &name)
        : m_storage(storage)
        , m_directory(std::move(directory))
        , m_file(std::move(file))
        , m_name(name)
    {}

    QString path() const override { return m_storage.pathOf(m_file.name()); }
    Result<Api::VolumeInfo> publish() override
    {
        if (const auto published = m_file.publish(m_name); !published)
            return fail(published.error());
        qCInfo(lcDraft).noquote() << m_storage.m_config.name << "made" << m_name;
        return m_storage.describe(*m_directory, m_name);
    }

private:
    const DirStorage &m_storage;
    std::unique_ptr<FileDescriptor> m_directory; //!< stays where it is: the file has its number
    NewFile m_file;
    QString m_name;
};

Result<std::unique_ptr<VolumeDraft>> DirStorage::draft(const DraftSpec &spec)
{
    const QString name = spec.format ? volumename::withEnding(spec.name, *spec.format) : spec.name;
    if (const auto valid = volumename::check(name); !valid)
        return fail(valid.error());
    auto opened = openDirectory();
    if (!opened)
        return fail(opened.error());
    auto directory = std::make_unique<FileDescriptor>(std::move(*opened));
    if (describe(*directory, name)) {
        return fail(ErrorCode::AlreadyExists,
                    u"storage %1 already has a volume %2"_s.arg(m_config.name, name),
                    u"Choose another name"_s, {{u"field"_s, u"name"_s}});
    }
    const auto space = status();
    if (!space)
        return fail(space.error());
    if (space->freeBytes < spec.neededBytes)
        return fail(noSpace(spec.neededBytes, space->freeBytes));
    auto file = NewFile::create(*directory);
    if (!file)
        return fail(file.error().prefixed(
            u"cannot make volume %1 in storage %2: "_s.arg(name, m_config.name)));
    return std::make_unique<Draft>(*this, std::move(directory), std::move(*file), name);
}

Result<Api::VolumeInfo> DirStorage::rename(const QString &name, const QString &newName)
{
    const auto before = volume(name);
    if (!before)
        return before;
    if (const auto valid = volumename::check(newName); !valid)
        return fail(valid.error());
    if (volumename::formatOf(newName) != volumename::formatOf(name))
        return fail(invalidField(u"volume"_s, u"must keep its ending"_s));
    const auto directory = openDirectory();
    if (!directory)
        return fail(directory.error());
    const auto users = backedBy(*directory, name);
    if (!users)
        return fail(users.error());
    if (!users->isEmpty())
        return fail(ErrorCode::InvalidState,
                    u"volume %1 is the base of %2"_s.arg(name, users->join(u", ")));
    if (::renameat2(directory->get(), name.toUtf8().constData(), directory->get(),
                    newName.toUtf8().constData(), RENAME_NOREPLACE)
            != 0
        || ::fsync(directory->get()) != 0) {
        if (errno == EEXIST)
            return fail(ErrorCode::AlreadyExists,
                        u"storage %1 already has a volume %2"_s.arg(m_config.name, newName));
        return fail(systemError(u"cannot rename volume %1"_s.arg(name), errno));
    }
    return describe(*directory, newName);
}

} // namespace Atoll
