// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "icons.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

const QColor &colorOf(const Colors &colors, Token token) { return colors[size_t(token)]; }

QByteArray source(const QString &name)
{
    static QHash<QString, QByteArray> sources;
    const auto it = sources.constFind(name);
    if (it != sources.constEnd())
        return *it;
    QFile file(u":/atoll/icons/%1.svg"_s.arg(name));
    const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    return *sources.insert(name, text);
}

void renderSvg(QPainter *painter, const QRectF &rect, const QString &name, const QColor &color)
{
    QByteArray svg = source(name);
    svg.replace("#000", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer(svg).render(painter, rect);
}

struct OverlayLook
{
    QLatin1StringView name;
    Token token;
};

OverlayLook lookOf(Overlay overlay)
{
    switch (overlay) {
    case Overlay::Running:
        return {"state-running"_L1, Token::Ok};
    case Overlay::Paused:
        return {"state-paused"_L1, Token::Warning};
    case Overlay::Stopped:
        return {"state-stopped"_L1, Token::Text3};
    case Overlay::Busy:
        return {"state-busy"_L1, Token::Info};
    case Overlay::Ok:
        return {"state-ok"_L1, Token::Ok};
    case Overlay::Warning:
        return {"state-warning"_L1, Token::Warning};
    case Overlay::Error:
        return {"state-error"_L1, Token::Error};
    case Overlay::Unknown:
        return {"state-unknown"_L1, Token::Text3};
    case Overlay::None:
        break;
    }
    return {{}, Token::Text2};
}

// The badge is half as large as the icon; what lies under it is cut away, so that it reads on any
// background.
void renderOverlay(QPainter *painter, const QRectF &rect, Overlay overlay, const Colors &colors)
{
    const OverlayLook look = lookOf(overlay);
    if (look.name.isEmpty())
        return;
    const qreal side = rect.width() * 0.56;
    const QRectF badge(rect.right() - side + rect.width() * 0.03,
                       rect.bottom() - side + rect.height() * 0.03, side, side);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setCompositionMode(QPainter::CompositionMode_Clear);
    painter->setBrush(Qt::black);
    painter->setPen(Qt::NoPen);
    const qreal halo = side * 0.04;
    painter->drawEllipse(badge.adjusted(-halo, -halo, halo, halo));
    painter->restore();
    renderSvg(painter, badge, look.name, colorOf(colors, look.token));
}

QPixmap render(const Colors &colors, const QString &name, Overlay overlay, const QColor &tint,
               const QSize &size, qreal scale)
{
    const QString key = u"atoll/%1/%2/%3/%4/%5x%6@%7"_s.arg(name)
                            .arg(int(overlay))
                            .arg(tint.rgba())
                            .arg(colorOf(colors, Token::Ok).rgba())
                            .arg(size.width())
                            .arg(size.height())
                            .arg(scale);
    QPixmap pixmap;
    if (size.isEmpty()) // a button that was squeezed to nothing
        return pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    const int side = qMin(size.width(), size.height());
    const QRectF rect((size.width() - side) / 2, (size.height() - side) / 2, side, side);
    {
        QPainter painter(&pixmap);
        renderSvg(&painter, rect, name, tint);
        renderOverlay(&painter, rect, overlay, colors);
    }
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(std::shared_ptr<const Colors> colors, QString name, Overlay overlay, Token tint)
        : m_colors(std::move(colors))
        , m_name(std::move(name))
        , m_overlay(overlay)
        , m_tint(tint)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmapFor(rect.size(), mode, state, scale));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return pixmapFor(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override
    {
        // Qt hands the size in device pixels here.
        return pixmapFor(size / scale, mode, state, scale);
    }
    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    bool isNull() override { return m_name.isEmpty(); }
    QString key() const override { return u"AtollSvg"_s; }

private:
    QPixmap pixmapFor(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) const
    {
        QColor tint = colorOf(
            *m_colors, state == QIcon::On && m_tint == Token::Text2 ? Token::Accent : m_tint);
        if (mode == QIcon::Disabled) {
            const QColor &ground = colorOf(*m_colors, Token::Surface1);
            tint = QColor::fromRgbF(float((tint.redF() + 1.6 * ground.redF()) / 2.6),
                                    float((tint.greenF() + 1.6 * ground.greenF()) / 2.6),
                                    float((tint.blueF() + 1.6 * ground.blueF()) / 2.6));
        }
        return render(*m_colors, m_name, m_overlay, tint, size, scale);
    }

    std::shared_ptr<const Colors> m_colors;
    QString m_name;
    Overlay m_overlay;
    Token m_tint;
};

} // namespace

IconFactory::IconFactory(std::shared_ptr<const Colors> colors)
    : m_colors(std::move(colors))
{}

QIcon IconFactory::icon(const QString &name, Overlay overlay, Token tint) const
{
    return QIcon(new SvgIconEngine(m_colors, name, overlay, tint));
}

void IconFactory::paint(QPainter *painter, const QRect &rect, const QString &name, Overlay overlay,
                        Token tint, bool isFaded) const
{
    const QPixmap pixmap = render(*m_colors, name, overlay, colorOf(*m_colors, tint), rect.size(),
                                  painter->device()->devicePixelRatioF());
    if (isFaded)
        painter->setOpacity(0.55);
    painter->drawPixmap(rect.topLeft(), pixmap);
    if (isFaded)
        painter->setOpacity(1.0);
}

bool IconFactory::exists(const QString &name) { return !source(name).isEmpty(); }

} // namespace Atoll
