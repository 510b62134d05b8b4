// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages of the dialog, apart from its course.
#include "bytesedit.h"
#include "createvmdialog.h"
#include "planview.h"

#include <app/appcontext.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

template <class E>
E chosen(const QComboBox *box)
{
    return E(box->currentData().toInt());
}

template <class E>
void addChoices(QComboBox *box, std::initializer_list<std::pair<E, QString>> choices)
{
    for (const auto &[value, text] : choices)
        box->addItem(text, int(value));
}

void choose(QComboBox *box, const QVariant &value) { box->setCurrentIndex(box->findData(value)); }

} // namespace

QFormLayout *CreateVmDialog::makeForm(const QString &title, QWidget **page)
{
    *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(*page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 3);
    auto *head = new QLabel(title, *page);
    head->setFont(m_context.theme().titleFont());
    layout->addWidget(head);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(Theme::kStep * 4);
    form->setVerticalSpacing(Theme::kStep * 2);
    layout->addLayout(form);
    layout->addStretch();
    return form;
}

void CreateVmDialog::addField(QFormLayout *form, const QString &name, const QString &label,
                              QWidget *field, Step step)
{
    auto *error = new QLabel(form->parentWidget());
    error->setProperty("role", u"error"_s);
    error->setTextFormat(Qt::PlainText);
    error->setWordWrap(true);
    error->hide();
    auto *box = new QVBoxLayout;
    box->setSpacing(2);
    box->addWidget(field);
    box->addWidget(error);
    auto *caption = new QLabel(label, form->parentWidget());
    caption->setBuddy(field);
    field->setAccessibleName(QString(label).remove(u'&'));
    form->addRow(caption, box);
    field->setObjectName(name);
    m_fields.insert(name, {field, error, step});
}

QWidget *CreateVmDialog::makeGeneral()
{
    QWidget *page = nullptr;
    QFormLayout *form = makeForm(tr("What is it, and where?"), &page);
    m_name = new QLineEdit(page);
    m_id = new QSpinBox(page);
    m_id->setRange(100, 999'999'999);
    m_osType = new QComboBox(page);
    using O = Api::OsType;
    addChoices<O>(m_osType, {{O::Linux, u"Linux"_s},
                             {O::Windows, u"Windows"_s},
                             {O::Bsd, u"BSD"_s},
                             {O::Other, tr("Other")}});
    m_cluster = new QComboBox(page);
    m_node = new QComboBox(page);
    m_tags = new QLineEdit(page);
    m_tags->setPlaceholderText(tr("web, prod"));
    addField(form, u"name"_s, tr("N&ame"), m_name, General);
    addField(form, u"osType"_s, tr("&System"), m_osType, General);
    addField(form, u"cluster"_s, tr("Clus&ter"), m_cluster, General);
    addField(form, u"node"_s, tr("N&ode"), m_node, General);
    addField(form, u"id"_s, tr("&Id"), m_id, General);
    addField(form, u"tags"_s, tr("Ta&gs"), m_tags, General);

    connect(m_name, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_draft.name = text.trimmed();
        touched(u"name"_s);
    });
    connect(m_id, &QSpinBox::valueChanged, this, [this](int id) {
        m_draft.id = id;
        touched(u"id"_s);
    });
    connect(m_osType, &QComboBox::activated, this, [this] {
        m_draft.applyPreset(chosen<Api::OsType>(m_osType), m_chosen);
        showDraft();
    });
    connect(m_node, &QComboBox::activated, this,
            [this] { chooseNode(m_node->currentData().toString()); });
    connect(m_tags, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_draft.tags.clear();
        for (const QString &tag : text.split(u',', Qt::SkipEmptyParts)) {
            if (!tag.trimmed().isEmpty())
                m_draft.tags += tag.trimmed();
        }
        touched(u"tags"_s);
    });
    return page;
}

QWidget *CreateVmDialog::makeCompute()
{
    QWidget *page = nullptr;
    QFormLayout *form = makeForm(tr("How strong is it?"), &page);
    m_cores = new QSpinBox(page);
    m_cores->setRange(1, 256);
    m_sockets = new QSpinBox(page);
    m_sockets->setRange(1, 16);
    m_memory = new BytesEdit(page);
    m_memory->setRange(16 * units::MiB, 16LL << 40);
    m_firmware = new QComboBox(page);
    addChoices<Api::Firmware>(m_firmware,
                              {{Api::Firmware::Bios, u"BIOS"_s}, {Api::Firmware::Uefi, u"UEFI"_s}});
    m_startsAtBoot = new QCheckBox(tr("Start it &when the node starts"), page);
    addField(form, u"cores"_s, tr("&Cores"), m_cores, Compute);
    addField(form, u"sockets"_s, tr("&Sockets"), m_sockets, Compute);
    addField(form, u"memoryBytes"_s, tr("&Memory"), m_memory, Compute);
    addField(form, u"firmware"_s, tr("&Firmware"), m_firmware, Compute);
    form->addRow(QString(), m_startsAtBoot);

    connect(m_cores, &QSpinBox::valueChanged, this, [this](int cores) {
        m_draft.cores = cores;
        touched(u"cores"_s);
    });
    connect(m_sockets, &QSpinBox::valueChanged, this, [this](int sockets) {
        m_draft.sockets = sockets;
        touched(u"sockets"_s);
    });
    connect(m_memory, &BytesEdit::bytesChanged, this, [this](qint64 bytes) {
        m_draft.memoryBytes = bytes;
        touched(u"memoryBytes"_s);
    });
    connect(m_firmware, &QComboBox::activated, this, [this] {
        m_draft.firmware = chosen<Api::Firmware>(m_firmware);
        touched(u"firmware"_s);
    });
    connect(m_startsAtBoot, &QCheckBox::toggled, this,
            [this](bool starts) { m_draft.startsAtBoot = starts; });
    return page;
}

QWidget *CreateVmDialog::makeDisks()
{
    QWidget *page = nullptr;
    QFormLayout *form = makeForm(tr("What does it start from?"), &page);
    m_newDisk = new QRadioButton(tr("A ne&w disk"), page);
    m_existingDisk = new QRadioButton(tr("A disk that &exists"), page);
    m_noDisk = new QRadioButton(tr("N&o disk"), page);
    auto *kinds = new QHBoxLayout;
    for (QRadioButton *kind : {m_newDisk, m_existingDisk, m_noDisk})
        kinds->addWidget(kind);
    kinds->addStretch();
    form->addRow(tr("First disk"), kinds);
    m_diskSize = new BytesEdit(page);
    m_diskSize->setRange(units::MiB, 1LL << 50);
    m_storage = new QComboBox(page);
    m_format = new QComboBox(page);
    using F = Api::VolumeFormat;
    addChoices<F>(m_format, {{F::Qcow2, tr("qcow2 (grows, snapshots)")},
                             {F::Raw, tr("raw (as large as it is)")}});
    m_image = new QComboBox(page);
    m_bus = new QComboBox(page);
    using B = Api::DiskBus;
    addChoices<B>(
        m_bus,
        {{B::Virtio, u"VirtIO"_s}, {B::Scsi, u"SCSI"_s}, {B::Sata, u"SATA"_s}, {B::Ide, u"IDE"_s}});
    m_iso = new QComboBox(page);
    addField(form, u"diskBytes"_s, tr("&Size"), m_diskSize, Disks);
    addField(form, u"storage"_s, tr("S&torage"), m_storage, Disks);
    addField(form, u"format"_s, tr("&Format"), m_format, Disks);
    addField(form, u"image"_s, tr("&Volume"), m_image, Disks);
    addField(form, u"bus"_s, tr("B&us"), m_bus, Disks);
    addField(form, u"iso"_s, tr("&CD (ISO)"), m_iso, Disks);

    for (QRadioButton *kind : {m_newDisk, m_existingDisk, m_noDisk}) {
        connect(kind, &QRadioButton::clicked, this, [this] {
            m_draft.firstDisk = m_newDisk->isChecked()        ? FirstDisk::New
                                : m_existingDisk->isChecked() ? FirstDisk::Existing
                                                              : FirstDisk::None;
            if (m_draft.firstDisk == FirstDisk::Existing)
                m_draft.image = m_image->currentData().toString();
            showDraft();
            touched(u"firstDisk"_s);
        });
    }
    connect(m_diskSize, &BytesEdit::bytesChanged, this, [this](qint64 bytes) {
        m_draft.diskBytes = bytes;
        touched(u"diskBytes"_s);
    });
    const auto follow = [this](QComboBox *box, const QString &field, auto take) {
        connect(box, &QComboBox::activated, this, [this, field, take] {
            take();
            touched(field);
        });
    };
    follow(m_storage, u"storage"_s,
           [this] { m_draft.storage = m_storage->currentData().toString(); });
    follow(m_format, u"format"_s, [this] { m_draft.format = chosen<Api::VolumeFormat>(m_format); });
    follow(m_image, u"image"_s, [this] { m_draft.image = m_image->currentData().toString(); });
    follow(m_bus, u"bus"_s, [this] { m_draft.bus = chosen<Api::DiskBus>(m_bus); });
    follow(m_iso, u"iso"_s, [this] { m_draft.iso = m_iso->currentData().toString(); });
    return page;
}

QWidget *CreateVmDialog::makeNetwork()
{
    QWidget *page = nullptr;
    QFormLayout *form = makeForm(tr("What is it connected to?"), &page);
    m_connection = new QComboBox(page);
    m_nicModel = new QComboBox(page);
    for (const QString &model : {u"virtio"_s, u"e1000e"_s, u"e1000"_s, u"rtl8139"_s})
        m_nicModel->addItem(model, model);
    addField(form, u"connection"_s, tr("&Network"), m_connection, Network);
    addField(form, u"nicModel"_s, tr("Card &model"), m_nicModel, Network);
    connect(m_connection, &QComboBox::activated, this, [this] {
        m_draft.connection = m_connection->currentData().toString();
        touched(u"connection"_s);
    });
    connect(m_nicModel, &QComboBox::activated, this, [this] {
        m_draft.nicModel = m_nicModel->currentData().toString();
        touched(u"nicModel"_s);
    });
    return page;
}

QWidget *CreateVmDialog::makeConfirm()
{
    auto *page = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 2);
    m_summary = new QLabel(page);
    m_summary->setFont(m_context.theme().titleFont());
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_plan = new PlanView(m_context.theme(), page);
    layout->addWidget(m_summary);
    layout->addWidget(m_plan, 1);
    m_startsAfterwards = new QCheckBox(tr("Start it &afterwards"), this);
    connect(m_startsAfterwards, &QCheckBox::toggled, this,
            [this](bool starts) { m_draft.startsAfterwards = starts; });
    return page;
}

void CreateVmDialog::showDraft()
{
    m_isShowing = true;
    if (m_name->text().trimmed() != m_draft.name)
        m_name->setText(m_draft.name);
    m_id->setValue(m_draft.id);
    choose(m_osType, int(m_draft.osType));
    choose(m_node, m_draft.node);
    m_cores->setValue(m_draft.cores);
    m_sockets->setValue(m_draft.sockets);
    m_memory->setBytes(m_draft.memoryBytes);
    choose(m_firmware, int(m_draft.firmware));
    m_newDisk->setChecked(m_draft.firstDisk == FirstDisk::New);
    m_existingDisk->setChecked(m_draft.firstDisk == FirstDisk::Existing);
    m_noDisk->setChecked(m_draft.firstDisk == FirstDisk::None);
    m_diskSize->setBytes(m_draft.diskBytes);
    choose(m_storage, m_draft.storage);
    choose(m_format, int(m_draft.format));
    choose(m_bus, int(m_draft.bus));
    choose(m_connection, m_draft.connection);
    choose(m_nicModel, m_draft.nicModel);
    m_startsAfterwards->setChecked(m_draft.startsAfterwards);
    const bool isNew = m_draft.firstDisk == FirstDisk::New;
    for (QWidget *field : std::initializer_list<QWidget *>{m_diskSize, m_storage, m_format})
        field->setEnabled(isNew);
    m_image->setEnabled(m_draft.firstDisk == FirstDisk::Existing);
    m_bus->setEnabled(m_draft.firstDisk != FirstDisk::None);
    m_isShowing = false;
}

} // namespace Atoll
