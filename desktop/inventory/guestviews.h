// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/json.h>

#include <QObject>

namespace Atoll {

class Settings;

//! A way to look at the list of guests that a person has named.
struct GuestView
{
    QString name;
    QString query;
    int grouping = 0;
    QString header; //!< base64 of the table header's state: columns, widths, order
    static constexpr auto fields()
    {
        using V = GuestView;
        return fieldsOf(field("name", &V::name), field("query", &V::query),
                        field("grouping", &V::grouping), field("header", &V::header));
    }
    bool operator==(const GuestView &) const = default;
};

//! The saved views, kept in the settings, in the order of their names. The one without a name is
//! how "All guests" was left. GUI thread.
class GuestViews : public QObject
{
    Q_OBJECT
public:
    explicit GuestViews(Settings &settings, QObject *parent = nullptr);

    const QList<GuestView> &all() const { return m_views; }
    //! Null when there is none.
    const GuestView *find(const QString &name) const;
    //! Takes the place of the one with that name.
    void save(const GuestView &view);
    //! False: there is one with the new name already.
    bool rename(const QString &from, const QString &to);
    void remove(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void keep();

    Settings &m_settings;
    QList<GuestView> m_views;
};

} // namespace Atoll
