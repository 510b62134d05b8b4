// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinitmethods.h"

#include "cloudinitdrive.h"
#include "guestdocuments.h"
#include "guestsecrets.h"

#include <api/cloudinit.h>
#include <server/registry.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Result<Api::CloudInitText> dump(const GuestParts &parts, const Api::CloudInitDump &wish,
                                const QString &user)
{
    const auto info = parts.roster.find(wish.guest);
    if (!info)
        return fail(info.error());
    const auto document = GuestDocuments(parts).managed(info->uuid);
    if (!document)
        return fail(document.error());
    Api::GuestConfig config = document->config;
    if (wish.settings)
        config.cloudInit = *wish.settings;
    if (const auto ok = cloudinit::check(config); !ok)
        return fail(ok.error());
    if (!wish.settings && !GuestSecrets(parts).mayRead(user, info->uuid))
        config = GuestSecrets::hidden(config);
    const auto texts = CloudInitDrive(parts).dump(config);
    if (!texts)
        return fail(texts.error());
    switch (wish.part) {
    case Api::CloudInitPart::User:
        return Api::CloudInitText{texts->user};
    case Api::CloudInitPart::Vendor:
        return Api::CloudInitText{texts->vendor};
    case Api::CloudInitPart::Network:
        return Api::CloudInitText{texts->network};
    case Api::CloudInitPart::Meta:
        return Api::CloudInitText{texts->meta};
    }
    return Api::CloudInitText{};
}

} // namespace

void registerCloudInitMethods(Registry &registry, TaskRunner &tasks, const GuestParts &parts)
{
    CloudInitDrive::registerUndo(tasks, parts);
    registry.queryInWorker<Api::CloudInitDump, Api::CloudInitText>(
        Api::guestCloudInitDump, [parts](const Caller &caller, const Api::CloudInitDump &wish) {
            return dump(parts, wish, caller.user);
        });
    ChangeHandler<Api::CloudInitRegenerate, Api::Nothing> regenerate;
    regenerate.object = [parts](const Api::CloudInitRegenerate &wish) -> Result<TaskObject> {
        const auto info = parts.roster.find(wish.guest);
        if (!info)
            return fail(info.error());
        return TaskObject{u"/guests/"_s + info->uuid, info->name};
    };
    regenerate.run = [parts](TaskContext &context,
                             const Api::CloudInitRegenerate &wish) -> Result<Api::Nothing> {
        const auto made = CloudInitDrive(parts).regenerate(uuidOfObject(context.object()),
                                                           wish.isNewInstance, context);
        if (!made)
            return fail(made.error());
        return Api::Nothing{};
    };
    registry.change(Api::guestCloudInitRegenerate, regenerate);
}

} // namespace Atoll
