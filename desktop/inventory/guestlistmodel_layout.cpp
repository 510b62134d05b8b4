// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistmodel.h"

#include "rowranges.h"

#include <algorithm>

namespace Atoll {
namespace {

struct Difference
{
    std::vector<RowRange> gone;
    std::vector<RowRange> come;
    bool keepsOrder = true;
};

Difference differenceOf(const std::vector<int> &shown, const std::vector<int> &wanted)
{
    const auto largest = [](const std::vector<int> &all) {
        return all.empty() ? -1 : *std::max_element(all.begin(), all.end());
    };
    std::vector<int> rows(size_t(std::max(largest(shown), largest(wanted)) + 1), -1);
    for (size_t i = 0; i < shown.size(); ++i)
        rows[size_t(shown[i])] = int(i);
    Difference difference;
    std::vector<bool> stays(shown.size());
    int last = -1;
    for (size_t i = 0; i < wanted.size(); ++i) {
        const int row = rows[size_t(wanted[i])];
        if (row < 0) {
            extend(difference.come, int(i));
            continue;
        }
        stays[size_t(row)] = true;
        difference.keepsOrder = difference.keepsOrder && row > last;
        last = row;
    }
    for (size_t i = 0; i < shown.size(); ++i) {
        if (!stays[i])
            extend(difference.gone, int(i));
    }
    return difference;
}

} // namespace

void GuestListModel::renumber(int slot)
{
    const Children &entries = m_groups[size_t(slot)].entries;
    for (size_t i = 0; i < entries.size(); ++i) {
        m_entries[size_t(entries[i])].group = slot;
        m_entries[size_t(entries[i])].row = int(i);
    }
}

// Few ranges are taken out and put in; false when that is not enough. `slot` is the parent, -1 for
// the groups themselves.
bool GuestListModel::patch(int slot, Children &shown, const Children &wanted)
{
    if (shown == wanted)
        return true;
    const Difference difference = differenceOf(shown, wanted);
    if (!difference.keepsOrder || difference.gone.size() + difference.come.size() > kMostRanges)
        return false;
    const QModelIndex parent = slot <= 0 ? QModelIndex() : groupIndex(slot);
    const auto number = [this, slot, &shown] {
        if (slot >= 0)
            return renumber(slot);
        for (size_t i = 0; i < shown.size(); ++i)
            m_groups[size_t(shown[i])].row = int(i);
    };
    for (auto range = difference.gone.rbegin(); range != difference.gone.rend(); ++range) {
        beginRemoveRows(parent, range->first, range->last);
        for (int i = range->first; i <= range->last; ++i) {
            const auto child = size_t(shown[size_t(i)]);
            (slot >= 0 ? m_entries[child].row : m_groups[child].row) = -1;
        }
        shown.erase(shown.begin() + range->first, shown.begin() + range->last + 1);
        number();
        endRemoveRows();
    }
    for (const RowRange &range : difference.come) {
        beginInsertRows(parent, range.first, range.last);
        shown.insert(shown.begin() + range.first, wanted.begin() + range.first,
                     wanted.begin() + range.last + 1);
        number();
        endInsertRows();
    }
    return true;
}

// Groups that come are filled before they are shown, those that go are emptied after.
void GuestListModel::apply(Layout layout)
{
    layout.children.resize(m_groups.size());
    for (const int slot : layout.groups) {
        if (m_groups[size_t(slot)].row < 0) {
            m_groups[size_t(slot)].entries = layout.children[size_t(slot)];
            renumber(slot);
        }
    }
    bool isDone = patch(-1, m_shownGroups, layout.groups);
    for (size_t slot = 0; slot < m_groups.size() && isDone; ++slot) {
        if (slot > 0 && m_groups[slot].row < 0) {
            for (const int entry : m_groups[slot].entries) {
                if (m_entries[size_t(entry)].group == int(slot))
                    m_entries[size_t(entry)].row = -1;
            }
            m_groups[slot].entries.clear();
            continue;
        }
        isDone = patch(int(slot), m_groups[slot].entries, layout.children[slot]);
    }
    if (!isDone)
        replace(layout);
    // An entry that left one group may have come to another before.
    for (size_t slot = 0; slot < m_groups.size(); ++slot)
        renumber(int(slot));
}

} // namespace Atoll
