// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "serialview.h"

#include "serialsession.h"

#include <terminal/terminalview.h>

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

SerialView::SerialView(ConsoleTransport transport, const Theme &theme, QWidget *parent)
    : SerialView(std::make_unique<SerialSession>(std::move(transport)), theme, parent)
{}

SerialView::SerialView(std::unique_ptr<SerialSession> session, const Theme &theme, QWidget *parent)
    : ConsoleView(std::move(session), theme, parent)
    , m_serial(static_cast<SerialSession *>(&ConsoleView::session()))
    , m_terminal(new Terminal::TerminalView(m_serial->emulator(), theme, this))
    , m_typeSize(new QAction(tr("Type the Terminal's Size into the Shell"), this))
{
    m_typeSize->setToolTip(tr("A serial port carries no size: the guest takes 80 × 24 until a "
                              "shell is told with stty"));
    connect(m_typeSize, &QAction::triggered, this, &SerialView::typeSize);
    setSurface(&m_terminal->canvas(), m_terminal);
    connect(m_serial, &ConsoleSession::statusChanged, this, &SerialView::statusChanged);
    connect(&m_terminal->canvas(), &Terminal::Canvas::resized, this, &ConsoleView::stateChanged);
    m_since.start();
    m_serial->start();
}

SerialView::~SerialView()
{
    m_serial->disconnect(this);
    delete m_terminal; // before the session whose emulator it shows
}

void SerialView::statusChanged()
{
    m_terminal->setConnected(m_serial->isConnected());
    m_typeSize->setEnabled(m_serial->isConnected());
    if (m_serial->isConnected())
        notify(tr("Connected · press Enter if nothing is shown"));
}

void SerialView::typeSize()
{
    const Terminal::Screen &screen = m_serial->emulator().screen();
    m_serial->emulator().sendText(
        u"stty rows %1 columns %2\r"_s.arg(screen.rows()).arg(screen.columns()));
}

QString SerialView::sizeText() const
{
    const Terminal::Screen &screen = m_serial->emulator().screen();
    return tr("%1 × %2", "columns and rows").arg(screen.columns()).arg(screen.rows());
}

QString SerialView::statistics()
{
    const double seconds = double(std::max<qint64>(m_since.restart(), 1)) / 1000;
    const quint64 bytes = m_serial->receivedBytes();
    const quint64 before = std::exchange(m_lastBytes, bytes);
    const auto perSecond = qint64(double(bytes < before ? bytes : bytes - before) / seconds);
    return tr("%1 · %2/s").arg(sizeText(), QLocale().formattedDataSize(perSecond, 1));
}

QList<QAction *> SerialView::barActions() const
{
    return {m_terminal->copy, m_terminal->paste, m_terminal->find};
}

QList<QAction *> SerialView::moreActions() const
{
    return {m_typeSize,         m_terminal->selectAll, m_terminal->clearHistory,
            m_terminal->zoomIn, m_terminal->zoomOut,   m_terminal->zoomReset};
}

} // namespace Atoll::Console
