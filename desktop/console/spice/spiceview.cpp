// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceview.h"

#include "spicedeviceactions.h"
#include "spicemonitorwindows.h"
#include "spicesession.h"
#include "spicesizer.h"

#include <QAction>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace Atoll::Console {

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
    connect(&spice(), &SpiceSession::agentChanged, m_follow, &QAction::setEnabled);
    connect(m_follow, &QAction::toggled, &spice(), [this](bool follows) {
        if (!follows)
            spice().forgetSizes();
    });
    new SpiceSizer(*this, frame(), spice(), *m_follow, [this] {
        const SpiceMonitor *first = spice().firstMonitor();
        return first ? first->id : 0;
    });
    m_monitors = std::make_unique<SpiceMonitorWindows>(*this);
    addActions(keyActions());
    connect(m_monitors.get(), &SpiceMonitorWindows::changed, this, &ConsoleView::windowsChanged);
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
    m_monitors.reset();
    session().disconnect(this);
}

QList<QAction *> SpiceView::barActions() const { return {m_monitors->action()}; }

QList<QAction *> SpiceView::keyActions() const
{
    return {m_monitors->showAllAction(), m_monitors->addAction(),
            m_monitors->chooseScreensAction()};
}

QList<WindowPlace> SpiceView::furtherWindows() const { return m_monitors->places(); }

void SpiceView::showFurther(const QList<WindowPlace> &places) { m_monitors->showPlaces(places); }

bool SpiceView::followsSize() const { return m_follow->isChecked(); }

void SpiceView::setFollowsSize(bool follows) { m_follow->setChecked(follows); }

bool SpiceView::chooseScreens(QWidget &beside) { return m_monitors->chooseScreens(beside); }

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

} // namespace Atoll::Console
