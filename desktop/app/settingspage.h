// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page.h"

namespace Atoll {

//! Look, language and behaviour. Every change holds at once; there is no Apply.
class SettingsPage : public Page
{
    Q_OBJECT
public:
    SettingsPage(const ObjectRef &object, AppContext &context, QWidget *parent);

    QString title() const override;
    QIcon icon() const override;

private:
    QWidget *makeLook();
    QWidget *makeBehaviour();
    QWidget *makeNotifications();
};

} // namespace Atoll
