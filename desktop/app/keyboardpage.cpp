// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyboardpage.h"

#include "appcontext.h"
#include "emptyhint.h"
#include "keytable.h"
#include "rowdelegate.h"

#include <theme/theme.h>

#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

KeyboardPage::KeyboardPage(const ObjectRef &object, AppContext &context, QWidget *parent)
    : Page(object, context, parent)
    , m_table(new KeyTable(context.keys(), this))
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_action(new QLabel(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_remark(new QLabel(this))
    , m_set(new QPushButton(tr("Use this key"), this))
    , m_none(new QPushButton(tr("No key"), this))
    , m_reset(new QPushButton(tr("Reset"), this))
    , m_resetAll(new QPushButton(tr("Reset all"), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QVBoxLayout;
    bar->setContentsMargins(8, 0, 8, 6);
    m_filter->setObjectName(u"keyFilter"_s);
    m_filter->setPlaceholderText(tr("Action, place or key"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(context.theme().icon(u"search"_s), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    bar->addWidget(m_filter);
    layout->addLayout(bar);
    m_list->setObjectName(u"keyList"_s);
    m_list->setAccessibleName(tr("Keyboard"));
    m_list->setModel(m_table);
    m_list->setItemDelegate(new RowDelegate(context.theme(), m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setProperty("borderless", true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(KeyTable::ActionColumn, QHeaderView::Stretch);
    m_list->setColumnWidth(KeyTable::PlaceColumn, 140);
    m_list->setColumnWidth(KeyTable::KeyColumn, 220);
    new EmptyHint(m_list,
                  tr("No action is found so. Try a word of its name, its place or its key."));
    layout->addWidget(m_list, 1);
    layout->addWidget(makeEditor());
    setFocusProxy(m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QString id = current();
        m_table->setFilter(text);
        select(id);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &KeyboardPage::refresh);
    connect(m_list, &QTreeView::activated, this, [this] { m_edit->setFocus(); });
    connect(&context.keys(), &KeyMap::changed, this, &KeyboardPage::refresh);
    select({});
}

QWidget *KeyboardPage::makeEditor()
{
    auto *editor = new QWidget(this);
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(8, 8, 8, 8);
    auto *line = new QHBoxLayout;
    m_edit->setObjectName(u"keyEdit"_s);
    m_edit->setMinimumWidth(200);
    m_edit->setAccessibleName(tr("New key"));
    m_edit->setToolTip(tr("Press the keys that the action shall have"));
    m_set->setObjectName(u"keySet"_s);
    m_remark->setObjectName(u"keyRemark"_s);
    m_reset->setObjectName(u"keyReset"_s);
    m_action->setTextFormat(Qt::PlainText);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->setProperty("role", u"remark"_s);
    line->addWidget(m_action, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_edit, m_set, m_none, m_reset, m_resetAll})
        line->addWidget(widget);
    layout->addLayout(line);
    layout->addWidget(m_remark);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, &KeyboardPage::offer);
    connect(m_set, &QPushButton::clicked, this, &KeyboardPage::apply);
    connect(m_none, &QPushButton::clicked, this,
            [this] { context().keys().setKey(current(), {}); });
    connect(m_reset, &QPushButton::clicked, this, [this] { context().keys().reset(current()); });
    connect(m_resetAll, &QPushButton::clicked, this, [this] { context().keys().resetAll(); });
    return editor;
}

QString KeyboardPage::title() const { return tr("Keyboard"); }

QIcon KeyboardPage::icon() const { return context().theme().icon(u"keyboard"_s); }

QString KeyboardPage::current() const
{
    return m_list->currentIndex().data(KeyTable::IdRole).toString();
}

void KeyboardPage::select(const QString &id)
{
    const int row = std::max(0, m_table->rowOf(id));
    m_list->setCurrentIndex(m_table->index(row, 0));
    refresh();
}

// What stands in the editor is what the action has.
void KeyboardPage::refresh()
{
    const KeyMap &keys = context().keys();
    const KeyAction *action = keys.find(current());
    m_action->setText(action ? QString(action->text).remove(u'&') : tr("No such action"));
    m_edit->setEnabled(action);
    m_edit->setKeySequence(action ? keys.keys(action->id).value(0) : QKeySequence());
    m_none->setEnabled(action && !keys.keys(action->id).isEmpty());
    m_reset->setEnabled(action && keys.isChosen(action->id));
    m_resetAll->setEnabled(
        std::any_of(keys.actions().begin(), keys.actions().end(),
                    [&keys](const KeyAction &other) { return keys.isChosen(other.id); }));
    offer();
}

void KeyboardPage::offer()
{
    const KeyMap &keys = context().keys();
    const QString id = current();
    const QKeySequence key = m_edit->keySequence();
    const KeyAction *other = id.isEmpty() ? nullptr : keys.conflict(id, key);
    m_set->setEnabled(!id.isEmpty() && !key.isEmpty() && keys.keys(id).value(0) != key);
    m_set->setText(other && m_set->isEnabled() ? tr("Take this key") : tr("Use this key"));
    m_remark->setText(other ? tr("%1 is the key of “%2” (%3), which then has none.")
                                  .arg(keys.text(other->id), QString(other->text).remove(u'&'),
                                       KeyMap::placeName(other->place))
                            : QString());
    m_remark->setVisible(other);
}

void KeyboardPage::apply()
{
    KeyMap &keys = context().keys();
    const QString id = current();
    const QKeySequence key = m_edit->keySequence();
    while (const KeyAction *other = keys.conflict(id, key))
        keys.setKey(other->id, {});
    keys.setKey(id, key);
    m_list->setFocus();
}

bool KeyboardPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return) {
            m_list->setFocus();
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

} // namespace Atoll
