// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "theme.h"

#include <QStringList>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace Atoll {

//! Tags as small chips. A tag has the same colour everywhere and always: it comes from its name.
namespace Tags {

Token color(const QString &tag);
//! From the left of `room`, as many as fit; a dot where a word does not. Returns where it ended.
int paint(QPainter *painter, const QRect &room, const QStringList &tags, const Theme &theme);

} // namespace Tags

//! Chips that wrap. GUI thread.
class TagChips : public QWidget
{
    Q_OBJECT
public:
    explicit TagChips(const Theme &theme, QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    const QStringList &tags() const { return m_tags; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int layOut(int width, QPainter *painter) const;

    const Theme &m_theme;
    QStringList m_tags;
};

} // namespace Atoll
