// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importdialog.h"

#include "planview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <client/clusters.h>
#include <client/whendone.h>
#include <rpc/packagefiles.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QStringList kEndings{u"ova"_s,  u"ovf"_s,  u"qcow2"_s, u"raw"_s, u"img"_s,
                           u"vmdk"_s, u"vhdx"_s, u"vhd"_s,   u"vdi"_s};

} // namespace

bool ImportDialog::canImport(const QString &file)
{
    return kEndings.contains(file.section(u'.', -1).toLower());
}

ImportDialog::ImportDialog(AppContext &context, const QStringList &files, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_files(files)
    , m_error(new ErrorBar(context.theme(), this))
    , m_pages(new QStackedWidget(this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_next(new QPushButton(this))
    , m_state(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import a VM"));
    m_pages->addWidget(makeSource());
    m_pages->addWidget(makeMapping());
    m_state->setTextFormat(Qt::PlainText);
    m_state->setProperty("role", u"remark"_s);
    m_next->setObjectName(u"next"_s);
    m_next->setDefault(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_back, QDialogButtonBox::ActionRole);
    buttons->addButton(m_next, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kStep * 5, Theme::kStep * 4, Theme::kStep * 5,
                               Theme::kStep * 4);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(m_error);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_state);
    layout->addWidget(buttons);
    resize(640, 560);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_back, &QPushButton::clicked, this, [this] {
        removeSent();
        m_pages->setCurrentIndex(Source);
        updateButtons();
    });
    connect(m_next, &QPushButton::clicked, this,
            [this] { m_pages->currentIndex() == Source ? look() : startImport(); });
    chooseCluster();
    updateButtons();
}

QWidget *ImportDialog::makeSource()
{
    auto *page = new QWidget(this);
    auto *title = new QLabel(tr("What is to be imported?"), page);
    title->setFont(m_context.theme().titleFont());
    m_cluster = new QComboBox(page);
    m_cluster->setObjectName(u"cluster"_s);
    const QList<ClusterSession *> sessions = m_context.clusters().sessions();
    for (const ClusterSession *session : sessions) {
        if (session->may(Privilege::GuestCreate))
            m_cluster->addItem(session->name(), session->key());
    }
    m_sourceStorage = new QComboBox(page);
    m_sourceStorage->setObjectName(u"sourceStorage"_s);
    m_volume = new QComboBox(page);
    m_volume->setObjectName(u"volume"_s);
    m_choose = new QPushButton(tr("Choose a &file…"), page);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Theme::kStep * 4);
    form->addRow(tr("C&luster:"), m_cluster);
    form->addRow(tr("&Storage:"), m_sourceStorage);
    form->addRow(tr("&Package:"), m_volume);
    form->addRow(QString(), m_choose);
    auto *remark = new QLabel(tr("OVA and OVF packages, and disk images: qcow2, raw, VMDK, VHDX, "
                                 "VHD, VDI. A file of this computer is sent to the storage first."),
                              page);
    remark->setWordWrap(true);
    remark->setProperty("role", u"remark"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 3);
    layout->addWidget(title);
    layout->addLayout(form);
    layout->addWidget(remark);
    layout->addStretch();
    connect(m_cluster, &QComboBox::currentIndexChanged, this, &ImportDialog::chooseCluster);
    connect(m_sourceStorage, &QComboBox::currentIndexChanged, this, &ImportDialog::loadVolumes);
    connect(m_volume, &QComboBox::currentIndexChanged, this, &ImportDialog::updateButtons);
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::askForFile);
    return page;
}

QWidget *ImportDialog::makeMapping()
{
    auto *page = new QWidget(this);
    m_found = new QLabel(page);
    m_found->setTextFormat(Qt::PlainText);
    m_found->setWordWrap(true);
    m_found->setObjectName(u"found"_s);
    m_name = new QLineEdit(page);
    m_name->setObjectName(u"name"_s);
    m_storage = new QComboBox(page);
    m_storage->setObjectName(u"storage"_s);
    m_format = new QComboBox(page);
    m_format->setObjectName(u"format"_s);
    m_format->addItem(u"qcow2"_s, int(Api::VolumeFormat::Qcow2));
    m_format->addItem(u"raw"_s, int(Api::VolumeFormat::Raw));
    m_starts = new QCheckBox(tr("Start it &afterwards"), page);
    m_removesSource = new QCheckBox(tr("&Remove the sent file from the storage afterwards"), page);
    m_removesSource->setChecked(true);
    m_plan = new PlanView(m_context.theme(), page);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(Theme::kStep * 4);
    m_form->addRow(tr("&Name:"), m_name);
    m_form->addRow(tr("S&torage of its disks:"), m_storage);
    m_form->addRow(tr("&Format:"), m_format);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_found);
    layout->addLayout(m_form);
    layout->addWidget(m_starts);
    layout->addWidget(m_removesSource);
    layout->addWidget(m_plan, 1);
    connect(m_name, &QLineEdit::editingFinished, this, &ImportDialog::loadPlan);
    connect(m_storage, &QComboBox::activated, this, &ImportDialog::loadPlan);
    connect(m_format, &QComboBox::activated, this, &ImportDialog::loadPlan);
    return page;
}

void ImportDialog::chooseCluster()
{
    m_session = m_context.clusters().session(m_cluster->currentData().toString());
    m_sourceStorage->clear();
    m_storage->clear();
    if (!m_session)
        return;
    const auto &storages = m_session->store().storages();
    for (const int index : storages.indexes()) {
        const Api::StorageInfo &storage = storages.at(index);
        if (!storage.isActive)
            continue;
        m_sourceStorage->addItem(storage.name);
        m_storage->addItem(
            tr("%1 (%2 free)", "storage")
                .arg(storage.name, Format::bytes(double(storage.totalBytes - storage.usedBytes))),
            storage.name);
    }
}

void ImportDialog::loadVolumes()
{
    m_volume->clear();
    for (const QString &file : std::as_const(m_files))
        m_volume->addItem(tr("%1 of this computer").arg(QFileInfo(file).fileName()), file);
    const QString storage = m_sourceStorage->currentText();
    if (!m_session || storage.isEmpty())
        return;
    whenDone(m_session->call(Api::volumeList, {storage}), this,
             [this, storage](const Result<QList<Api::VolumeInfo>> &volumes) {
                 if (!volumes || storage != m_sourceStorage->currentText())
                     return;
                 for (const Api::VolumeInfo &volume : *volumes) {
                     if (volume.usedBy.isEmpty() && canImport(volume.name))
                         m_volume->addItem(volume.name);
                 }
                 updateButtons();
             });
    updateButtons();
}

void ImportDialog::askForFile()
{
    auto *dialog = new QFileDialog(
        this, tr("Import a VM"), QDir::homePath(),
        tr("Packages and images (*.%1);;All files (*)").arg(kEndings.join(u" *."_s)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_files = {file};
        loadVolumes();
        m_volume->setCurrentIndex(0);
    });
    dialog->open();
}

void ImportDialog::look()
{
    if (!m_session || m_volume->currentIndex() < 0)
        return;
    m_error->clear();
    const QString file = m_volume->currentData().toString();
    m_sources = {{m_sourceStorage->currentText(),
                  file.isEmpty() ? m_volume->currentText() : QFileInfo(file).fileName()}};
    if (file.isEmpty())
        return inspect();
    const auto files = Rpc::packageFiles(file);
    if (!files)
        return m_error->showError(files.error(), tr("The file was not sent"));
    m_toSend = *files;
    m_stop = {};
    sendNext();
}

void ImportDialog::sendNext()
{
    if (m_toSend.isEmpty() || !m_session) {
        setBusy({});
        return inspect();
    }
    const QString file = m_toSend.takeFirst();
    const Api::VolumeRef volume{m_sources.first().storage, QFileInfo(file).fileName()};
    const QString sending = tr("Sending %1 to %2…").arg(volume.volume, volume.storage);
    setBusy(sending);
    const auto checking = [this, volume, sending](qint64 done, qint64 total) {
        m_state->setText(done < total ? tr("Checking %1: %2")
                                            .arg(volume.volume,
                                                 Format::wholePercent(double(done) / double(total)))
                                      : sending);
    };
    whenDone(m_session->upload(file, volume.storage, volume.volume,
                               {[guard = QPointer(this), checking](qint64 done, qint64 total) {
                                    if (guard)
                                        checking(done, total);
                                },
                                m_stop.get_token()}),
             m_session,
             [guard = QPointer(this), session = m_session.data(),
              volume](const Result<QJsonValue> &sent) {
                 if (guard)
                     guard->takeSent(volume, sent);
                 else if (sent) // it was closed in the last moment
                     session->change(Api::volumeDelete, volume);
             });
}

void ImportDialog::takeSent(const Api::VolumeRef &volume, const Result<QJsonValue> &sent)
{
    if (sent) {
        m_sent += volume;
        return sendNext();
    }
    setBusy({});
    removeSent();
    m_error->showError(sent.error(), tr("The file was not sent"));
}

void ImportDialog::removeSent()
{
    for (const Api::VolumeRef &volume : std::exchange(m_sent, {})) {
        if (m_session)
            m_session->change(Api::volumeDelete, volume);
    }
}

void ImportDialog::reject()
{
    m_stop.request_stop();
    removeSent();
    QDialog::reject();
}

void ImportDialog::inspect()
{
    setBusy(tr("Looking at what is in it…"));
    whenDone(m_session->call(Api::guestImportInspect, {m_sources}), this,
             [this](const Result<Api::ImportProposal> &proposal) {
                 setBusy({});
                 if (!proposal) {
                     removeSent();
                     return m_error->showError(proposal.error(), tr("This cannot be imported"));
                 }
                 showProposal(*proposal);
             });
}

void ImportDialog::showProposal(const Api::ImportProposal &proposal)
{
    const Api::GuestConfig &config = proposal.config;
    QStringList lines;
    qint64 bytes = 0;
    int disks = 0;
    for (const Api::DiskConfig &disk : config.disks) {
        bytes += disk.sizeBytes;
        disks += disk.kind == Api::DiskKind::Disk;
    }
    lines += tr("%n CPU(s)", nullptr, config.cpu.sockets * config.cpu.cores) + u" · "_s
             + tr("%1 of memory").arg(Format::bytes(double(config.memoryBytes))) + u" · "_s
             + tr("%n disk(s), %1", nullptr, disks).arg(Format::bytes(double(bytes)));
    if (!proposal.isDescribed)
        lines += tr("Only images: processor and memory are a default, to be changed afterwards.");
    if (!proposal.ignored.isEmpty())
        lines += tr("Not taken over: %1").arg(proposal.ignored.join(u", "));
    m_found->setText(lines.join(u'\n'));
    m_name->setText(config.name);
    for (const auto &[network, box] : std::as_const(m_networks))
        m_form->removeRow(box);
    m_networks.clear();
    const QStringList networks = proposal.networks.isEmpty() && !config.nics.isEmpty()
                                     ? QStringList{QString()}
                                     : proposal.networks;
    for (const QString &network : networks) {
        auto *box = new QComboBox(this);
        box->addItem(tr("NAT of the node"), QString());
        const auto &known = m_session->store().networks();
        for (const int index : known.indexes()) {
            if (known.at(index).kind == Api::NetworkKind::Bridge)
                box->addItem(tr("Bridge %1").arg(known.at(index).name), known.at(index).name);
        }
        box->setCurrentIndex(std::max(0, box->findData(network)));
        m_form->addRow(network.isEmpty() ? tr("Network:") : tr("Network “%1”:").arg(network), box);
        connect(box, &QComboBox::activated, this, &ImportDialog::loadPlan);
        m_networks.append({network, box});
    }
    m_removesSource->setVisible(!m_sent.isEmpty());
    m_pages->setCurrentIndex(Mapping);
    m_name->setFocus();
    updateButtons();
    loadPlan();
}

Api::GuestImport ImportDialog::wish() const
{
    Api::GuestImport wish;
    wish.sources = m_sources;
    wish.name = m_name->text().trimmed();
    wish.storage = m_storage->currentData().toString();
    wish.format = Api::VolumeFormat(m_format->currentData().toInt());
    wish.startsAfterwards = m_starts->isChecked();
    for (const auto &[network, box] : m_networks) {
        const QString bridge = box->currentData().toString();
        wish.networks.append({network,
                              bridge.isEmpty() ? Api::NetworkKind::User : Api::NetworkKind::Bridge,
                              bridge, 0});
    }
    return wish;
}

void ImportDialog::loadPlan()
{
    if (!m_session || m_pages->currentIndex() != Mapping)
        return;
    const int request = ++m_planRequest;
    whenDone(m_session->plan(Api::guestImport, wish()), this,
             [this, request](const Result<Api::Plan> &plan) {
                 if (request != m_planRequest)
                     return;
                 if (plan) {
                     m_error->clear();
                     m_plan->show(*plan);
                 } else {
                     m_plan->clear();
                     m_error->showError(plan.error(), tr("It cannot be imported so"));
                 }
             });
}

void ImportDialog::startImport()
{
    if (!m_session)
        return;
    setBusy(tr("Beginning…"));
    const QList<Api::VolumeRef> rest =
        m_removesSource->isChecked() ? m_sent : QList<Api::VolumeRef>();
    whenDone(m_session->change(Api::guestImport, wish()), this,
             [this, rest](const Result<Api::TaskRef> &task) {
                 setBusy({});
                 if (!task)
                     return m_error->showError(task.error(), tr("It is not imported"));
                 ClusterSession *session = m_session;
                 AppContext *context = &m_context;
                 whenDone(session->taskEnd(task->task), session,
                          [session, context, rest](const Result<Api::TaskInfo> &end) {
                              if (end && end->state == Api::TaskState::Failed)
                                  context->report(Error::fromJson(end->error));
                              for (const Api::VolumeRef &volume : rest)
                                  session->change(Api::volumeDelete, volume);
                          });
                 m_sent.clear();
                 accept(); // it goes on in the tasks dock
             });
}

void ImportDialog::setBusy(const QString &words)
{
    m_busy = words;
    m_state->setText(words);
    updateButtons();
}

void ImportDialog::updateButtons()
{
    const bool isSource = m_pages->currentIndex() == Source;
    m_back->setVisible(!isSource);
    m_next->setText(isSource ? tr("&Next") : tr("&Import"));
    m_next->setEnabled(m_busy.isEmpty() && m_session
                       && (!isSource || m_volume->currentIndex() >= 0));
    m_choose->setEnabled(m_busy.isEmpty());
    if (m_cluster->count() == 0)
        m_state->setText(tr("No connected cluster lets you make guests."));
}

} // namespace Atoll
