// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <memory>

namespace Atoll::Cli {

//! Ctrl+C as a signal of the event loop, for work that must tidy up. The second one ends the
//! program as ever. One at a time.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent);
    ~Interrupt() override;

Q_SIGNALS:
    void came();
};

} // namespace Atoll::Cli
