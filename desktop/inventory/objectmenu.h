// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <app/objectref.h>

#include <QList>

QT_BEGIN_NAMESPACE
class QPoint;
class QWidget;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;

//! The menu of what is selected: Open, then every action that fits. Nothing when there is none.
//! Space alone shows what the object looks like.
bool isPeekKey(const QKeyEvent &event);

void showObjectMenu(AppContext &context, const QList<ObjectRef> &objects,
                    const QPoint &globalPosition, QWidget *parent);

} // namespace Atoll
