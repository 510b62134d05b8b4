// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "screens.h"

#include <QBuffer>
#include <QDateTime>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kPictures = 24;
constexpr int kFullWidth = 1280;
constexpr qint64 kChangesMs = 4000;

// Characters are small bars: a program without a screen has no fonts.
QImage draw(int number, int width)
{
    QImage image(kFullWidth, kFullWidth * 9 / 16, QImage::Format_RGB32);
    QRandomGenerator random{quint32(number)};
    const bool isTerminal = number % 3 != 0;
    image.fill(isTerminal ? QColor(16, 18, 20) : QColor::fromHsv(number * 37 % 360, 110, 120));
    QPainter painter(&image);
    const QRect window = isTerminal ? image.rect() : QRect(180, 70, 860, 520);
    if (!isTerminal) {
        painter.fillRect(window, QColor(240, 240, 240));
        painter.fillRect(window.x(), window.y(), window.width(), 28, QColor(60, 70, 80));
        painter.fillRect(0, image.height() - 36, image.width(), 36, QColor(30, 34, 38));
    }
    const int lines = 6 + random.bounded(26);
    for (int line = 0; line < lines; ++line) {
        const int y = window.y() + 36 + line * 20;
        if (y > window.bottom() - 20)
            break;
        int x = window.x() + 12;
        for (int word = random.bounded(3, 12); word > 0; --word) {
            const int length = 10 * random.bounded(2, 11);
            if (x + length > window.right())
                break;
            painter.fillRect(x, y, length, 11,
                             !isTerminal     ? QColor(70, 70, 76)
                             : line % 5 == 0 ? QColor(110, 190, 120)
                                             : QColor(186, 190, 194));
            x += length + 10;
        }
    }
    painter.end();
    return width > 0 && width < kFullWidth ? image.scaledToWidth(width, Qt::SmoothTransformation)
                                           : image;
}

} // namespace

QString Screens::png(const QString &guest, int width)
{
    const auto time = quint64(QDateTime::currentMSecsSinceEpoch() / kChangesMs);
    const int number = int((qHash(guest) + time) % kPictures);
    QString &known = m_known[u"%1/%2"_s.arg(number).arg(width)];
    if (known.isEmpty()) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        draw(number, width).save(&buffer, "png");
        known = QString::fromLatin1(bytes.toBase64());
    }
    return known;
}

} // namespace Atoll
