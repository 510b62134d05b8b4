// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingsdialog.h"

#include "guestkeys.h"
#include "mappingdialog.h"
#include "mappingwords.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/rowdelegate.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace Atoll {

MappingsDialog::MappingsDialog(AppContext &context, ClusterSession &session, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_session(&session)
    , m_error(new ErrorBar(context.theme(), this))
    , m_list(new QTreeWidget(this))
    , m_empty(new QLabel(tr("A mapping is a name that stands for a PCI or USB device, or a "
                            "directory, on each node. Guests are given the name: they find what "
                            "they need wherever they start, and who gives it needs no right on the "
                            "nodes."),
                         this))
    , m_add(new QPushButton(tr("&New…"), this))
    , m_edit(new QPushButton(tr("&Edit…"), this))
    , m_remove(new QPushButton(tr("&Delete"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Device mappings of %1").arg(session.name()));
    m_list->setItemDelegate(new RowDelegate(context.theme(), m_list));
    m_list->setHeaderLabels(
        {tr("Name"), tr("Kind"), tr("Stands for"), tr("Given to"), tr("Description")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Device mappings"));
    m_list->setColumnWidth(0, 140);
    m_list->setColumnWidth(2, 240);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(buttons);
    for (QPushButton *button : {m_add, m_edit, m_remove})
        button->setAutoDefault(false); // Enter belongs to the list
    m_list->setFocus();
    resize(860, 360);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &MappingsDialog::updateButtons);
    connect(m_list, &QTreeWidget::itemActivated, m_edit, &QPushButton::click);
    connect(m_add, &QPushButton::clicked, this, [this] { edit({}); });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const Api::Mapping *mapping = current())
            edit(*mapping);
    });
    connect(m_remove, &QPushButton::clicked, this, &MappingsDialog::remove);
    auto *del = new QShortcut(m_list);
    del->setContext(Qt::WidgetShortcut);
    defineGuestKeys(context.keys());
    context.keys().bind(del, kRemoveEntryKey);
    connect(del, &QShortcut::activated, m_remove, &QPushButton::click);
    connect(&session, &ClusterSession::stateChanged, this, &MappingsDialog::load);
    connect(&session, &ClusterSession::taskEnded, this, &MappingsDialog::load);
    fill();
    load();
}

void MappingsDialog::load()
{
    updateButtons();
    if (!m_session || !m_session->isReady())
        return;
    whenDone(m_session->call(Api::mappingList, {}), this,
             [this](const Result<QList<Api::Mapping>> &mappings) {
                 if (!mappings)
                     return m_error->showError(mappings.error(), tr("The mappings cannot be read"));
                 if (m_mappings == *mappings)
                     return;
                 m_mappings = *mappings;
                 fill();
             });
}

void MappingsDialog::fill()
{
    const QString name = m_list->currentItem() ? m_list->currentItem()->text(0) : QString();
    m_list->clear();
    for (const Api::Mapping &mapping : std::as_const(m_mappings)) {
        auto *item = new QTreeWidgetItem(m_list, {mapping.name, MappingWords::kind(mapping.kind),
                                                  MappingWords::devices(mapping),
                                                  mapping.usedBy.join(u", "), mapping.description});
        for (int column = 2; column < 5; ++column)
            item->setToolTip(column, item->text(column));
        if (mapping.name == name)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem() && !m_mappings.isEmpty())
        m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setVisible(!m_mappings.isEmpty());
    m_empty->setVisible(m_mappings.isEmpty());
    updateButtons();
}

const Api::Mapping *MappingsDialog::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || !m_list->currentItem()->isSelected() ? nullptr : &m_mappings.at(row);
}

void MappingsDialog::updateButtons()
{
    const bool isReady = m_session && m_session->isReady();
    const bool may = isReady && m_session->may(Api::mappingSet.privilege);
    QString reason;
    if (!isReady)
        reason = tr("There is no connection to %1.").arg(m_session ? m_session->name() : QString());
    else if (!may)
        reason = tr("Your role %1 does not include %2; ask an administrator.")
                     .arg(m_session->user().role, QString(nameOf(Api::mappingSet.privilege)));
    const Api::Mapping *mapping = current();
    const bool isUsed = mapping && !mapping->usedBy.isEmpty();
    m_add->setEnabled(may);
    m_add->setToolTip(reason);
    m_edit->setEnabled(may && mapping);
    m_edit->setToolTip(reason);
    m_remove->setEnabled(may && mapping && !isUsed);
    m_remove->setToolTip(isUsed ? tr("Guests are given it: %1").arg(mapping->usedBy.join(u", "))
                                : reason);
}

void MappingsDialog::edit(const Api::Mapping &mapping)
{
    if (m_session)
        (new MappingDialog(m_context, *m_session, mapping, this))->open();
}

void MappingsDialog::remove()
{
    const Api::Mapping *mapping = current();
    if (!mapping || !m_session)
        return;
    m_error->clear();
    const QString title = tr("%1 is not deleted").arg(mapping->name);
    whenDone(m_session->change(Api::mappingDelete, {mapping->name}), this,
             [this, title](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return m_error->showError(task.error(), title);
                 whenDone(m_session->taskEnd(task->task), this,
                          [this, title](const Result<Api::TaskInfo> &end) {
                              if (!end || end->state != Api::TaskState::Succeeded)
                                  m_error->showError(
                                      end ? Error::fromJson(end->error) : end.error(), title);
                          });
             });
}

} // namespace Atoll
