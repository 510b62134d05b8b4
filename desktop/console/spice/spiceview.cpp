// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceview.h"

#include "spicedeviceactions.h"
#include "spicesession.h"

#include <QAction>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Atoll::Console {

namespace {

constexpr std::chrono::milliseconds kSizeSettles{400};
constexpr QSize kSmallest(320, 200);

} // namespace

SpiceView::SpiceView(ConsoleTransport transport, const Theme &theme, QWidget *parent,
                     const QByteArray &password)
    : PictureView(std::make_unique<SpiceSession>(std::move(transport)), theme, parent)
    , m_follow(new QAction(tr("Guest Takes the Size of the Window"), this))
    , m_sound(new QAction(tr("Sound"), this))
    , m_stopFiles(new QAction(tr("Stop Copying Files"), this))
    , m_devices(new SpiceDeviceActions(*this))
{
    showFiles();
    m_follow->setToolTip(tr("Needs the SPICE agent (spice-vdagent) in the guest"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setEnabled(false);
    m_resize.setSingleShot(true);
    m_resize.setInterval(kSizeSettles);
    connect(&m_resize, &QTimer::timeout, this, &SpiceView::askForSize);
    connect(m_follow, &QAction::triggered, &m_resize, qOverload<>(&QTimer::start));
    connect(&spice(), &SpiceSession::agentChanged, this, [this](bool isThere) {
        m_follow->setEnabled(isThere);
        m_resize.start();
    });
    m_sound->setCheckable(true);
    m_sound->setChecked(true);
    m_sound->setEnabled(false);
    m_sound->setToolTip(tr("Play what the guest's sound card plays, if it has one"));
    connect(m_sound, &QAction::triggered, &spice(), &SpiceSession::setSoundOn);
    connect(&spice(), &SpiceSession::soundChanged, m_sound, &QAction::setEnabled);
    connect(m_stopFiles, &QAction::triggered, &spice(), &SpiceSession::cancelFiles);
    spice().setPassword(password);
    session().start();
}

SpiceView::~SpiceView()
{
    delete m_devices; // they watch the session
    session().disconnect(this);
}

SpiceSession &SpiceView::spice() const { return static_cast<SpiceSession &>(session()); }

QList<QAction *> SpiceView::moreActions() const
{
    return {m_follow, m_sound, m_devices->microphone(), m_devices->usb(), m_stopFiles};
}

QStringList SpiceView::lights() const
{
    QStringList lights = PictureView::lights();
    if (spice().isMicrophoneOn())
        lights.prepend(tr("Microphone on"));
    return lights;
}

void SpiceView::showFiles()
{
    m_stopFiles->setEnabled(false);
    m_stopFiles->setToolTip(tr("Files are copied by dropping them on the picture; that needs the "
                               "SPICE agent (spice-vdagent) in the guest"));
    connect(&spice(), &SpiceSession::filesProgress, this, [this](double share, int count) {
        notify(tr("Copying %Ln file(s) into the guest: %1", nullptr, count)
                   .arg(QLocale().toString(std::floor(share * 100), 'f', 0) + QLocale().percent()));
    });
    connect(&spice(), &SpiceSession::filesEnded, this, [this](int count, const QString &why) {
        m_stopFiles->setEnabled(false);
        notify(why.isEmpty() ? tr("%Ln file(s) copied into the guest", nullptr, count)
                             : tr("Not all files were copied into the guest: %1").arg(why));
    });
}

Result<void> SpiceView::mayTakeFiles() const { return spice().mayTakeFiles(); }

Result<void> SpiceView::sendFiles(const QStringList &paths)
{
    const Result<void> sent = spice().sendFiles(paths);
    m_stopFiles->setEnabled(spice().isSendingFiles());
    return sent;
}

void SpiceView::resizeEvent(QResizeEvent *event)
{
    PictureView::resizeEvent(event);
    m_resize.start();
}

void SpiceView::askForSize()
{
    const QSize size = frame().size() * devicePixelRatioF();
    // A hidden tab has no size that anybody chose.
    if (isVisible() && m_follow->isChecked() && spice().hasAgent() && size != pictureSize()
        && size.width() >= kSmallest.width() && size.height() >= kSmallest.height())
        spice().requestSize(size);
}

} // namespace Atoll::Console
