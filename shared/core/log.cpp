// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "log.h"

#include <QDateTime>

#include <cstdio>

namespace Atoll {
namespace {

int journalPriority(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 7;
    case QtInfoMsg:
        return 6;
    case QtWarningMsg:
        return 4;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        return 2;
    }
    return 6;
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static const bool underJournal = qEnvironmentVariableIsSet("JOURNAL_STREAM");
    const QByteArray text = message.toUtf8();
    if (underJournal) {
        std::fprintf(stderr, "<%d>%s: %s\n", journalPriority(type), context.category,
                     text.constData());
    } else {
        static constexpr char letters[] = "DIWEF";
        const char letter = type == QtInfoMsg       ? letters[1]
                            : type == QtWarningMsg  ? letters[2]
                            : type == QtCriticalMsg ? letters[3]
                            : type == QtFatalMsg    ? letters[4]
                                                    : letters[0];
        const QByteArray now =
            QDateTime::currentDateTime().toString(Qt::ISODateWithMs).mid(11).toLatin1();
        std::fprintf(stderr, "%s %c %s: %s\n", now.constData(), letter, context.category,
                     text.constData());
    }
    std::fflush(stderr);
}

} // namespace

void installLogHandler() { qInstallMessageHandler(handle); }

} // namespace Atoll
