// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "about.h"

#include <theme/theme.h>

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Atoll"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    auto *mark = new QLabel(this);
    mark->setPixmap(theme.icon(u"atoll"_s).pixmap({64, 64}, devicePixelRatioF()));
    auto *name = new QLabel(u"Atoll %1"_s.arg(QStringLiteral(ATOLL_VERSION)), this);
    name->setFont(theme.titleFont());
    head->addWidget(mark);
    head->addWidget(name, 1);
    layout->addLayout(head);
    auto *text = new QLabel(this);
    text->setWordWrap(true);
    text->setText(tr("Clusters of virtual machines and containers, live and native.") + u"\n\n"_s
                  + tr("Free software under the GNU General Public License, version 3 or later. "
                       "It comes without any warranty."));
    layout->addWidget(text);
    auto *parts = new QLabel(
        tr("Built with Qt %1, QCustomPlot and QtKeychain.").arg(QString::fromLatin1(qVersion())),
        this);
    parts->setProperty("role", u"remark"_s);
    layout->addWidget(parts);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setFixedWidth(420);
}

} // namespace Atoll
