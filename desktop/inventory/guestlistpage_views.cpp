// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestlistpage.h"

#include "guestlistview.h"
#include "guestviews.h"
#include "queryfield.h"

#include <app/appcontext.h>
#include <theme/theme.h>

#include <QComboBox>
#include <QHeaderView>
#include <QInputDialog>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Atoll {

GuestView GuestListPage::current(const QString &name) const
{
    return {name, m_filter->text().simplified(), m_groups->currentIndex(),
            QString::fromLatin1(m_view->header()->saveState().toBase64())};
}

void GuestListPage::restore()
{
    const GuestView *view = m_views.find(object().id);
    m_view->restoreHeader(view ? QByteArray::fromBase64(view->header.toLatin1()) : QByteArray());
    if (view)
        m_filter->setText(view->query);
    const int grouping = view ? view->grouping : 0;
    m_groups->setCurrentIndex(grouping >= 0 && grouping < m_groups->count() ? grouping : 0);
    m_view->setRootIsDecorated(m_groups->currentIndex() != 0);
}

void GuestListPage::fillViewMenu()
{
    m_viewMenu->clear();
    const auto add = [this](const QString &text, const QString &icon, auto run) {
        connect(m_viewMenu->addAction(context().theme().icon(icon), text), &QAction::triggered,
                this, run);
    };
    const auto open = [this](const QString &name) {
        return [this, name] { context().open({ObjectKind::GuestList, {}, name}); };
    };
    add(tr("All guests"), u"list"_s, open({}));
    for (const GuestView &view : m_views.all()) {
        if (!view.name.isEmpty())
            add(QString(view.name).replace(u'&', u"&&"_s), u"eye"_s, open(view.name));
    }
    m_viewMenu->addSeparator();
    const QString name = object().id;
    if (!name.isEmpty())
        add(tr("Save changes"), u"check"_s, [this, name] { m_views.save(current(name)); });
    add(tr("Save as a view…"), u"add"_s, [this] {
        askName(tr("Save as a view"), {}, [this](const QString &wanted) { saveAs(wanted); });
    });
    if (name.isEmpty())
        return;
    add(tr("Rename…"), u"edit"_s, [this, name] {
        askName(tr("Rename the view"), name, [this](const QString &wanted) { renameTo(wanted); });
    });
    add(tr("Delete"), u"delete"_s, [this, name] {
        const GuestView view = *m_views.find(name);
        GuestViews *views = &m_views;
        m_views.remove(name);
        context().offer(tr("The view “%1” is deleted.").arg(name), tr("Undo"),
                        [views, view] { views->save(view); });
        Q_EMIT closeRequested();
    });
}

void GuestListPage::askName(const QString &title, const QString &name,
                            const std::function<void(const QString &)> &use)
{
    auto *ask = new QInputDialog(this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(title);
    ask->setLabelText(tr("Name of the view:"));
    ask->setTextValue(name);
    connect(ask, &QInputDialog::textValueSelected, this, [use](const QString &text) {
        const QString wanted = text.simplified().left(100);
        if (!wanted.isEmpty())
            use(wanted);
    });
    ask->open();
}

void GuestListPage::saveAs(const QString &name)
{
    if (m_views.find(name)) {
        context().report({ErrorCode::Conflict,
                          tr("There is a view “%1” already. Choose another name.").arg(name)});
        return;
    }
    m_views.save(current(name));
    context().open({ObjectKind::GuestList, {}, name});
}

void GuestListPage::renameTo(const QString &name)
{
    if (!m_views.rename(object().id, name)) {
        context().report({ErrorCode::Conflict,
                          tr("There is a view “%1” already. Choose another name.").arg(name)});
        return;
    }
    if (name == object().id)
        return;
    context().open({ObjectKind::GuestList, {}, name});
    Q_EMIT closeRequested();
}

} // namespace Atoll
