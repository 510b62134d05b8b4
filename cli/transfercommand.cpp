// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transfercommand.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Atoll::Cli {
namespace {

const Api::MethodInfo *methodOf(const QStringList &words)
{
    // "guest export file" is a change of its own, not an export of the guest "file".
    if (words.size() > 2 && Api::findMethod(words.mid(0, 3).join(u'.')))
        return nullptr;
    const Api::MethodInfo *method = Api::findMethod(words.mid(0, 2).join(u'.'));
    const bool moves = method && method->kind == Api::Kind::Channel
                       && method->answer().value("properties"_L1).toObject().contains("task"_L1);
    return moves ? method : nullptr;
}

//! The words of `line` that are neither options nor their values, taken out of it.
QStringList takePlainWords(QStringList &line, qsizetype from)
{
    QStringList plain;
    for (qsizetype i = from; i < line.size();) {
        if (!line.at(i).startsWith("--"_L1))
            plain += line.takeAt(i);
        else
            i += line.at(i).contains(u'=') ? 1 : 2;
    }
    return plain;
}

//! `guest push NAME FILE…` and `storage disc FILE…`: what is sent stands in the parameters.
Result<TransferCommand> parseFiles(QStringList words)
{
    const bool isPush = methodOf(words)->name == QLatin1StringView(Api::guestPush.name);
    QStringList files = takePlainWords(words, 2);
    if (isPush && !files.isEmpty())
        words.insert(2, files.takeFirst());
    const auto command = parseCommand(words);
    if (!command)
        return fail(command.error());
    if (files.isEmpty())
        return fail(ErrorCode::InvalidParams, u"which files? Name them behind the command"_s);
    TransferCommand transfer{*command, Rpc::Transfer::Way::ToAgent, files.first(), files.mid(1)};
    QJsonArray sent;
    for (const QString &file : files) {
        const QFileInfo info(file);
        if (!info.isFile())
            return fail(ErrorCode::NotFound, u"there is no file %1"_s.arg(file));
        sent.append(toJson(Api::SentFile{info.fileName(), info.size()}));
    }
    transfer.command.params.insert(u"files"_s, sent);
    if (!isPush && !transfer.command.params.contains("storage"_L1))
        transfer.command.params.insert(u"storage"_s, u"local"_s);
    return transfer;
}

} // namespace

bool isTransfer(const QStringList &words) { return methodOf(words) != nullptr; }

Result<TransferCommand> parseTransfer(QStringList words)
{
    const Api::MethodInfo *method = methodOf(words);
    if (method->name == QLatin1StringView(Api::guestPush.name)
        || method->name == QLatin1StringView(Api::storageDisc.name))
        return parseFiles(words);
    TransferCommand transfer;
    const bool isUpload = methodOf(words)->name == QLatin1StringView(Api::storageUpload.name);
    if (const qsizetype at = words.indexOf(u"--file"_s); at >= 0) {
        if (at + 1 >= words.size())
            return fail(ErrorCode::InvalidParams, u"--file takes the name of a file"_s);
        transfer.file = words.at(at + 1);
        words.remove(at, 2);
    } else if (isUpload && words.size() > 2 && !words.at(2).startsWith("--"_L1)) {
        transfer.file = words.takeAt(2);
    }
    const auto command = parseCommand(words);
    if (!command)
        return fail(command.error());
    transfer.command = *command;
    QJsonObject &params = transfer.command.params;
    if (isUpload) {
        transfer.way = Rpc::Transfer::Way::ToAgent;
        if (!params.contains("storage"_L1))
            params.insert(u"storage"_s, u"local"_s);
        if (!params.contains("name"_L1))
            params.insert(u"name"_s, QFileInfo(transfer.file).fileName());
    } else if (transfer.file.isEmpty()) {
        transfer.file = params.value("volume"_L1).toString();
    }
    if (transfer.file.isEmpty())
        return fail(ErrorCode::InvalidParams, u"which file? Add --file FILE"_s);
    return transfer;
}

} // namespace Atoll::Cli
