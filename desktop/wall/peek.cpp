// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "peek.h"

#include "tiledelegate.h"

#include <app/appcontext.h>
#include <app/format.h>
#include <client/clusters.h>
#include <guest/guestwords.h>
#include <theme/theme.h>

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Atoll {
namespace {

constexpr QSize kPicture(320, 180);
constexpr auto kEvery = 1s;

} // namespace

Peek::Peek(AppContext &context, Thumbnails &thumbnails, QWidget *parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint)
    , m_context(context)
    , m_thumbnails(thumbnails)
    , m_picture(new QLabel(this))
    , m_name(new QLabel(this))
    , m_state(new QLabel(this))
    , m_facts(new QLabel(this))
{
    setObjectName(u"peek"_s);
    setProperty("card", true);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    m_picture->setFixedSize(kPicture);
    m_name->setFont(context.theme().boldFont());
    for (QLabel *label : {m_name, m_state, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setFixedWidth(kPicture.width());
    }
    m_facts->setProperty("role", u"remark"_s);
    layout->addWidget(m_picture);
    layout->addWidget(m_name);
    layout->addWidget(m_state);
    layout->addWidget(m_facts);
    m_clock.setInterval(kEvery);
    connect(&m_clock, &QTimer::timeout, this, &Peek::refresh);
    connect(&thumbnails, &Thumbnails::changed, this, [this](const ObjectRef &guest) {
        if (isVisible() && guest == m_guest)
            refresh();
    });
}

void Peek::showFor(const ObjectRef &guest, const QRect &anchor, QWidget *asker)
{
    hide();
    const ClusterSession *session = m_context.clusters().session(guest.cluster);
    if (guest.kind != ObjectKind::Guest || !session || !session->store().guest(guest.id))
        return;
    m_guest = guest;
    m_asker = asker;
    asker->installEventFilter(this);
    m_thumbnails.want(this, {{guest}, kEvery, int(kPicture.width() * asker->devicePixelRatioF())});
    refresh();
    place(anchor);
    show();
    m_clock.start();
}

// Beside the row, or below it where the screen ends.
void Peek::place(const QRect &anchor)
{
    adjustSize();
    const QRect area = m_asker->screen()->availableGeometry();
    const bool fits = anchor.right() + 8 + width() <= area.right();
    const int x = fits ? anchor.right() + 8 : anchor.left() + 24;
    const int y = fits ? anchor.top() : anchor.bottom() + 4;
    move(std::clamp(x, area.left(), std::max(area.left(), area.right() - width())),
         std::clamp(y, area.top(), std::max(area.top(), area.bottom() - height())));
}

void Peek::refresh()
{
    const ClusterSession *session = m_context.clusters().session(m_guest.cluster);
    const Api::GuestInfo *guest = session ? session->store().guest(m_guest.id) : nullptr;
    if (!guest)
        return hide();
    const StateStore &store = session->store();
    const Thumbnail *thumbnail = m_thumbnails.find(m_guest);
    const TileState state = tileState(*guest, store, thumbnail, int(kEvery.count()));
    QPixmap picture(kPicture * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&picture);
    painter.setFont(font());
    paintScreen(&painter, QRect(QPoint(), kPicture), thumbnail, state, m_context.theme());
    painter.end();
    m_picture->setPixmap(picture);
    m_name->setText(guest->name.isEmpty() ? guest->uuid : guest->name);
    m_state->setText(store.isLive() ? GuestWords::stateLine(*guest, store.pending(guest->uuid))
                                    : state.words);
    QStringList facts{u"%1 ▸ %2"_s.arg(session->name(), guest->node)};
    if (!guest->addresses.isEmpty())
        facts += guest->addresses.join(u", "_s);
    const Usage &usage = store.guestUsage(store.guests().find(m_guest.id));
    if (store.isLive() && guest->state == Api::GuestState::Running && usage.isKnown()
        && usage.cpu >= 0)
        facts += tr("CPU %1, memory %2")
                     .arg(Format::wholePercent(double(usage.cpu)),
                          usage.memory() < 0 ? Format::unknown()
                                             : Format::wholePercent(double(usage.memory())));
    m_facts->setText(facts.join(u'\n'));
}

bool Peek::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent *>(event)->key();
        hide();
        return key == Qt::Key_Space || key == Qt::Key_Escape;
    }
    case QEvent::FocusOut:
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        hide();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void Peek::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    m_thumbnails.release(this);
    if (m_asker)
        m_asker->removeEventFilter(this);
    QFrame::hideEvent(event);
}

} // namespace Atoll
