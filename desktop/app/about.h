// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace Atoll {

class Theme;

//! Version, licence and what Atoll stands on.
class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    AboutDialog(const Theme &theme, QWidget *parent);
};

} // namespace Atoll
