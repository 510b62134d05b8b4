// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screenchooser.h"

#include <theme/theme.h>

#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>

#include <algorithm>
#include <memory>

namespace Atoll::Console {

QMap<int, QString> inOrder(const QList<NamedMonitor> &monitors, const QStringList &screens)
{
    QMap<int, QString> order;
    for (qsizetype i = 0; i < monitors.size(); ++i)
        order.insert(monitors[i].id, screens.value(i));
    return order;
}

QStringList screensFromLeft()
{
    QList<QScreen *> screens = QGuiApplication::screens();
    std::sort(screens.begin(), screens.end(), [](const QScreen *a, const QScreen *b) {
        return std::pair(a->geometry().x(), a->geometry().y())
               < std::pair(b->geometry().x(), b->geometry().y());
    });
    QStringList names;
    for (const QScreen *screen : std::as_const(screens))
        names.append(screen->name());
    return names;
}

ScreenChooser::ScreenChooser(const QList<NamedMonitor> &monitors, const QStringList &screens,
                             const QMap<int, QString> &before, QWidget *parent)
    : QFrame(parent, Qt::Popup)
{
    setObjectName(QStringLiteral("screenChooser"));
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(3 * Theme::kStep, 3 * Theme::kStep, 3 * Theme::kStep,
                             3 * Theme::kStep);
    form->addRow(new QLabel(tr("Which screen does each monitor fill?"), this));
    const QMap<int, QString> order = inOrder(monitors, screens);
    for (const NamedMonitor &monitor : monitors) {
        auto *box = new QComboBox(this);
        box->addItem(tr("None"), QString());
        for (qsizetype i = 0; i < screens.size(); ++i)
            box->addItem(tr("%1, %2 from the left").arg(screens[i]).arg(i + 1), screens[i]);
        m_boxes.insert(monitor.id, box);
        box->setCurrentIndex(
            std::max(0, box->findData(before.value(monitor.id, order.value(monitor.id)))));
        form->addRow(monitor.name, box);
        connect(box, &QComboBox::currentIndexChanged, this,
                [this, box, last = std::make_shared<int>(box->currentIndex())](int now) {
                    screenTaken(box, std::exchange(*last, now));
                });
    }
    auto *go = new QPushButton(tr("&Full Screen"), this);
    go->setDefault(true);
    form->addRow(go);
    connect(go, &QPushButton::clicked, this, &ScreenChooser::accept);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_F11})
        connect(new QShortcut(key, this), &QShortcut::activated, this, &ScreenChooser::accept);
}

//! Who had the screen gets the one that it was taken for.
void ScreenChooser::screenTaken(QComboBox *by, int before)
{
    for (QComboBox *other : std::as_const(m_boxes)) {
        if (other != by && by->currentIndex() > 0 && other->currentIndex() == by->currentIndex())
            other->setCurrentIndex(before);
    }
}

void ScreenChooser::accept()
{
    QMap<int, QString> screens;
    for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it) {
        if (it.value()->currentIndex() > 0)
            screens.insert(it.key(), it.value()->currentData().toString());
    }
    close();
    if (!screens.isEmpty())
        Q_EMIT chosen(screens);
}

void ScreenChooser::showBeside(QWidget &button)
{
    adjustSize();
    const QRect space = button.screen()->availableGeometry();
    const QPoint below = button.mapToGlobal(QPoint(button.width() - width(), button.height()));
    move(std::clamp(below.x(), space.left(), std::max(space.left(), space.right() - width())),
         std::clamp(below.y(), space.top(), std::max(space.top(), space.bottom() - height())));
    show();
    m_boxes.first()->setFocus();
}

} // namespace Atoll::Console
