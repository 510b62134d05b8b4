// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>
#include <system/filedescriptor.h>

namespace Atoll {

//! A file in the making: hidden and locked, until publish() gives it its name. Destroyed before
//! that, it is gone. What a killed process left is found by its name and its missing lock.
class NewFile
{
public:
    static Result<NewFile> create(const FileDescriptor &directory);
    NewFile(NewFile &&other) noexcept;
    NewFile &operator=(NewFile &&) = delete;
    ~NewFile();

    int get() const { return m_file.get(); }
    QString name() const { return m_name; }

    //! Brings content and name to stable storage. AlreadyExists when the name is taken.
    Result<void> publish(const QString &name);
    //! The same, in the place of what had the name.
    Result<void> replace(const QString &name);

    static bool isTemporary(const QByteArray &name);
    //! Removes files that nobody is making any more. Returns how many.
    static int removeLeftovers(const FileDescriptor &directory);

private:
    NewFile(int directory, FileDescriptor file, const QString &name);

    int m_directory; //!< of the caller, who keeps it open
    FileDescriptor m_file;
    QString m_name;
};

//! Names of what a directory holds, without "." and "..". EngineFailed when it holds too many.
Result<QList<QByteArray>> entriesOf(const FileDescriptor &directory);

} // namespace Atoll
