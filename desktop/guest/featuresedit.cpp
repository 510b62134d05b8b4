// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "featuresedit.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kName = Qt::UserRole;

void setState(QListWidgetItem *item, Qt::CheckState state)
{
    const QString name = item->data(kName).toString();
    item->setCheckState(state);
    item->setText(state == Qt::Checked     ? FeaturesEdit::tr("%1 on", "CPU feature").arg(name)
                  : state == Qt::Unchecked ? FeaturesEdit::tr("%1 off", "CPU feature").arg(name)
                                           : name);
}

} // namespace

FeaturesEdit::FeaturesEdit(QWidget *parent)
    : QFrame(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusProxy(m_filter);
    m_filter->setPlaceholderText(tr("Find or name a feature"));
    m_filter->setAccessibleName(tr("Find or name a feature"));
    m_list->setAccessibleName(tr("CPU features"));
    m_list->setUniformItemSizes(true);
    m_filter->installEventFilter(this);
    m_list->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, this, &FeaturesEdit::filter);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        {
            const QSignalBlocker blocker(m_list);
            setState(item, item->checkState());
        }
        Q_EMIT edited();
    });
}

QListWidgetItem *FeaturesEdit::find(const QString &name) const
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(kName).toString() == name)
            return m_list->item(row);
    }
    return nullptr;
}

QListWidgetItem *FeaturesEdit::add(const QString &name)
{
    auto *item = new QListWidgetItem(name, m_list);
    item->setData(kName, name);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsUserTristate);
    item->setCheckState(Qt::PartiallyChecked);
    return item;
}

void FeaturesEdit::setNames(const QStringList &names)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const QString &name : names)
        add(name);
}

void FeaturesEdit::setFeatures(const QStringList &features)
{
    const QSignalBlocker blocker(m_list);
    for (int row = 0; row < m_list->count(); ++row)
        setState(m_list->item(row), Qt::PartiallyChecked);
    for (const QString &feature : features) {
        const QString name = feature.mid(1);
        QListWidgetItem *item = find(name);
        setState(item ? item : add(name), feature.startsWith(u'-') ? Qt::Unchecked : Qt::Checked);
    }
    // What is set stands first.
    for (int row = 0, top = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() != Qt::PartiallyChecked)
            m_list->insertItem(top++, m_list->takeItem(row));
    }
    m_list->setCurrentRow(0);
}

QStringList FeaturesEdit::features() const
{
    QStringList features;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() != Qt::PartiallyChecked)
            features += (item->checkState() == Qt::Checked ? u"+"_s : u"-"_s)
                        + item->data(kName).toString();
    }
    return features;
}

void FeaturesEdit::filter(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        item->setHidden(!item->data(kName).toString().contains(text, Qt::CaseInsensitive));
    }
}

//! A name that is typed out is switched on, known or not.
void FeaturesEdit::accept()
{
    const QString name = m_filter->text().trimmed().remove(u'+');
    if (name.isEmpty())
        return Q_EMIT finished();
    const bool isOff = name.startsWith(u'-');
    QListWidgetItem *item = find(isOff ? name.mid(1) : name);
    if (!item) {
        const QSignalBlocker blocker(m_list);
        item = add(isOff ? name.mid(1) : name);
    }
    setState(item, isOff ? Qt::Unchecked : Qt::Checked);
    m_filter->clear();
    m_list->setCurrentItem(item);
}

bool FeaturesEdit::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && !isAncestorOf(QApplication::focusWidget())) {
        Q_EMIT finished();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Escape:
        Q_EMIT cancelled();
        return true;
    case Qt::Key_Down:
        if (object == m_filter) {
            m_list->setFocus();
            return true;
        }
        break;
    default:
        break;
    }
    return QFrame::eventFilter(object, event);
}

} // namespace Atoll
