// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "packagefiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace Atoll::Rpc {
namespace {

constexpr qint64 kDescriptionBytes = 4 << 20;
constexpr qsizetype kMaximumFiles = 64;

} // namespace

Result<QStringList> packageFiles(const QString &file)
{
    const QFileInfo about(file);
    if (!about.isFile() || !about.isReadable())
        return fail(ErrorCode::NotFound, u"cannot read the file %1"_s.arg(file));
    QStringList files{file};
    if (about.suffix().compare(u"ovf"_s, Qt::CaseInsensitive) != 0)
        return files;
    QFile description(file);
    if (!description.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound,
                    u"cannot read %1: %2"_s.arg(file, description.errorString()));
    if (description.size() > kDescriptionBytes)
        return fail(ErrorCode::LimitExceeded, u"%1 is too large for an OVF"_s.arg(file));
    QXmlStreamReader xml(&description);
    while (!xml.atEnd() && files.size() <= kMaximumFiles) {
        if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"File"_s)
            continue;
        for (const QXmlStreamAttribute &attribute : xml.attributes()) {
            // A name only: what lies elsewhere is no part of the package.
            const QString name = attribute.value().toString();
            if (attribute.name() != u"href"_s || name != QFileInfo(name).fileName())
                continue;
            const QString path = about.dir().filePath(name);
            if (!QFileInfo(path).isFile())
                return fail(ErrorCode::NotFound,
                            u"the package needs the file %1, which is not beside it"_s.arg(name));
            files += path;
        }
    }
    if (xml.hasError())
        return fail(ErrorCode::InvalidParams,
                    u"%1 is no OVF: %2"_s.arg(about.fileName(), xml.errorString()));
    const QString manifest = about.dir().filePath(about.completeBaseName() + u".mf"_s);
    if (QFileInfo(manifest).isFile())
        files += manifest;
    files.removeDuplicates();
    return files;
}

} // namespace Atoll::Rpc
