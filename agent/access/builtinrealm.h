// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "realm.h"

namespace Atoll {

class ClusterStore;

//! Users whose password hashes are kept in the cluster's store.
class BuiltinRealm final : public Realm
{
public:
    explicit BuiltinRealm(ClusterStore &store);

    QString name() const override;
    Result<void> authenticate(const QString &user, const QString &password, const QString &address,
                              QDeadlineTimer deadline) override;

private:
    ClusterStore &m_store;
};

} // namespace Atoll
