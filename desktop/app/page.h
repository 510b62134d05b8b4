// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "objectref.h"

#include <QIcon>
#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;

//! One step of the way to an object, shown above its page; a click opens it.
struct Crumb
{
    ObjectRef object;
    QString text;
};

//! What a centre tab shows of one object. The window draws the head (icon, title, way, status,
//! actions) from these and listens to changed(); the page draws the rest.
class Page : public QWidget
{
    Q_OBJECT
public:
    Page(ObjectRef object, AppContext &context, QWidget *parent);

    const ObjectRef &object() const { return m_object; }
    AppContext &context() const { return m_context; }

    virtual QString title() const = 0;
    virtual QIcon icon() const = 0;
    virtual QList<Crumb> way() const { return {}; }
    //! One quiet sentence at the right of the title, for example "last seen 3 min ago".
    virtual QString status() const { return {}; }
    //! Shown as buttons in the head, in this order. Owned by the page.
    virtual QList<QAction *> headActions() const { return {}; }
    //! False: the page has no use for the head (overview, settings).
    virtual bool hasHead() const { return true; }
    //! Comes to the front, or leaves it: start and stop what costs something.
    virtual void setActive(bool isActive) { Q_UNUSED(isActive) }

Q_SIGNALS:
    void changed();        //!< title, icon, way, status or actions
    void closeRequested(); //!< the object is gone

private:
    ObjectRef m_object;
    AppContext &m_context;
};

using PageFactory = std::function<Page *(const ObjectRef &, AppContext &, QWidget *parent)>;

} // namespace Atoll
