// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <theme/theme.h>

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textIsReadableOnEverySurface_data();
    void textIsReadableOnEverySurface();
    void statusAndSeriesAreReadable_data() { themes(); }
    void statusAndSeriesAreReadable();
    void terminalTextIsReadable();
    void choiceChangesPaletteAndAnnouncesIt();
    void styleSheetLeavesNoTokenOpen();
    void everyIconIsDrawn_data();
    void everyIconIsDrawn();
    void iconsFollowTheTheme();
    void overlayChangesTheIcon();

private:
    static void themes();
};

void TestTheme::themes()
{
    QTest::addColumn<Colors>("colors");
    QTest::newRow("light") << lightColors();
    QTest::newRow("dark") << darkColors();
}

void TestTheme::textIsReadableOnEverySurface_data() { themes(); }

void TestTheme::textIsReadableOnEverySurface()
{
    using enum Token;
    QFETCH(Colors, colors);
    for (const Token surface : {Surface0, Surface1, Surface2, Selection}) {
        for (const Token text : {Text1, Text2, Text3}) {
            const double ratio = contrast(colors[size_t(text)], colors[size_t(surface)]);
            QVERIFY2(
                ratio >= 4.5,
                qPrintable(
                    u"text %1 on surface %2: %3"_s.arg(int(text)).arg(int(surface)).arg(ratio)));
        }
    }
    QVERIFY(contrast(colors[size_t(Text1)], colors[size_t(Surface3)]) >= 4.5);
    QVERIFY(contrast(colors[size_t(OnAccent)], colors[size_t(Accent)]) >= 4.5);
}

void TestTheme::statusAndSeriesAreReadable()
{
    QFETCH(Colors, colors);
    for (int i = int(Token::Accent); i < kTokenCount; ++i) {
        if (Token(i) == Token::OnAccent || Token(i) == Token::Selection)
            continue;
        for (const Token surface : {Token::Surface0, Token::Surface1}) {
            const double ratio = contrast(colors[size_t(i)], colors[size_t(surface)]);
            QVERIFY2(ratio >= 4.5, qPrintable(u"token %1: %2"_s.arg(i).arg(ratio)));
        }
    }
}

void TestTheme::terminalTextIsReadable()
{
    const auto check = [](const Colors &colors, const TerminalColors &terminal) {
        for (size_t i = 1; i < terminal.size(); ++i) {
            const double ratio = contrast(terminal[i], colors[size_t(Token::Surface1)]);
            QVERIFY2(ratio >= 4.5, qPrintable(u"colour %1: %2"_s.arg(i).arg(ratio)));
        }
    };
    check(lightColors(), lightTerminalColors());
    check(darkColors(), darkTerminalColors());
}

void TestTheme::choiceChangesPaletteAndAnnouncesIt()
{
    Theme theme;
    theme.apply(*qApp);
    QSignalSpy spy(&theme, &Theme::changed);
    theme.setChoice(ThemeChoice::Dark);
    QCOMPARE(spy.count(), 1);
    QVERIFY(theme.isDark());
    QCOMPARE(QApplication::palette().color(QPalette::Window),
             darkColors()[size_t(Token::Surface0)]);
    theme.setChoice(ThemeChoice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window),
             lightColors()[size_t(Token::Surface0)]);
    QApplication::setStyle(u"Fusion"_s);
}

void TestTheme::styleSheetLeavesNoTokenOpen()
{
    Theme theme;
    theme.apply(*qApp);
    QVERIFY(!qApp->styleSheet().isEmpty());
    QVERIFY(!qApp->styleSheet().contains(u'@'));
    qApp->setStyleSheet({});
    QApplication::setStyle(u"Fusion"_s);
}

void TestTheme::everyIconIsDrawn_data()
{
    const Theme theme; // registers the resources
    QTest::addColumn<QString>("path");
    for (const QString &name : QDir(u":/atoll/icons"_s).entryList())
        QTest::newRow(qPrintable(name)) << u":/atoll/icons/"_s + name;
}

void TestTheme::everyIconIsDrawn()
{
    QFETCH(QString, path);
    QSvgRenderer renderer(path);
    QVERIFY(renderer.isValid());
    QImage image(32, 32, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    int drawn = 0;
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x)
            drawn += qAlpha(image.pixel(x, y)) > 40;
    }
    QVERIFY2(drawn > 20, qPrintable(path));
}

void TestTheme::iconsFollowTheTheme()
{
    Theme theme;
    theme.setChoice(ThemeChoice::Light);
    const QIcon icon = theme.icon(u"vm"_s);
    const QImage light = icon.pixmap(16, 16).toImage();
    theme.setChoice(ThemeChoice::Dark);
    QVERIFY(icon.pixmap(16, 16).toImage() != light);
}

void TestTheme::overlayChangesTheIcon()
{
    const Theme theme;
    QList<QImage> images;
    for (int i = int(Overlay::None); i <= int(Overlay::Unknown); ++i) {
        const QImage image = theme.icon(u"vm"_s, Overlay(i)).pixmap(16, 16).toImage();
        QVERIFY(!images.contains(image));
        images += image;
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
