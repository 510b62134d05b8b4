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

} // namespace

bool isTransfer(const QStringList &words) { return methodOf(words) != nullptr; }

Result<TransferCommand> parseTransfer(QStringList words)
{
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
