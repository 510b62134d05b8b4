// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mappingdialog.h"

#include "mappingwords.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Atoll {

using Api::MappingKind;

MappingDialog::MappingDialog(AppContext &context, ClusterSession &session,
                             const Api::Mapping &mapping, QWidget *parent)
    : QDialog(parent)
    , m_session(&session)
    , m_mapping(mapping)
    , m_error(new ErrorBar(context.theme(), this))
    , m_name(new QLineEdit(mapping.name, this))
    , m_kind(new QComboBox(this))
    , m_description(new QLineEdit(mapping.description, this))
    , m_save(new QPushButton(tr("&Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    const bool isNew = mapping.name.isEmpty();
    setWindowTitle(isNew ? tr("New mapping") : tr("Mapping %1").arg(mapping.name));
    m_name->setMaxLength(64);
    m_name->setEnabled(isNew); // guests know it by its name
    for (const MappingKind one : {MappingKind::Pci, MappingKind::Usb, MappingKind::Directory})
        m_kind->addItem(MappingWords::kind(one), int(one));
    m_kind->setCurrentIndex(m_kind->findData(int(mapping.kind)));
    m_kind->setEnabled(mapping.usedBy.isEmpty());
    m_kind->setToolTip(mapping.usedBy.isEmpty()
                           ? QString()
                           : tr("Guests are given it: %1").arg(mapping.usedBy.join(u", ")));
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&Description"), m_description);
    addNodes(form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_save, QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(520);
    connect(m_name, &QLineEdit::textChanged, this, &MappingDialog::updateButtons);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &MappingDialog::offer);
    connect(m_save, &QPushButton::clicked, this, &MappingDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (isNew ? m_name : m_description)->setFocus();
    loadDevices();
    updateButtons();
}

void MappingDialog::addNodes(QFormLayout *form)
{
    QStringList nodes;
    const auto &known = m_session->store().nodes();
    for (const int index : known.indexes())
        nodes += known.at(index).name;
    for (const Api::MappedDevice &device : std::as_const(m_mapping.devices)) {
        if (!nodes.contains(device.node))
            nodes += device.node; // away for the moment
    }
    nodes.sort();
    for (const QString &node : std::as_const(nodes)) {
        auto *box = new QComboBox(this);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->lineEdit()->setPlaceholderText(tr("nothing on this node"));
        for (const Api::MappedDevice &device : std::as_const(m_mapping.devices)) {
            if (device.node == node)
                box->setEditText(device.device);
        }
        // What is chosen with its name is kept by its address.
        connect(box, &QComboBox::activated, box,
                [box](int index) { box->setEditText(box->itemData(index).toString()); });
        connect(box, &QComboBox::editTextChanged, this, &MappingDialog::updateButtons);
        form->addRow(tr("On %1").arg(node), box);
        m_nodes.insert(node, box);
    }
}

void MappingDialog::loadDevices()
{
    // A choice less is no failure: everything can be typed, too.
    whenDone(m_session->call(Api::nodeDevices, {}), this,
             [this](const Result<Api::NodeDevices> &devices) {
                 if (devices)
                     m_devices = *devices;
                 offer();
             });
}

void MappingDialog::offer()
{
    if (!m_session)
        return;
    QComboBox *box = m_nodes.value(m_session->server().node);
    if (!box)
        return;
    const QString typed = box->currentText();
    box->clear();
    for (const auto &[text, device] : MappingWords::choices(m_devices, kind()))
        box->addItem(text, device);
    box->setEditText(typed);
    updateButtons();
}

void MappingDialog::updateButtons()
{
    m_save->setEnabled(m_session && m_session->isReady() && !m_name->text().trimmed().isEmpty());
}

MappingKind MappingDialog::kind() const { return MappingKind(m_kind->currentData().toInt()); }

Api::MappingSet MappingDialog::wish() const
{
    Api::MappingSet wish{
        m_name->text().trimmed(), kind(), m_description->text().trimmed(), {}, m_mapping.version};
    for (auto it = m_nodes.begin(); it != m_nodes.end(); ++it) {
        if (const QString device = (*it)->currentText().trimmed(); !device.isEmpty())
            wish.devices.append({it.key(), device});
    }
    return wish;
}

void MappingDialog::save()
{
    if (!m_session)
        return;
    m_error->clear();
    m_save->setEnabled(false);
    const auto failed = [this](const Error &error) {
        updateButtons();
        m_error->showError(error, tr("The mapping is not saved"));
    };
    whenDone(m_session->change(Api::mappingSet, wish()), this,
             [this, failed](const Result<Api::TaskRef> &task) {
                 if (!task)
                     return failed(task.error());
                 whenDone(m_session->taskEnd(task->task), this,
                          [this, failed](const Result<Api::TaskInfo> &end) {
                              if (end && end->state == Api::TaskState::Succeeded)
                                  return accept();
                              failed(end ? Error::fromJson(end->error) : end.error());
                          });
             });
}

} // namespace Atoll
