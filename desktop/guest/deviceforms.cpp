// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deviceforms.h"

#include "fieldform.h"

#include <theme/theme.h>

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {

DeviceForms::DeviceForms(const Theme &theme, const QString &addText, const QString &nothingText,
                         QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
    , m_nothing(new QLabel(nothingText, this))
    , m_add(new QToolButton(this))
{
    m_nothing->setProperty("role", u"remark"_s);
    m_add->setText(addText);
    m_add->setIcon(theme.icon(u"add"_s));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::kStep * 3);
    m_layout->addWidget(m_nothing);
    m_layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QToolButton::clicked, this, &DeviceForms::addRequested);
}

DeviceForms::Part DeviceForms::make(const HardwareDevice &device)
{
    auto *frame = new QFrame(this);
    frame->setProperty("card", true);
    auto *title = new QLabel(frame);
    title->setFont(m_theme.boldFont());
    auto *remove = new QToolButton(frame);
    remove->setIcon(m_theme.icon(u"remove"_s));
    remove->setToolTip(tr("Remove"));
    remove->setAccessibleName(tr("Remove"));
    remove->setFocusPolicy(Qt::StrongFocus);
    auto *form = new FieldForm(frame);
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(remove);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep, Theme::kStep * 2, Theme::kStep * 3);
    layout->addLayout(head);
    layout->addWidget(form);
    connect(form, &FieldForm::edited, this, &DeviceForms::edited);
    connect(remove, &QToolButton::clicked, this, [this, key = device.key] {
        for (const Part &part : std::as_const(m_parts)) {
            if (part.key == key)
                return Q_EMIT removeRequested(part.item);
        }
    });
    return {device.key, frame, title, form, device.item};
}

void DeviceForms::show(const QList<HardwareDevice> &devices)
{
    const auto isWanted = [&](const Part &part) {
        return std::any_of(devices.begin(), devices.end(),
                           [&](const auto &device) { return device.key == part.key; });
    };
    for (qsizetype i = m_parts.size() - 1; i >= 0; --i) {
        if (isWanted(m_parts.at(i)))
            continue;
        m_parts.at(i).frame->hide();
        m_parts.at(i).frame->deleteLater();
        m_parts.removeAt(i);
    }
    for (qsizetype i = 0; i < devices.size(); ++i) {
        const HardwareDevice &device = devices.at(i);
        if (i >= m_parts.size() || m_parts.at(i).key != device.key) {
            m_parts.insert(i, make(device));
            m_layout->insertWidget(int(i), m_parts.at(i).frame);
        }
        Part &part = m_parts[i];
        part.item = device.item;
        part.title->setText(device.title);
        part.form->show(device.fields);
    }
    m_nothing->setVisible(devices.isEmpty());
    m_forms.clear();
    for (const Part &part : std::as_const(m_parts))
        m_forms += part.form;
}

} // namespace Atoll
