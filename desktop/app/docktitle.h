// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QDockWidget;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! Title bar of a dock: name, float, hide; icons of the family.
class DockTitle : public QWidget
{
    Q_OBJECT
public:
    DockTitle(const Theme &theme, QDockWidget *dock);
};

} // namespace Atoll
