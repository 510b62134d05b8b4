// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plandialog.h"

#include "planview.h"

#include <app/errorbar.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace Atoll {

PlanDialog::PlanDialog(const Theme &theme, const QString &title, const QString &yes,
                       const QFuture<Result<Api::Plan>> &plan, std::function<void()> apply,
                       QWidget *parent)
    : QDialog(parent)
    , m_error(new ErrorBar(theme, this))
    , m_plan(new PlanView(theme, this))
    , m_yes(new QPushButton(yes, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_yes->setDefault(true);
    m_yes->setEnabled(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_yes, QDialogButtonBox::AcceptRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(Theme::kStep * 2);
    layout->addWidget(m_error);
    layout->addWidget(m_plan, 1);
    layout->addWidget(buttons);
    resize(680, 440);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_yes, &QPushButton::clicked, this, [this, apply = std::move(apply)] {
        apply();
        accept();
    });
    whenDone(plan, this, [this](const Result<Api::Plan> &answer) {
        if (!answer)
            return m_error->showError(answer.error());
        m_plan->show(*answer);
        m_yes->setEnabled(true);
        m_yes->setFocus();
    });
}

} // namespace Atoll
