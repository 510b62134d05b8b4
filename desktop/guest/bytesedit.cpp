// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bytesedit.h"

#include <core/units.h>

#include <QLineEdit>
#include <QStyle>

namespace Atoll {
namespace {

//! From nothing: below that, few amounts make sense.
constexpr qint64 kFirstStep = 16 * units::MiB;

} // namespace

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
    lineEdit()->setText(textFor(bounded));
    // The text is rounded; a value that was only shown must not change by that.
    if (std::exchange(m_bytes, bounded) != bounded)
        Q_EMIT bytesChanged(bounded);
}

void BytesEdit::setRange(qint64 minimum, qint64 maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void BytesEdit::setSuffix(const QString &suffix) { m_suffix = suffix; }

void BytesEdit::setZeroText(const QString &text)
{
    m_zeroText = text;
    lineEdit()->setPlaceholderText(text);
}

QString BytesEdit::textFor(qint64 bytes) const
{
    return bytes == 0 && !m_zeroText.isEmpty() ? m_zeroText : units::formatBytes(bytes) + m_suffix;
}

std::optional<qint64> BytesEdit::typed() const
{
    QString text = lineEdit()->text().trimmed();
    if (!m_zeroText.isEmpty() && (text.isEmpty() || text == m_zeroText))
        return 0;
    if (!m_suffix.isEmpty() && text.endsWith(m_suffix))
        text.chop(m_suffix.size());
    const auto read = units::parseBytes(text);
    return read && *read >= m_minimum && *read <= m_maximum ? std::optional(*read) : std::nullopt;
}

void BytesEdit::readText()
{
    const auto read = typed();
    lineEdit()->setProperty("invalid", !read);
    style()->unpolish(lineEdit());
    style()->polish(lineEdit());
    if (read && std::exchange(m_bytes, *read) != *read)
        Q_EMIT bytesChanged(m_bytes);
}

void BytesEdit::stepBy(int steps)
{
    qint64 bytes = m_bytes;
    for (; steps > 0; --steps)
        bytes = bytes == 0 ? kFirstStep : bytes > m_maximum / 2 ? m_maximum : bytes * 2;
    for (; steps < 0; ++steps)
        bytes = bytes <= kFirstStep && m_minimum == 0 ? 0 : bytes / 2;
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
