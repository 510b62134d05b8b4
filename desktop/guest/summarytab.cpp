// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "summarytab.h"

#include "guestcommands.h"
#include "guestdocument.h"
#include "guestinside.h"
#include "hardwarefields.h"
#include "notesview.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <app/rowdelegate.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <client/words.h>
#include <core/units.h>
#include <metrics/usagegraphs.h>
#include <theme/tags.h>
#include <theme/theme.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kStateWidth = 300;
constexpr int kInsideAge = 30;  //!< seconds: file systems fill slowly
constexpr int kHeadHeight = 28; //!< of a card, with or without buttons

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    return card;
}

QToolButton *makeButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

SummaryTab::SummaryTab(AppContext &context, ClusterSession &session, GuestDocument &document,
                       GuestCommands &commands, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_document(document)
    , m_commands(commands)
    , m_ref{ObjectKind::Guest, session.key(), document.uuid()}
    , m_findings(new QVBoxLayout)
    , m_graphs(new UsageGraphs(context, session, u"/guests/"_s + document.uuid(), this))
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 3, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    m_findings->setSpacing(Theme::kStep);
    layout->addLayout(m_findings);
    auto *upper = new QHBoxLayout;
    upper->setSpacing(Theme::kStep * 2);
    upper->addWidget(makeStateCard());
    upper->addWidget(m_graphs, 1);
    layout->addLayout(upper, 3);
    auto *lower = new QHBoxLayout;
    lower->setSpacing(Theme::kStep * 2);
    lower->addWidget(makeNotesCard(), 1);
    lower->addWidget(makeVolumesCard(), 1);
    layout->addLayout(lower, 2);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setProperty("borderless", true);
    scroll->setWidget(content);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(&document, &GuestDocument::loaded, this, &SummaryTab::showDocument);
    connect(&session.store(), &StateStore::tasksChanged, this, &SummaryTab::refresh);
    // "Running for 3 min" moves on by itself.
    m_tick.setInterval(10'000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!isVisible())
            return;
        refresh();
        if (m_inside)
            m_inside->load(kInsideAge);
    });
    m_tick.start();
    connect(&context.theme(), &Theme::changed, this, [this] { // pictures in labels are of one theme
        refresh();
        showDocument();
    });
    refresh();
    showDocument();
}

void SummaryTab::addFact(const QString &label, QWidget *value)
{
    auto *name = new QLabel(label, this);
    name->setProperty("role", u"label"_s);
    m_facts->addRow(name, value);
}

void SummaryTab::showFact(QWidget *value, bool isShown)
{
    value->setVisible(isShown);
    m_facts->labelForField(value)->setVisible(isShown);
}

QLabel *SummaryTab::addFact(const QString &label)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addFact(label, value);
    return value;
}

QWidget *SummaryTab::makeStateCard()
{
    QFrame *card = makeCard(this);
    card->setFixedWidth(kStateWidth);
    auto *layout = qobject_cast<QVBoxLayout *>(card->layout());
    auto *head = new QHBoxLayout;
    m_stateIcon = new QLabel(card);
    m_state = new QLabel(card);
    m_state->setFont(m_context.theme().titleFont());
    m_state->setTextFormat(Qt::PlainText);
    head->addWidget(m_stateIcon);
    head->addWidget(m_state, 1);
    layout->addLayout(head);
    m_facts = new QFormLayout;
    m_facts->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_facts->setHorizontalSpacing(Theme::kStep * 3);
    m_facts->setVerticalSpacing(Theme::kStep);
    layout->addLayout(m_facts);
    m_addresses = addFact(tr("Addresses"));
    m_addresses->setFont(m_context.theme().fixedFont());
    m_system = addFact(tr("System"));
    m_filesystems = addFact(tr("File systems"));
    m_size = addFact(tr("Size"));
    m_place = addFact(tr("Node"));
    m_number = addFact(tr("Id"));
    m_number->setFont(m_context.theme().fixedFont());
    m_board = addFact(tr("Board"));
    m_display = addFact(tr("Display"));
    m_tags = new TagChips(m_context.theme(), this);
    addFact(tr("Tags"), m_tags);
    auto *marks = new QWidget(this);
    auto *inMarks = new QHBoxLayout(marks);
    inMarks->setContentsMargins(0, 0, 0, 0);
    m_lock = new QLabel(marks);
    m_marks = new QLabel(marks);
    m_marks->setTextFormat(Qt::PlainText);
    m_marks->setWordWrap(true);
    inMarks->addWidget(m_lock, 0, Qt::AlignTop);
    inMarks->addWidget(m_marks, 1);
    addFact(tr("Marks"), marks);
    layout->addStretch();
    return card;
}

QWidget *SummaryTab::makeNotesCard()
{
    QFrame *card = makeCard(this);
    auto *layout = qobject_cast<QVBoxLayout *>(card->layout());
    auto *head = new QHBoxLayout;
    auto *title = new QLabel(tr("Notes"), card);
    title->setFont(m_context.theme().boldFont());
    title->setMinimumHeight(kHeadHeight);
    m_editNotes = makeButton(tr("Edit"), card);
    m_saveNotes = makeButton(tr("Save"), card);
    head->addWidget(title, 1);
    head->addWidget(m_saveNotes);
    head->addWidget(m_editNotes);
    layout->addLayout(head);
    m_notesError = new ErrorBar(m_context.theme(), card);
    layout->addWidget(m_notesError);
    m_notes = new QStackedWidget(card);
    m_notesShown = new NotesView(m_notes);
    m_notesShown->setPlaceholderText(tr("No notes yet."));
    m_notesEdited = new QPlainTextEdit(m_notes);
    m_notesEdited->setPlaceholderText(tr("What is it for? Who cares for it? Markdown works."));
    m_notesEdited->setTabChangesFocus(true);
    m_notes->addWidget(m_notesShown);
    m_notes->addWidget(m_notesEdited);
    layout->addWidget(m_notes, 1);
    m_saveNotes->hide();
    connect(m_editNotes, &QToolButton::clicked, this,
            [this] { editNotes(m_notes->currentWidget() != m_notesEdited); });
    connect(m_saveNotes, &QToolButton::clicked, this, &SummaryTab::saveNotes);
    return card;
}

QWidget *SummaryTab::makeVolumesCard()
{
    QFrame *card = makeCard(this);
    auto *layout = qobject_cast<QVBoxLayout *>(card->layout());
    auto *title = new QLabel(tr("Disks"), card);
    title->setFont(m_context.theme().boldFont());
    title->setMinimumHeight(kHeadHeight);
    layout->addWidget(title);
    m_volumes = new QTreeWidget(card);
    m_volumes->setHeaderLabels({tr("Device"), tr("Size"), tr("Volume")});
    m_volumes->setItemDelegate(new RowDelegate(m_context.theme(), m_volumes));
    m_volumes->setRootIsDecorated(false);
    m_volumes->setUniformRowHeights(true);
    m_volumes->setProperty("borderless", true);
    m_volumes->setAccessibleName(tr("Disks"));
    m_volumes->setColumnWidth(0, 120);
    m_volumes->setColumnWidth(1, 80);
    layout->addWidget(m_volumes, 1);
    return card;
}

void SummaryTab::refresh()
{
    const Api::GuestInfo *guest = m_session.store().guest(m_ref.id);
    if (!guest)
        return;
    showFindings(*guest);
    showFacts(*guest);
    m_graphs->setTotals(guest->cpus, guest->memoryBytes);
    m_editNotes->setEnabled(guest->isManaged && m_session.may(Privilege::GuestEdit));
    m_editNotes->setToolTip(guest->isManaged ? QString() : tr("Adopt it to write notes."));
}

void SummaryTab::showFindings(const Api::GuestInfo &guest)
{
    const QList<GuestWords::Finding> findings = GuestWords::findings(guest, m_session.store());
    QString key;
    for (const GuestWords::Finding &finding : findings)
        key += finding.title + finding.text + u'\n';
    if (key == m_shownFindings)
        return;
    m_shownFindings = key;
    while (QLayoutItem *item = m_findings->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const GuestWords::Finding &finding : findings) {
        auto *bar = new ErrorBar(m_context.theme(), this);
        bar->setDismissable(false);
        bar->showMessage(finding.severity, finding.title, finding.text);
        if (finding.remedy) {
            const GuestVerb verb = *finding.remedy;
            QToolButton *button = bar->addButton(
                verbInfo(verb).text, [this, verb] { m_commands.run(verb, {m_ref}, window()); });
            const QString reason = whyNot(verb, m_commands.situation(m_ref));
            button->setEnabled(reason.isEmpty());
            button->setToolTip(reason);
        }
        m_findings->addWidget(bar);
    }
}

void SummaryTab::showFacts(const Api::GuestInfo &guest)
{
    const PendingAction *pending = m_session.store().pending(guest.uuid);
    m_stateIcon->setPixmap(
        m_context.theme()
            .icon(GuestWords::iconName(guest), GuestWords::overlay(guest.state, pending != nullptr))
            .pixmap(24, 24));
    m_state->setText(GuestWords::stateLine(guest, pending));
    m_state->setToolTip(Format::dateTime(guest.stateSince));
    const auto show = [this](QLabel *label, const QString &text) {
        label->setText(text);
        showFact(label, !text.isEmpty());
    };
    show(m_addresses, guest.addresses.join(u'\n'));
    show(m_system, guest.osName);
    show(m_size,
         tr("%n core(s), %1", nullptr, guest.cpus).arg(units::formatBytes(guest.memoryBytes)));
    show(m_place, guest.node);
    show(m_number, guest.id > 0 ? QString::number(guest.id) : QString());
    m_tags->setTags(guest.tags);
    showFact(m_tags, !guest.tags.isEmpty());
    m_lock->setPixmap(m_context.theme().icon(u"lock"_s).pixmap(16, 16));
    m_lock->setVisible(guest.isProtected);
    QStringList marks;
    if (guest.isProtected)
        marks += tr("protected from deletion");
    if (guest.isTemplate)
        marks += tr("template");
    if (guest.hasPending)
        marks += Words::waitsForColdStart();
    marks += guest.isManaged ? tr("managed by Atoll") : tr("defined by another tool");
    m_marks->setText(marks.join(u", "));
    if (m_document.detail())
        return; // it knows board and display better
    show(m_display, guest.displayKind.toUpper());
    showFact(m_board, false);
}

void SummaryTab::setInside(GuestInside &inside)
{
    m_inside = &inside;
    connect(&inside, &GuestInside::changed, this, &SummaryTab::showInside);
    showInside();
}

void SummaryTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    if (m_inside)
        m_inside->load(kInsideAge);
}

void SummaryTab::showInside()
{
    constexpr qsizetype mostLines = 5;
    const bool isKnown = m_inside && m_inside->info() && m_inside->info()->askedAt.isValid();
    const QStringList all = isKnown ? filesystemLines(*m_inside->info()) : QStringList();
    QStringList lines = all.mid(0, mostLines);
    if (all.size() > mostLines)
        lines += tr("and %n more", nullptr, int(all.size() - mostLines));
    m_filesystems->setText(lines.join(u'\n'));
    m_filesystems->setToolTip(
        isKnown ? tr("The guest agent told so %1").arg(Format::ago(m_inside->info()->askedAt))
                : QString());
    m_filesystems->setVisible(!lines.isEmpty());
    m_facts->labelForField(m_filesystems)->setVisible(!lines.isEmpty());
}

void SummaryTab::showDocument()
{
    if (!m_document.detail())
        return;
    const Api::GuestConfig &config = m_document.detail()->config;
    if (m_notes->currentWidget() != m_notesEdited)
        m_notesShown->showNotes(config.description);
    m_board->setText(boardText(config));
    showFact(m_board, true);
    m_display->setText(displayText(config));
    showFact(m_display, true);
    m_volumes->clear();
    for (const Api::DiskConfig &disk : config.disks) {
        const bool isCdrom = disk.kind == Api::DiskKind::Cdrom;
        QString volume = disk.path;
        if (volume.isEmpty() && !disk.volume.isEmpty())
            volume = disk.storage + u'/' + disk.volume;
        if (volume.isEmpty())
            volume = tr("no medium");
        auto *item = new QTreeWidgetItem(
            m_volumes,
            {disk.target, disk.sizeBytes > 0 ? Format::bytes(double(disk.sizeBytes)) : QString(),
             volume});
        item->setIcon(0, m_context.theme().icon(isCdrom ? u"cdrom"_s : u"disk"_s));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(2, volume);
    }
}

void SummaryTab::editNotes(bool isEditing)
{
    if (isEditing && m_document.detail())
        m_notesEdited->setPlainText(m_document.detail()->config.description);
    m_notes->setCurrentWidget(isEditing ? static_cast<QWidget *>(m_notesEdited) : m_notesShown);
    m_editNotes->setText(isEditing ? tr("Cancel") : tr("Edit"));
    m_saveNotes->setVisible(isEditing);
    m_notesError->clear();
    if (isEditing)
        m_notesEdited->setFocus();
    else
        showDocument();
}

void SummaryTab::saveNotes()
{
    if (!m_document.detail())
        return;
    Api::GuestSet set{
        m_ref.id, m_document.detail()->version, {{u"description"_s, m_notesEdited->toPlainText()}}};
    whenDone(m_session.change(Api::guestSet, set), this, [this](const Result<Api::TaskRef> &task) {
        if (!task)
            return m_notesError->showError(task.error(), tr("Notes are not saved"));
        whenDone(m_session.taskEnd(task->task), this, [this](const Result<Api::TaskInfo> &end) {
            if (end && end->state == Api::TaskState::Succeeded)
                return editNotes(false);
            m_notesError->showError(end ? Error::fromJson(end->error) : end.error(),
                                    tr("Notes are not saved"));
        });
    });
}

} // namespace Atoll
