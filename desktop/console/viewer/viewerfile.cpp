// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewerfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Atoll::Console::ViewerFile)
};

constexpr int kMaximumLines = 2000;
constexpr qsizetype kMaximumHost = 255;

using Values = QHash<QByteArray, QByteArray>;

tl::unexpected<Error> bad(const QString &what)
{
    return fail(ErrorCode::InvalidParams, what,
                Tr::tr("Let the file be made again where it came from."));
}

//! As GLib's key files have it.
QByteArray unescaped(const QByteArray &value)
{
    QByteArray plain;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            plain += value[i];
            continue;
        }
        switch (value[++i]) {
        case 'n':
            plain += '\n';
            break;
        case 'r':
            plain += '\r';
            break;
        case 't':
            plain += '\t';
            break;
        case 's':
            plain += ' ';
            break;
        default:
            plain += value[i];
        }
    }
    return plain;
}

Result<Values> read(QByteArrayView text)
{
    Values values;
    bool isInside = false;
    bool wasInside = false;
    const QList<QByteArray> lines = text.toByteArray().split('\n');
    if (lines.size() > kMaximumLines)
        return bad(Tr::tr("the file has too many lines"));
    for (const QByteArray &raw : lines) {
        const QByteArray line = raw.trimmed();
        if (line.startsWith('[')) {
            isInside = line == "[virt-viewer]";
            wasInside = wasInside || isInside;
            continue;
        }
        const qsizetype equals = line.indexOf('=');
        if (!isInside || line.startsWith('#') || line.startsWith(';') || equals <= 0)
            continue;
        values.insert(line.left(equals).trimmed(), unescaped(line.mid(equals + 1).trimmed()));
    }
    if (!wasInside)
        return bad(Tr::tr("the file is none of virt-viewer"));
    return values;
}

Result<quint16> portOf(const Values &values, const QByteArray &key)
{
    const QByteArray text = values.value(key);
    if (text.isEmpty() || text == "-1" || text == "0")
        return quint16(0);
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535)
        return bad(Tr::tr("“%1” of the file is no port").arg(QString::fromLatin1(key)));
    return quint16(port);
}

bool isHost(const QString &host)
{
    return !host.isEmpty() && host.size() <= kMaximumHost
           && std::none_of(host.begin(), host.end(),
                           [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

} // namespace

Result<ViewerFile> ViewerFile::parse(QByteArrayView text)
{
    if (text.size() > kMaximumBytes)
        return bad(Tr::tr("the file is too large"));
    const Result<Values> values = read(text);
    if (!values)
        return fail(values.error());
    ViewerFile file;
    const QByteArray type = values->value("type").toLower();
    if (type != "spice" && type != "vnc")
        return bad(Tr::tr("the file is for a display of another kind than SPICE and VNC"));
    file.kind = type == "vnc" ? Kind::Vnc : Kind::Spice;
    file.host = QString::fromUtf8(values->value("host"));
    if (!isHost(file.host))
        return bad(Tr::tr("the file names no host"));
    const Result<quint16> port = portOf(*values, "port");
    const Result<quint16> tlsPort = portOf(*values, "tls-port");
    if (!port || !tlsPort)
        return fail(port ? tlsPort.error() : port.error());
    if (!*port && !*tlsPort)
        return bad(Tr::tr("the file names no port"));
    if (values->contains("proxy"))
        return bad(Tr::tr("the file wants a proxy, which Atoll does not use"));
    file.port = *port;
    file.tlsPort = *tlsPort;
    file.password = values->value("password");
    file.authority = values->value("ca");
    file.subject = QString::fromUtf8(values->value("host-subject"));
    file.title = QString::fromUtf8(values->value("title")).left(200);
    file.isForOneUse = values->value("delete-this-file") == "1";
    file.isFullScreen = values->value("fullscreen") == "1";
    return file;
}

Result<ViewerFile> ViewerFile::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound,
                    Tr::tr("cannot read %1: %2").arg(path, file.errorString()));
    const Result<ViewerFile> parsed = parse(file.read(kMaximumBytes + 1));
    if (parsed && parsed->isForOneUse)
        file.remove();
    return parsed;
}

} // namespace Atoll::Console
