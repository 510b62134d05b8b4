// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bytesedit.h"

#include <core/units.h>

#include <QLineEdit>
#include <QStyle>

namespace Atoll {

BytesEdit::BytesEdit(QWidget *parent)
    : QAbstractSpinBox(parent)
{
    connect(lineEdit(), &QLineEdit::textEdited, this, &BytesEdit::readText);
    connect(this, &QAbstractSpinBox::editingFinished, this, [this] { setBytes(m_bytes); });
}

void BytesEdit::setBytes(qint64 bytes)
{
    lineEdit()->setProperty("invalid", false);
    const qint64 bounded = qBound(m_minimum, bytes, m_maximum);
    lineEdit()->setText(units::formatBytes(bounded));
    // The text is rounded; a value that was only shown must not change by that.
    if (std::exchange(m_bytes, bounded) != bounded)
        Q_EMIT bytesChanged(bounded);
}

void BytesEdit::setRange(qint64 minimum, qint64 maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void BytesEdit::readText()
{
    const auto read = units::parseBytes(lineEdit()->text());
    const bool isGood = read && *read >= m_minimum && *read <= m_maximum;
    lineEdit()->setProperty("invalid", !isGood);
    style()->unpolish(lineEdit());
    style()->polish(lineEdit());
    if (isGood && std::exchange(m_bytes, *read) != *read)
        Q_EMIT bytesChanged(m_bytes);
}

void BytesEdit::stepBy(int steps)
{
    qint64 bytes = m_bytes;
    for (; steps > 0; --steps)
        bytes = bytes > m_maximum / 2 ? m_maximum : bytes * 2;
    for (; steps < 0; ++steps)
        bytes /= 2;
    setBytes(bytes);
}

QAbstractSpinBox::StepEnabled BytesEdit::stepEnabled() const
{
    StepEnabled steps = StepNone;
    if (m_bytes < m_maximum)
        steps |= StepUpEnabled;
    if (m_bytes > m_minimum)
        steps |= StepDownEnabled;
    return steps;
}

} // namespace Atoll
