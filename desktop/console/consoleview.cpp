// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "consoleview.h"

#include "consoleactions.h"
#include "consoleoverlay.h"

#include <QClipboard>
#include <QDateTime>
#include <QDropEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImageWriter>
#include <QKeyEvent>
#include <QMimeData>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

ConsoleView::ConsoleView(std::unique_ptr<ConsoleSession> session, const Theme &theme,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(std::move(session))
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_countdown.setInterval(1000);
    m_numbersTimer.setInterval(1000);
    connect(&m_countdown, &QTimer::timeout, this, &ConsoleView::showStatus);
    connect(&m_numbersTimer, &QTimer::timeout, this,
            [this] { m_numbers->show(statistics(), ConsoleBanner::Stays); });
    connect(m_session.get(), &ConsoleSession::statusChanged, this, &ConsoleView::showStatus);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            &ConsoleView::clipboardChanged);
}

ConsoleView::~ConsoleView()
{
    m_session->disconnect(this);
    if (m_keyboard)
        m_keyboard->disconnect(this);
}

void ConsoleView::setSurface(QWidget *keys, QWidget *frame)
{
    layout()->addWidget(frame);
    setFocusProxy(keys);
    const auto send = [this](quint32 keysym, quint32 scancode, bool down) {
        sendKey(keysym, scancode, down);
    };
    if (capabilities().testFlag(Capability::Keys))
        m_keyboard = new KeyboardController(keys, send);
    m_typer = new TextTyper(send, this);
    m_card = new ConsoleCard(m_theme, this);
    m_banner = new ConsoleBanner(m_theme, this);
    m_numbers = new ConsoleBanner(m_theme, this);
    m_actions = new ConsoleActions(*this);
    keys->installEventFilter(this);
    if (m_keyboard) {
        connect(m_keyboard, &KeyboardController::grabChanged, this, &ConsoleView::grabChanged);
        connect(m_keyboard, &KeyboardController::focusLost, this, [this] { releaseKeys(); });
    }
    connect(m_typer, &TextTyper::finished, this, &ConsoleView::typed);
    connect(m_card, &ConsoleCard::activated, this, [this] {
        if (m_session->status() == ConsoleStatus::GuestOff && m_canStartGuest)
            Q_EMIT startGuestRequested();
        else if (viewerOf(m_session->error()))
            m_session->takeOver();
        else
            m_session->retryNow();
    });
    showStatus();
}

void ConsoleView::showStatus()
{
    const ConsoleStatus status = m_session->status();
    m_countdown.stop();
    if (status == ConsoleStatus::Waiting)
        m_countdown.start();
    if (status != ConsoleStatus::Connected) {
        if (m_keyboard)
            m_keyboard->release();
        m_typer->cancel();
    }
    const bool wasPressed = m_card->hasFocusedButton();
    m_card->show(*m_session, m_canStartGuest);
    if (wasPressed && !m_card->hasFocusedButton()) // it went, and the focus anywhere
        setFocus();
    m_actions->update();
    placeOverlays();
    if (status == ConsoleStatus::Connected)
        clipboardChanged();
    Q_EMIT stateChanged();
}

QString ConsoleView::sizeText() const
{
    const QSize size = pictureSize();
    return size.isEmpty() ? QString() : tr("%1 × %2").arg(size.width()).arg(size.height());
}

void ConsoleView::sendKey(quint32 keysym, quint32 scancode, bool down)
{
    Q_UNUSED(keysym)
    Q_UNUSED(scancode)
    Q_UNUSED(down)
}

void ConsoleView::setScaling(Scaling scaling)
{
    m_scaling = scaling;
    applyScaling(scaling);
    m_actions->update();
}

void ConsoleView::sendCombination(const QList<Key> &keys)
{
    for (const Key key : keys)
        sendKey(keyCode(key).keysym, keyCode(key).scancode, true);
    std::for_each(keys.crbegin(), keys.crend(),
                  [this](Key key) { sendKey(keyCode(key).keysym, keyCode(key).scancode, false); });
}

void ConsoleView::typeClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.isEmpty()) {
        notify(tr("The clipboard holds no text"));
        return;
    }
    releaseKeys(); // a held modifier would change what is typed
    if (const Result<void> begun = m_typer->type(text); !begun)
        notify(begun.error().sentence());
    else
        notify(tr("Typing %Ln character(s)…", nullptr, int(text.size())));
}

void ConsoleView::typed(qsizetype count, const QString &leftOut)
{
    if (leftOut.isEmpty())
        notify(tr("%Ln character(s) typed", nullptr, int(count)));
    else
        notify(tr("%Ln character(s) typed; the layout “%1” has no key for: %2", nullptr, int(count))
                   .arg(m_guestLayout, leftOut.left(40)));
}

Result<void> ConsoleView::setGuestLayout(const QString &name)
{
    const Result<KeyLayout> layout = KeyLayout::load(name);
    if (!layout)
        return fail(layout.error());
    m_guestLayout = name;
    m_typer->setLayout(*layout);
    return {};
}

void ConsoleView::grabChanged(bool grabbed)
{
    m_actions->update();
    if (!grabbed) {
        m_banner->hide();
        return;
    }
    const QString limits = m_keyboard->limits();
    notify(grabText() + (limits.isEmpty() ? QString() : u"\n"_s + limits));
}

QString ConsoleView::grabText() const
{
    return tr("All keys go to the guest · %1 releases them").arg(m_keyboard->releaseChordText());
}

void ConsoleView::setClipboardShared(bool shared)
{
    m_clipboardShared = shared;
    m_actions->update();
    clipboardChanged();
}

//! The guest learns of our clipboard only while its console has the focus: what is copied elsewhere
//! for elsewhere is not its business.
void ConsoleView::clipboardChanged()
{
    if (!capabilities().testFlag(Capability::Clipboard) || !m_clipboardShared || !focusProxy()
        || !focusProxy()->hasFocus() || !m_session->isConnected())
        return;
    const QString text = QGuiApplication::clipboard()->text();
    if (!text.isEmpty() && text != m_fromGuest)
        offerClipboard(text);
}

void ConsoleView::guestClipboard(const QString &text)
{
    if (!m_clipboardShared || text.isEmpty())
        return;
    m_fromGuest = text;
    QGuiApplication::clipboard()->setText(text);
}

void ConsoleView::setStatisticsShown(bool shown)
{
    if (shown) {
        m_numbers->show(statistics(), ConsoleBanner::Stays);
        m_numbersTimer.start();
    } else {
        m_numbersTimer.stop();
        m_numbers->hide();
    }
    placeOverlays();
    m_actions->update();
}

void ConsoleView::setCanStartGuest(bool can)
{
    m_canStartGuest = can;
    showStatus();
}

void ConsoleView::notify(const QString &text)
{
    m_banner->show(text, ConsoleBanner::Goes);
    placeOverlays();
}

void ConsoleView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeOverlays();
}

// While there is no guest to take it, Tab leads to the card's button. The focus does not go there
// by itself: what is being typed would press it.
bool ConsoleView::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress =
        event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!isPress || m_session->isConnected()
        || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Tab)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        m_card->focusButton();
    return true;
}

void ConsoleView::placeOverlays()
{
    constexpr int kMargin = 12;
    m_card->setGeometry(rect());
    m_banner->placeAt({width() / 2, kMargin}, Qt::AlignHCenter);
    m_numbers->placeAt({width() - kMargin, kMargin}, Qt::AlignRight);
}

void ConsoleView::copyScreenshot()
{
    QGuiApplication::clipboard()->setImage(screenshot());
    notify(tr("Screenshot copied"));
}

Result<void> ConsoleView::mayTakeFiles() const
{
    return fail(ErrorCode::Unsupported, tr("this kind of console carries no files"));
}

Result<void> ConsoleView::sendFiles(const QStringList &) { return mayTakeFiles(); }

void ConsoleView::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool isLocal =
        !urls.isEmpty()
        && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
    if (isLocal && m_session->isConnected())
        event->acceptProposedAction();
}

void ConsoleView::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        paths += url.toLocalFile();
    event->acceptProposedAction();
    if (m_fileTarget)
        return m_fileTarget(paths);
    if (const Result<void> sent = sendFiles(paths); !sent)
        notify(sent.error().sentence());
}

void ConsoleView::saveScreenshot()
{
    const QImage image = screenshot();
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString name =
        folder
        + u"/console-%1.png"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s));
    auto *dialog = new QFileDialog(this, tr("Save Screenshot"), name, tr("PNG pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, image](const QString &path) {
        QImageWriter writer(path, "png");
        notify(writer.write(image) ? tr("Saved %1").arg(path)
                                   : tr("Cannot save %1: %2").arg(path, writer.errorString()));
    });
    dialog->open();
}

} // namespace Atoll::Console
