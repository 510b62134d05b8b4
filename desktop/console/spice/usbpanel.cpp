// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "usbpanel.h"

#include "spicesession.h"
#include "usbmodel.h"

#include <theme/theme.h>

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace Atoll::Console {

namespace {

//! Rows as high as in every other list.
class Rows final : public QStyledItemDelegate
{
public:
    Rows(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), std::max(size.height(), m_theme.rowHeight())};
    }

private:
    const Theme &m_theme;
};

} // namespace

UsbPanel::UsbPanel(SpiceSession &session, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_model(new UsbModel(this))
    , m_list(new QTreeView(this))
    , m_head(new QLabel(this))
    , m_empty(new QLabel(tr("No USB device is plugged into this computer. An ISO file can go into "
                            "the guest as a CD drive."),
                         this))
    , m_error(new QLabel(this))
    , m_takesNew(new QCheckBox(tr("&Redirect new devices while this console has the focus"), this))
    , m_image(new QPushButton(tr("Insert an &ISO of This Computer…"), this))
{
    setWindowTitle(tr("USB devices"));
    makeList(theme);
    m_head->setWordWrap(true);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setProperty("role", QStringLiteral("remark"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_error->setProperty("role", QStringLiteral("error"));
    m_error->hide();
    m_takesNew->setToolTip(tr("What is plugged in then goes into the guest by itself; keyboards "
                              "and mice stay here"));
    m_image->setToolTip(
        tr("The guest reads the file from here as a CD drive; nothing is uploaded"));
    m_image->setAutoDefault(false); // Enter belongs to the list
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_image);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(2 * Theme::kStep);
    layout->addWidget(m_head);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_error);
    layout->addWidget(m_takesNew);
    layout->addLayout(buttons);
    resize(640, 320);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_image, &QPushButton::clicked, this, &UsbPanel::chooseImage);
    connect(m_takesNew, &QCheckBox::toggled, this, &UsbPanel::takesNewChanged);
    connect(m_model, &UsbModel::wanted, this, [this](quint32 device, bool inGuest) {
        m_error->hide();
        m_session.redirectUsb(device, inGuest);
    });
    connect(&session, &SpiceSession::usbChanged, this, &UsbPanel::showState);
    connect(&session, &SpiceSession::statusChanged, this, &UsbPanel::showState);
    showState();
    m_list->setFocus();
}

void UsbPanel::makeList(const Theme &theme)
{
    m_list->setItemDelegate(new Rows(theme, m_list));
    m_list->setModel(m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("USB devices"));
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(UsbModel::Device, 230);
    m_list->setColumnWidth(UsbModel::Ids, 90);
    m_list->setColumnWidth(UsbModel::Place, 100);
    connect(m_list, &QTreeView::activated, this, &UsbPanel::toggle);
}

void UsbPanel::toggle(const QModelIndex &index)
{
    const QModelIndex tick = index.siblingAtColumn(UsbModel::Device);
    const bool isTicked = tick.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    m_model->setData(tick, isTicked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

void UsbPanel::setTakesNew(bool takes) { m_takesNew->setChecked(takes); }

void UsbPanel::showError(const Error &error)
{
    m_error->setText(error.sentence());
    m_error->show();
}

QString UsbPanel::headline() const
{
    const UsbState &usb = m_session.usb();
    if (!m_session.isConnected())
        return tr("The console is not connected: all devices are here.");
    if (usb.channels == 0)
        return tr("The guest has no USB port for a SPICE viewer. Add a USB device of this kind in "
                  "its hardware.");
    if (!usb.problem.isEmpty())
        return tr("This computer's USB devices cannot be listed: %1").arg(usb.problem);
    return tr("Ticked devices are in the guest and not here. %Ln port(s) of %1 free.", nullptr,
              usb.freeChannels)
        .arg(usb.channels);
}

void UsbPanel::showState()
{
    const UsbState &usb = m_session.usb();
    m_model->setDevices(usb.devices);
    m_head->setText(headline());
    m_list->setVisible(!usb.devices.isEmpty());
    m_empty->setVisible(usb.devices.isEmpty());
    const bool isUsable = m_session.isConnected() && usb.channels > 0 && usb.problem.isEmpty();
    m_image->setEnabled(isUsable);
    m_takesNew->setEnabled(isUsable);
}

void UsbPanel::chooseImage()
{
    m_error->hide();
    auto *dialog = new QFileDialog(this, tr("Insert an ISO of This Computer"), QDir::homePath(),
                                   tr("CD images (*.iso);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_session.insertUsbImage(path); });
    dialog->open();
}

} // namespace Atoll::Console
