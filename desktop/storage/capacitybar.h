// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace Atoll {

class Theme;

//! "61 % of 500 GiB used, 195 GiB free" above a bar that changes colour when it gets tight.
class CapacityBar : public QWidget
{
    Q_OBJECT
public:
    CapacityBar(const Theme &theme, QWidget *parent);

    void setCapacity(qint64 usedBytes, qint64 totalBytes);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    qint64 m_used = 0;
    qint64 m_total = 0;
};

} // namespace Atoll
