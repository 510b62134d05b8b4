// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractSpinBox>

#include <optional>

namespace Atoll {

//! An amount of bytes, typed as people write it ("8G", "1.5 TiB"); arrows double and halve, which
//! is how memory is sized.
class BytesEdit : public QAbstractSpinBox
{
    Q_OBJECT
    Q_PROPERTY(qint64 bytes READ bytes WRITE setBytes NOTIFY bytesChanged USER true)
public:
    explicit BytesEdit(QWidget *parent = nullptr);

    qint64 bytes() const { return m_bytes; }
    void setBytes(qint64 bytes);
    void setRange(qint64 minimum, qint64 maximum);
    //! Behind the amount: "/s".
    void setSuffix(const QString &suffix);
    //! What stands there for 0, and what nothing typed means then.
    void setZeroText(const QString &text);
    void stepBy(int steps) override;

Q_SIGNALS:
    void bytesChanged(qint64 bytes);

protected:
    StepEnabled stepEnabled() const override;

private:
    void readText();
    QString textFor(qint64 bytes) const;
    std::optional<qint64> typed() const;

    qint64 m_bytes = 0;
    qint64 m_minimum = 0;
    qint64 m_maximum = 1LL << 50;
    QString m_suffix;
    QString m_zeroText;
};

} // namespace Atoll
