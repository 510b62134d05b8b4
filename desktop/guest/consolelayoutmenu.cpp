// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consolelayoutmenu.h"

#include <app/appcontext.h>
#include <console/consoleview.h>
#include <theme/theme.h>

#include <QInputDialog>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Atoll {

ConsoleLayoutMenu::ConsoleLayoutMenu(AppContext &context, ConsoleLayouts &layouts,
                                     Console::ConsoleView &view, std::function<Layout()> now,
                                     std::function<void(const Layout &)> apply)
    : QMenu(&view)
    , m_context(context)
    , m_layouts(layouts)
    , m_view(view)
    , m_now(std::move(now))
    , m_apply(std::move(apply))
{
    setToolTipsVisible(true);
    connect(this, &QMenu::aboutToShow, this, &ConsoleLayoutMenu::fill);
}

void ConsoleLayoutMenu::fill()
{
    clear();
    const QStringList names = m_layouts.names();
    for (const QString &name : names)
        addNamed(name);
    if (!names.isEmpty())
        addSeparator();
    addAction(m_context.theme().icon(u"add"_s), tr("Save Layout…"), this,
              &ConsoleLayoutMenu::askAndSave);
}

void ConsoleLayoutMenu::addNamed(const QString &name)
{
    QMenu *one = addMenu(m_context.theme().icon(u"window"_s), QString(name).replace(u'&', u"&&"_s));
    one->addAction(m_context.theme().icon(u"check"_s), tr("Bring Back"), this, [this, name] {
        if (const auto layout = m_layouts.named(name))
            m_apply(*layout);
        else
            m_view.notify(tr("The layout “%1” cannot be read. Save it again.").arg(name));
    });
    one->addAction(m_context.theme().icon(u"download"_s), tr("Save Here"), this,
                   [this, name] { report(m_layouts.save(name, m_now())); });
    one->addAction(m_context.theme().icon(u"edit"_s), tr("Rename…"), this, [this, name] {
        askName(tr("Rename the Layout"), name,
                [this, name](const QString &wanted) { report(m_layouts.rename(name, wanted)); });
    });
    one->addAction(m_context.theme().icon(u"delete"_s), tr("Delete"), this,
                   [this, name] { remove(name); });
}

void ConsoleLayoutMenu::remove(const QString &name)
{
    const auto layout = m_layouts.named(name);
    m_layouts.remove(name);
    if (!layout)
        return;
    m_context.offer(tr("The layout “%1” is deleted.").arg(name), tr("Undo"),
                    [menu = QPointer(this), name, layout] {
                        if (menu)
                            menu->report(menu->m_layouts.save(name, *layout));
                    });
}

void ConsoleLayoutMenu::askAndSave()
{
    askName(tr("Save the Layout"), {}, [this](const QString &name) {
        if (m_layouts.named(name.simplified()))
            report(fail(ErrorCode::Conflict,
                        tr("there is a layout “%1” already").arg(name.simplified()),
                        tr("Choose another name.")));
        else
            report(m_layouts.save(name, m_now()));
    });
}

void ConsoleLayoutMenu::askName(const QString &title, const QString &name,
                                const std::function<void(const QString &)> &use)
{
    auto *ask = new QInputDialog(&m_view);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setWindowTitle(title);
    ask->setLabelText(tr("Name of the layout, as “desk” or “laptop”:"));
    ask->setTextValue(name);
    connect(ask, &QInputDialog::textValueSelected, this, use);
    ask->open();
}

void ConsoleLayoutMenu::report(const Result<void> &done)
{
    if (!done)
        m_view.notify(done.error().sentence());
}

} // namespace Atoll
