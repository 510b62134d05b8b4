// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bulkform.h"

#include "guestverbs.h"
#include "takesnapshotdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

#include <array>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

using V = Api::BulkVerb;

constexpr int kLongestDelay = 86400;
const QList<V> kPower{V::Start, V::Shutdown, V::Reboot, V::Pause, V::Resume, V::Hibernate, V::Stop};

QStringList wordsOf(const QString &text)
{
    QStringList words;
    for (const QString &word : text.split(u',')) {
        if (const QString trimmed = word.trimmed(); !trimmed.isEmpty() && !words.contains(trimmed))
            words += trimmed;
    }
    return words;
}

//! Completes the last of several tags that commas part.
class TagCompleter : public QCompleter
{
public:
    using QCompleter::QCompleter;
    QStringList splitPath(const QString &path) const override
    {
        return {path.section(u',', -1).trimmed()};
    }
    QString pathFromIndex(const QModelIndex &index) const override
    {
        const auto *line = qobject_cast<const QLineEdit *>(widget());
        QStringList before = wordsOf(line ? line->text() : QString());
        if (!before.isEmpty())
            before.removeLast();
        return (before << index.data().toString()).join(u", ");
    }
};

QSpinBox *makeSeconds(int value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(0, kLongestDelay);
    box->setValue(value);
    box->setSuffix(u" s"_s);
    return box;
}

} // namespace

BulkForm::BulkForm(const QStringList &tags, bool isAnyRunning, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QFormLayout(this))
    , m_verb(new QComboBox(this))
    , m_inOrder(new QCheckBox(tr("&Keep to the start order and its delays"), this))
    , m_timeout(makeSeconds(180, this))
    , m_stops(new QCheckBox(tr("S&witch off those that are still up then"), this))
    , m_snapshot(new QLineEdit(TakeSnapshotDialog::freshName(), this))
    , m_description(new QPlainTextEdit(this))
    , m_memory(new QCheckBox(tr("Save the &memory of those that run, too"), this))
    , m_quiesce(new QCheckBox(tr("&Freeze the file systems meanwhile (guest agent)"), this))
    , m_tags(new QLineEdit(this))
    , m_setsOrder(new QCheckBox(tr("Set the start o&rder"), this))
    , m_order(new QSpinBox(this))
    , m_upDelay(makeSeconds(0, this))
    , m_downTimeout(makeSeconds(180, this))
    , m_atOnce(new QSpinBox(this))
{
    m_layout->setContentsMargins({});
    addVerbs();
    m_layout->addRow(tr("&Do"), m_verb);
    addPowerRows();
    addSnapshotRows(isAnyRunning);
    addSettingRows(tags);
    m_atOnce->setRange(1, 8);
    m_atOnce->setValue(4);
    m_atOnce->setToolTip(tr("So many guests are worked on at the same time"));
    m_layout->addRow(tr("&At once"), m_atOnce);
    connect(m_atOnce, &QSpinBox::valueChanged, this, &BulkForm::changed);
    connect(m_verb, &QComboBox::currentIndexChanged, this, [this] {
        showRows();
        Q_EMIT changed();
    });
    showRows();
}

void BulkForm::addVerbs()
{
    const auto add = [this](V verb, const QString &text) { m_verb->addItem(text, int(verb)); };
    const std::array<std::pair<V, GuestVerb>, 7> power{{{V::Start, GuestVerb::Start},
                                                        {V::Shutdown, GuestVerb::Shutdown},
                                                        {V::Reboot, GuestVerb::Reboot},
                                                        {V::Pause, GuestVerb::Pause},
                                                        {V::Resume, GuestVerb::Resume},
                                                        {V::Hibernate, GuestVerb::Hibernate},
                                                        {V::Stop, GuestVerb::Stop}}};
    for (const auto &[verb, single] : power)
        add(verb, verbInfo(single).text);
    m_verb->insertSeparator(m_verb->count());
    add(V::Snapshot, tr("Take snapshots"));
    m_verb->insertSeparator(m_verb->count());
    add(V::AddTags, tr("Add tags"));
    add(V::RemoveTags, tr("Remove tags"));
    add(V::Set, tr("Change settings"));
}

void BulkForm::addRow(const QString &label, QWidget *field, QList<V> verbs)
{
    if (label.isEmpty())
        m_layout->addRow(QString(), field);
    else
        m_layout->addRow(label, field);
    m_rows.append({field, std::move(verbs)});
    if (auto *box = qobject_cast<QCheckBox *>(field))
        connect(box, &QCheckBox::toggled, this, &BulkForm::changed);
    else if (auto *spin = qobject_cast<QSpinBox *>(field))
        connect(spin, &QSpinBox::valueChanged, this, &BulkForm::changed);
    else if (auto *line = qobject_cast<QLineEdit *>(field))
        connect(line, &QLineEdit::textChanged, this, &BulkForm::changed);
    else if (auto *combo = qobject_cast<QComboBox *>(field))
        connect(combo, &QComboBox::currentIndexChanged, this, &BulkForm::changed);
}

void BulkForm::addPowerRows()
{
    addRow(tr("&Wait up to"), m_timeout, {V::Shutdown, V::Reboot});
    addRow({}, m_stops, {V::Shutdown});
    m_inOrder->setToolTip(tr("What switches off goes through it backwards"));
    addRow({}, m_inOrder, kPower);
}

void BulkForm::addSnapshotRows(bool isAnyRunning)
{
    m_snapshot->setMaxLength(64);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(m_description->fontMetrics().height() * 3);
    m_memory->setEnabled(isAnyRunning);
    m_memory->setToolTip(isAnyRunning ? QString() : tr("All of them are off."));
    m_quiesce->setEnabled(isAnyRunning);
    addRow(tr("&Name"), m_snapshot, {V::Snapshot});
    addRow(tr("D&escription"), m_description, {V::Snapshot});
    addRow({}, m_memory, {V::Snapshot});
    addRow({}, m_quiesce, {V::Snapshot});
    connect(m_memory, &QCheckBox::toggled, this, [this](bool isOn) {
        m_quiesce->setEnabled(!isOn && m_memory->isEnabled());
        m_quiesce->setToolTip(isOn ? tr("With its memory nothing is lost that is not written yet.")
                                   : QString());
    });
}

QComboBox *BulkForm::addChoice(const QString &label, const QString &yes, const QString &no)
{
    auto *box = new QComboBox(this);
    box->addItem(tr("Leave as it is"));
    box->addItem(yes, true);
    box->addItem(no, false);
    addRow(label, box, {V::Set});
    return box;
}

void BulkForm::addSettingRows(const QStringList &tags)
{
    auto *completer = new TagCompleter(tags, m_tags);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_tags->setCompleter(completer);
    m_tags->setPlaceholderText(tr("web, production"));
    addRow(tr("&Tags"), m_tags, {V::AddTags, V::RemoveTags});
    m_protected =
        addChoice(tr("&Protection"), tr("Refuse to delete them"), tr("Allow to delete them"));
    m_atBoot =
        addChoice(tr("&When the node starts"), tr("Start them too"), tr("Leave them switched off"));
    addRow({}, m_setsOrder, {V::Set});
    m_order->setRange(0, 100000);
    m_order->setSpecialValueText(tr("any time"));
    m_order->setToolTip(tr("Lower starts first and ends last"));
    addRow(tr("&Order"), m_order, {V::Set});
    addRow(tr("De&lay of the next"), m_upDelay, {V::Set});
    addRow(tr("Time to sh&ut down"), m_downTimeout, {V::Set});
    const auto follow = [this](bool isOn) {
        for (QWidget *field : {m_order, m_upDelay, m_downTimeout})
            field->setEnabled(isOn);
    };
    connect(m_setsOrder, &QCheckBox::toggled, this, follow);
    follow(false);
}

void BulkForm::showRows()
{
    for (const Row &row : std::as_const(m_rows)) {
        const bool isShown = row.verbs.contains(verb());
        row.field->setVisible(isShown);
        if (QWidget *label = m_layout->labelForField(row.field))
            label->setVisible(isShown);
    }
}

V BulkForm::verb() const { return V(m_verb->currentData().toInt()); }

void BulkForm::setVerb(V verb) { m_verb->setCurrentIndex(m_verb->findData(int(verb))); }

QString BulkForm::verbText() const { return m_verb->currentText(); }

QString BulkForm::missing() const
{
    switch (verb()) {
    case V::Snapshot:
        return m_snapshot->text().trimmed().isEmpty() ? tr("Give the snapshots a name.")
                                                      : QString();
    case V::AddTags:
    case V::RemoveTags:
        return wordsOf(m_tags->text()).isEmpty() ? tr("Name at least one tag.") : QString();
    case V::Set:
        return wish().changes.isEmpty() ? tr("Choose at least one setting to change.") : QString();
    default:
        return {};
    }
}

Api::GuestBulk BulkForm::wish() const
{
    Api::GuestBulk wish;
    wish.verb = verb();
    wish.atOnce = m_atOnce->value();
    if (kPower.contains(wish.verb))
        wish.inOrder = m_inOrder->isChecked();
    if (wish.verb == V::Shutdown || wish.verb == V::Reboot)
        wish.timeoutSeconds = std::max(m_timeout->value(), 1);
    wish.stopsAfterTimeout = wish.verb == V::Shutdown && m_stops->isChecked();
    if (wish.verb == V::Snapshot) {
        wish.snapshot = m_snapshot->text().trimmed();
        wish.description = m_description->toPlainText();
        wish.withMemory = m_memory->isEnabled() && m_memory->isChecked();
        wish.quiesces = m_quiesce->isEnabled() && m_quiesce->isChecked();
    }
    if (wish.verb == V::AddTags || wish.verb == V::RemoveTags)
        wish.tags = wordsOf(m_tags->text());
    if (wish.verb != V::Set)
        return wish;
    if (m_protected->currentData().isValid())
        wish.changes.insert("isProtected"_L1, m_protected->currentData().toBool());
    if (m_atBoot->currentData().isValid())
        wish.changes.insert("startsAtBoot"_L1, m_atBoot->currentData().toBool());
    if (m_setsOrder->isChecked())
        wish.changes.insert("startOrder"_L1,
                            toJsonObject(Api::StartOrder{m_order->value(), m_upDelay->value(),
                                                         m_downTimeout->value()}));
    return wish;
}

} // namespace Atoll
