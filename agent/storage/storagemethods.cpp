// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storagemethods.h"

#include "storageservice.h"
#include "storagetransfer.h"

#include <server/registry.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

ChangeHandler<Api::VolumeRef, Api::Nothing> volumeDeletion(StorageService &storages)
{
    ChangeHandler<Api::VolumeRef, Api::Nothing> handler;
    handler.object = [&storages](const Api::VolumeRef &ref) -> Result<TaskObject> {
        if (const auto driver = storages.storage(ref.storage); !driver)
            return fail(driver.error());
        return TaskObject{u"/storages/"_s + ref.storage, ref.volume};
    };
    handler.plan = [&storages](const Caller &, const Api::VolumeRef &ref) -> Result<Api::Plan> {
        if (const auto allowed = storages.mayDeleteVolume(ref); !allowed)
            return fail(allowed.error());
        Api::Plan plan;
        plan.steps = {u"Delete volume %1 from storage %2"_s.arg(ref.volume, ref.storage)};
        plan.impact = u"No guest uses it. It cannot be brought back"_s;
        return plan;
    };
    handler.run = [&storages](TaskContext &, const Api::VolumeRef &ref) {
        return storages.deleteVolume(ref).map([] { return Api::Nothing{}; });
    };
    // Volumes of one storage are independent of each other.
    handler.adjust = [](TaskSpec &spec, const Api::VolumeRef &ref) {
        spec.lanes = {u"/storages/%1/%2"_s.arg(ref.storage, ref.volume)};
    };
    return handler;
}

} // namespace

void registerStorageMethods(Registry &registry, StorageService &storages)
{
    registry.query<Api::Nothing, QList<Api::StorageInfo>>(
        Api::storageList,
        [&storages](const Caller &, const Api::Nothing &) { return storages.infos(); });
    registry.queryInWorker<Api::StorageRef, QList<Api::VolumeInfo>>(
        Api::volumeList, [&storages](const Caller &, const Api::StorageRef &ref) {
            return storages.volumes(ref.storage);
        });
    registry.change(Api::volumeDelete, volumeDeletion(storages));
    registerStorageTransfers(registry, storages);
}

} // namespace Atoll
