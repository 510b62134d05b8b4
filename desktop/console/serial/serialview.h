// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "../consoleview.h"

#include <QElapsedTimer>

namespace Atoll::Terminal {
class TerminalView;
}

namespace Atoll::Console {

class SerialSession;

//! A guest's serial console in a terminal. Begins to connect at once. The keys need no grab: the
//! terminal takes all but Ctrl+Shift+….
class SerialView final : public ConsoleView
{
    Q_OBJECT

public:
    SerialView(ConsoleTransport transport, const Theme &theme, QWidget *parent = nullptr);
    ~SerialView() override;

    SerialSession &serial() const { return *m_serial; }
    Terminal::TerminalView &terminal() const { return *m_terminal; }
    Capabilities capabilities() const override { return {}; }
    QString statistics() override;
    QString sizeText() const override;
    QList<QAction *> barActions() const override;
    QList<QAction *> moreActions() const override;

private:
    SerialView(std::unique_ptr<SerialSession> session, const Theme &theme, QWidget *parent);
    void statusChanged();
    void typeSize();

    SerialSession *const m_serial;
    Terminal::TerminalView *m_terminal;
    QAction *m_typeSize;
    QElapsedTimer m_since;
    quint64 m_lastBytes = 0;
};

} // namespace Atoll::Console
