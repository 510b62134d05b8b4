// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace Atoll {

//! Installs the translation of a language ("ko"; empty: the system's) and Qt's own, and makes it
//! the locale of numbers and dates. Before the first window.
void installLanguage(QApplication &application, const QString &language);

} // namespace Atoll
