// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardwarefilter.h"

#include "hardwaremodel.h"

namespace Atoll {

HardwareFilter::HardwareFilter(HardwareModel &model, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
    // A device is seen when one of its values is, which changes after it was asked.
    connect(&model, &HardwareModel::draftChanged, this, [this] { invalidateFilter(); });
}

void HardwareFilter::setShowsAll(bool showsAll)
{
    m_showsAll = showsAll;
    invalidateFilter();
}

void HardwareFilter::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool HardwareFilter::acceptsField(const QModelIndex &index) const
{
    const HardwareField &field = *m_model.field(index);
    if (!m_text.isEmpty()) {
        const auto says = [&](const QString &text) {
            return text.contains(m_text, Qt::CaseInsensitive);
        };
        return says(field.label) || says(field.path) || says(field.remark)
               || says(m_model.device(index)->title);
    }
    return m_showsAll || !field.isAdvanced || !field.isDefault || field.isPending
           || m_model.hasError(index);
}

bool HardwareFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = m_model.index(row, 0, parent);
    if (m_model.field(index))
        return acceptsField(index);
    const HardwareDevice *device = m_model.device(index);
    if (!device)
        return false;
    // What is there is always told of; the expert's row only when it says something.
    if (m_text.isEmpty() && !device->list.isEmpty())
        return true;
    for (int child = 0; child < m_model.rowCount(index); ++child) {
        if (acceptsField(m_model.index(child, 0, index)))
            return true;
    }
    return m_text.isEmpty() && device->fields.isEmpty();
}

} // namespace Atoll
