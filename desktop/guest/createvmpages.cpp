// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pages of the dialog, apart from its course.
#include "createvmdialog.h"
#include "deviceforms.h"
#include "fieldform.h"
#include "guestpreset.h"
#include "hardwareadd.h"
#include "hardwareoffer.h"
#include "planview.h"

#include <app/appcontext.h>
#include <core/units.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! Some of the values of a device, in the order of `members`; the others are for later.
QList<HardwareField> pick(const QList<HardwareField> &fields, const QStringList &members)
{
    QList<HardwareField> picked;
    for (const QString &member : members) {
        for (const HardwareField &field : fields) {
            if (field.path == member)
                picked += field;
        }
    }
    return picked;
}

void fillImages(QComboBox *box, const QList<Api::VolumeInfo> &images, const QString &nothing,
                const QString &chosen)
{
    box->clear();
    box->addItem(nothing, QString());
    for (const Api::VolumeInfo &image : images) {
        const QString key = image.storage + u'/' + image.name;
        box->addItem(CreateVmDialog::tr("%1 (%2)").arg(key, units::formatBytes(image.sizeBytes)),
                     key);
    }
    box->setCurrentIndex(qMax(0, box->findData(chosen)));
}

QComboBox *makeImageBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(16);
    return box;
}

} // namespace

QVBoxLayout *CreateVmDialog::makePage(const QString &title)
{
    auto *content = new QWidget(m_pages);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, Theme::kStep * 2, 0);
    layout->setSpacing(Theme::kStep * 3);
    auto *head = new QLabel(title, content);
    head->setFont(m_context.theme().titleFont());
    layout->addWidget(head);
    layout->addStretch();
    auto *scroll = new QScrollArea(m_pages);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setProperty("plain", true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    m_pages->addWidget(scroll);
    return layout;
}

FieldForm *CreateVmDialog::makeForm(Step step, QVBoxLayout *page)
{
    auto *form = new FieldForm(page->parentWidget());
    page->insertWidget(page->count() - 1, form);
    m_forms[step] += form;
    connect(form, &FieldForm::edited, this, &CreateVmDialog::edit);
    return form;
}

void CreateVmDialog::makeGeneral()
{
    QVBoxLayout *page = makePage(tr("What is it, and where?"));
    m_general = makeForm(General, page);
    FieldForm *place = makeForm(General, page);
    m_cluster = new QComboBox(place);
    m_node = new QComboBox(place);
    m_id = new QSpinBox(place);
    m_id->setRange(100, 999'999'999);
    place->addWidget(u"cluster"_s, tr("Clus&ter"), m_cluster);
    place->addWidget(u"node"_s, tr("N&ode"), m_node);
    place->addWidget(u"id"_s, tr("&Id"), m_id);
    connect(m_id, &QSpinBox::valueChanged, this, [this](int id) { edit(u"id"_s, id); });
    connect(m_node, &QComboBox::activated, this,
            [this] { chooseNode(m_node->currentData().toString()); });
}

void CreateVmDialog::makeSystem()
{
    QVBoxLayout *page = makePage(tr("What does it start from, and on what board?"));
    m_media = makeForm(System, page);
    m_iso = makeImageBox(m_media);
    m_driverIso = makeImageBox(m_media);
    m_media->addWidget(u"@iso"_s, tr("&Installation CD (ISO)"), m_iso);
    m_media->addWidget(u"@driverIso"_s, tr("&VirtIO driver CD"), m_driverIso);
    connect(m_iso, &QComboBox::activated, this,
            [this] { m_draft.iso = m_iso->currentData().toString(); });
    connect(m_driverIso, &QComboBox::activated, this, [this] {
        m_draft.driverIso = m_driverIso->currentData().toString();
        m_chosen += u"@driverIso"_s;
        m_draft.applyPreset(m_draft.config().osType, m_chosen); // buses follow the drivers
        showDraft();
    });
    m_system = makeForm(System, page);
}

void CreateVmDialog::makeDisks()
{
    QVBoxLayout *page = makePage(tr("Which disks?"));
    m_disks = new DeviceForms(m_context.theme(), tr("Add a disk"), tr("It has no disk."),
                              page->parentWidget());
    m_disks->setObjectName(u"disks"_s);
    page->insertWidget(page->count() - 1, m_disks);
    connect(m_disks, &DeviceForms::edited, this, &CreateVmDialog::edit);
    connect(m_disks, &DeviceForms::addRequested, this, &CreateVmDialog::addDisk);
    connect(m_disks, &DeviceForms::removeRequested, this,
            [this](int item) { removeItem(u"disks"_s, item); });
}

void CreateVmDialog::makeCompute()
{
    QVBoxLayout *page = makePage(tr("How strong is it?"));
    m_cpu = makeForm(Compute, page);
    m_memory = makeForm(Compute, page);
}

void CreateVmDialog::makeNetwork()
{
    QVBoxLayout *page = makePage(tr("What is it connected to?"));
    m_nics = new DeviceForms(m_context.theme(), tr("Add a network card"),
                             tr("It has no network card."), page->parentWidget());
    m_nics->setObjectName(u"nics"_s);
    page->insertWidget(page->count() - 1, m_nics);
    connect(m_nics, &DeviceForms::edited, this, &CreateVmDialog::edit);
    connect(m_nics, &DeviceForms::addRequested, this, [this] {
        for (const HardwareAddition &addition :
             hardwareAdditions(m_draft.config(), m_offer->choices())) {
            if (addition.list == "nics"_L1)
                (void)m_draft.hardware.insertItem(addition.list, m_draft.config().nics.size(),
                                                  addition.value);
        }
        showDraft();
    });
    connect(m_nics, &DeviceForms::removeRequested, this,
            [this](int item) { removeItem(u"nics"_s, item); });
}

void CreateVmDialog::makeCloudInit()
{
    QVBoxLayout *page = makePage(tr("What is the cloud image told?"));
    m_usesCloudInit =
        new QCheckBox(tr("&Set it up at its first start (cloud-init)"), page->parentWidget());
    page->insertWidget(page->count() - 1, m_usesCloudInit);
    m_cloudInit = makeForm(CloudInit, page);
    connect(m_usesCloudInit, &QCheckBox::clicked, this, [this](bool isChecked) {
        m_chosen += u"cloudInit.isEnabled"_s;
        m_draft.enableCloudInit(isChecked);
        showDraft();
    });
}

void CreateVmDialog::makeConfirm()
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
    m_pages->addWidget(page);
    m_startsAfterwards = new QCheckBox(tr("Start it &afterwards"), this);
    m_startsAfterwards->setChecked(m_draft.startsAfterwards);
    connect(m_startsAfterwards, &QCheckBox::toggled, this,
            [this](bool starts) { m_draft.startsAfterwards = starts; });
}

void CreateVmDialog::fillMedia()
{
    const QList<Api::VolumeInfo> &images = m_offer->choices().images;
    fillImages(m_iso, images, tr("None"), m_draft.iso);
    const bool isWindows = m_draft.config().osType == Api::OsType::Windows;
    fillImages(m_driverIso, images, isWindows ? tr("None: SATA disk and e1000e card") : tr("None"),
               m_draft.driverIso);
    m_media->setShown(u"@driverIso"_s, isWindows || !m_draft.driverIso.isEmpty());
}

void CreateVmDialog::showDisks()
{
    QList<HardwareDevice> disks;
    QList<HardwareDevice> nics;
    for (HardwareDevice &device : describeHardware(m_draft.hardware, m_offer->choices())) {
        if (device.mark == HardwareDevice::Mark::Removed)
            continue;
        QList<HardwareDevice> &list = device.list == "disks"_L1 ? disks : nics;
        if (device.list != "disks"_L1 && device.list != "nics"_L1)
            continue;
        if (device.list == "disks"_L1)
            device.title = tr("Disk %1").arg(disks.size() + 1);
        for (HardwareField &field : device.fields) // nothing there yet that could be lost
            field.minimum = field.path.endsWith(u".sizeBytes"_s) ? units::MiB : field.minimum;
        list += device;
    }
    m_disks->show(disks);
    m_nics->show(nics);
    m_forms[Disks] = m_disks->forms();
    m_forms[Network] = m_nics->forms();
}

void CreateVmDialog::showDraft()
{
    const Api::GuestConfig &config = m_draft.config();
    QHash<QString, QList<HardwareField>> fields;
    for (const HardwareDevice &device : describeHardware(m_draft.hardware, m_offer->choices()))
        fields.insert(device.key, device.fields);
    m_general->show(pick(fields.value(u"general"_s),
                         {u"name"_s, u"osType"_s, u"tags"_s, u"description"_s, u"isProtected"_s,
                          u"startsAtBoot"_s, u"startOrder.order"_s}));
    m_system->show(pick(fields.value(u"system"_s) + fields.value(u"display"_s),
                        {u"firmware"_s, u"devices.hasTpm"_s, u"machine"_s, u"arch"_s,
                         u"hasHyperv"_s, u"devices.hasGenerationId"_s, u"display.model"_s,
                         u"display.hasVnc"_s, u"display.hasSpice"_s}));
    m_cpu->show(fields.value(u"cpu"_s));
    m_memory->show(fields.value(u"memory"_s));
    m_cloudInit->show(cloudInitFields(config));
    m_cloudInit->setEnabled(config.cloudInit.isEnabled);
    m_usesCloudInit->setChecked(config.cloudInit.isEnabled);
    {
        const QSignalBlocker blocker(m_id);
        m_id->setValue(config.id);
    }
    m_node->setCurrentIndex(m_node->findData(m_draft.node));
    fillMedia();
    showDisks();
    updateButtons();
}

void CreateVmDialog::addDisk()
{
    const HardwareChoices &choices = m_offer->choices();
    const auto additions = hardwareAdditions(m_draft.config(), choices);
    (void)m_draft.hardware.insertItem(u"disks"_s, m_draft.config().disks.size(),
                                      additions.first().value);
    showDraft();
}

void CreateVmDialog::removeItem(const QString &list, int item)
{
    (void)m_draft.hardware.removeItem(list, item);
    // Paths of the list have moved.
    const auto isOfList = [&](const QString &path) { return path.startsWith(list + u'['); };
    m_chosen.removeIf(isOfList);
    m_wrong.removeIf([&](QMap<QString, Error>::iterator entry) { return isOfList(entry.key()); });
    showDraft();
}

} // namespace Atoll
