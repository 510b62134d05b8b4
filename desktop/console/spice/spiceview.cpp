// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spiceview.h"

#include "spicesession.h"

#include <QAction>

#include <chrono>

namespace Atoll::Console {

namespace {

constexpr std::chrono::milliseconds kSizeSettles{400};
constexpr QSize kSmallest(320, 200);

} // namespace

SpiceView::SpiceView(ConsoleTransport transport, const Theme &theme, QWidget *parent)
    : PictureView(std::make_unique<SpiceSession>(std::move(transport)), theme, parent)
    , m_follow(new QAction(tr("Guest Takes the Size of the Window"), this))
{
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
    session().start();
}

SpiceView::~SpiceView() { session().disconnect(this); }

SpiceSession &SpiceView::spice() const { return static_cast<SpiceSession &>(session()); }

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
