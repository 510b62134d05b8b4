// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandpalette.h"

#include "appcontext.h"

#include <theme/theme.h>

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRow = 30;

class EntryDelegate final : public QStyledItemDelegate
{
public:
    EntryDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const QRect rect = option.rect.adjusted(8, 0, -8, 0);
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::Selection));
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 4, 4);
        }
        index.data(Qt::DecorationRole)
            .value<QIcon>()
            .paint(painter, rect.left() + 4, rect.top() + (rect.height() - 16) / 2, 16, 16);
        const QString hint = index.data(PaletteModel::HintRole).toString();
        QRect right;
        painter->setPen(m_theme.color(Token::Text3));
        painter->setFont(option.font);
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(hint, Qt::ElideMiddle, rect.width() / 2),
                          &right);
        painter->setPen(m_theme.color(Token::Text1));
        const QRect left(rect.left() + 30, rect.top(),
                         (hint.isEmpty() ? rect.right() : right.left() - 8) - rect.left() - 30,
                         rect.height());
        painter->drawText(
            left, Qt::AlignLeft | Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, left.width()));
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, kRow};
    }

private:
    const Theme &m_theme;
};

bool isWordStart(QStringView text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

} // namespace

int matchScore(QStringView query, QStringView text)
{
    if (query.isEmpty())
        return 1;
    if (query.size() > text.size())
        return 0;
    if (query == text)
        return 1000;
    for (qsizetype at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
        if (isWordStart(text, at))
            return 900 - int(std::min<qsizetype>(at, 100))
                   - int(std::min<qsizetype>(text.size(), 100));
    }
    if (const qsizetype at = text.indexOf(query); at >= 0)
        return 500 - int(std::min<qsizetype>(at, 100)) - int(std::min<qsizetype>(text.size(), 100));
    // Letters in order; those that begin a word count more.
    qsizetype from = 0;
    int score = 100;
    for (const QChar letter : query) {
        const qsizetype at = text.indexOf(letter, from);
        if (at < 0)
            return 0;
        score += isWordStart(text, at) ? 20 : -int(std::min<qsizetype>(at - from, 10));
        from = at + 1;
    }
    return std::max(score, 1);
}

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PaletteEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.text;
    case Qt::DecorationRole:
        return entry.icon;
    case HintRole:
        return entry.hint;
    default:
        return {};
    }
}

CommandPalette::CommandPalette(AppContext &context, QWidget *window)
    : QFrame(window, Qt::Popup | Qt::FramelessWindowHint)
    , m_context(context)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"commandPalette"_s);
    setProperty("card", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    m_field->setPlaceholderText(tr("Name, address, tag or action"));
    m_field->addAction(context.theme().icon(u"search"_s), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_field->setAccessibleName(tr("Search or run"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(context.theme(), m_list));
    m_list->setUniformItemSizes(true);
    m_list->setProperty("borderless", true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { run(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::open(const QString &query)
{
    m_field->setText(query);
    search(query);
    place();
    show();
    m_field->setFocus();
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int width = std::min(620, window->width() - 40);
    const int rows = std::clamp(m_model->rowCount(), 1, kShown);
    const int height = m_field->sizeHint().height() + rows * kRow + 24;
    const QPoint corner = window->mapToGlobal(QPoint((window->width() - width) / 2, 44));
    setGeometry(QRect(corner, QSize(width, height)));
}

void CommandPalette::search(const QString &text)
{
    QList<PaletteEntry> found;
    const QString query = text.trimmed().toCaseFolded();
    for (const PaletteSource &source : m_context.registry().paletteSources())
        found += source(query, kShown);
    std::stable_sort(found.begin(), found.end(), [](const PaletteEntry &a, const PaletteEntry &b) {
        return a.score > b.score;
    });
    if (found.size() > kShown)
        found.resize(kShown);
    if (found.isEmpty())
        found.append({.text = tr("Nothing is called “%1”").arg(text.trimmed())});
    m_model->setEntries(std::move(found));
    m_list->setCurrentIndex(m_model->index(0));
    place();
}

void CommandPalette::run(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const std::function<void()> action = m_model->at(index.row()).run;
    if (!action)
        return;
    hide();
    action();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int rows = m_model->rowCount();
        if ((key == Qt::Key_Down || key == Qt::Key_Up) && rows > 0) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            const int row = (m_list->currentIndex().row() + step + rows) % rows;
            m_list->setCurrentIndex(m_model->index(row));
            return true;
        }
        if (key == Qt::Key_Escape) {
            hide();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace Atoll
