// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <client/statestore.h>
#include <find/query.h>

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

//! The shape of the inventory tree. Everything has a small number (slot) in its parent's table;
//! `all` are the children in order, `shown` those that the filter lets through, and `row` the place
//! among the shown ones, -1 when hidden.
namespace Atoll {

//! What a guest is found by: name, id, addresses, tags, MACs, system, notes.
QString searchText(const Api::GuestInfo &guest);

struct GuestRow
{
    int node = -1;
    int row = -1;
    bool isGone = false; //!< on its way out; still has its parent while views are told
};

struct NodeRows
{
    QString name;
    int store = -1; //!< index in the state store; -1: guests name it, but it is not known
    int row = -1;
    quint8 mask = 0; //!< words of the filter that its name has
    int matches = 0; //!< guests that the filter lets through
    std::vector<int> all;
    std::vector<int> shown;

    bool isUsed() const { return !name.isNull(); }
};

struct ClusterRows
{
    QString key;
    QString name;
    QString site;
    StateStore *store = nullptr;
    int siteSlot = -1; //!< -1: stands at the root
    int row = -1;
    bool isGone = false;
    quint8 mask = 0;
    int matches = 0;
    std::vector<NodeRows> nodes; //!< by slot
    QHash<QString, int> nodeByName;
    std::vector<int> all;
    std::vector<int> shown;
    std::vector<GuestRow> guests; //!< by the store's index
    std::vector<quint8> hits;     //!< by the store's index: words of the filter
    std::unique_ptr<SearchArena> arena;

    bool isUsed() const { return store != nullptr; }
};

struct SiteRows
{
    QString name;
    int row = -1;
    std::vector<int> all;
    std::vector<int> shown;
};

} // namespace Atoll
