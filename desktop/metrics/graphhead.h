// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

namespace Atoll {

class Theme;
enum class Token : quint8;

//! Title at the left, one coloured value per series at the right.
class GraphHead : public QWidget
{
    Q_OBJECT
public:
    struct Value
    {
        QString name;
        QString text;
        Token color;
    };

    GraphHead(const Theme &theme, QWidget *parent);

    void setTitle(const QString &title);
    //! `moment`: the time that the cursor stands at; empty when the values are the newest.
    void setValues(const QList<Value> &values, const QString &moment);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_title;
    QString m_moment;
    QList<Value> m_values;
};

} // namespace Atoll
