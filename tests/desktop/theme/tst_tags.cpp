// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <theme/tags.h>

#include <QPainter>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestTags : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void colourComesFromTheName();
    void whatDoesNotFitIsADot();
    void chipsWrap();
    void wordsCanBeRead();
};

void TestTags::colourComesFromTheName()
{
    // These stay for good: people learn them.
    QCOMPARE(Tags::color(u"prod"_s), Tags::color(u"Prod"_s));
    QSet<int> colors;
    for (const QString &tag : {u"prod"_s, u"web"_s, u"db"_s, u"test"_s, u"ci"_s, u"mail"_s})
        colors.insert(int(Tags::color(tag)));
    QVERIFY(colors.size() > 2);
    for (const int color : colors)
        QVERIFY(color >= int(Token::Series1) && color <= int(Token::Series8));
}

void TestTags::whatDoesNotFitIsADot()
{
    Theme theme;
    QPixmap pixmap(400, 24);
    QPainter painter(&pixmap);
    const QStringList tags{u"production"_s, u"database"_s};
    const int wide = Tags::paint(&painter, QRect(0, 0, 400, 24), tags, theme);
    const int narrow = Tags::paint(&painter, QRect(0, 0, 30, 24), tags, theme);
    QVERIFY(wide > 100);
    QVERIFY(narrow <= 30);
    QCOMPARE(Tags::paint(&painter, QRect(0, 0, 2, 24), tags, theme), 0);
}

void TestTags::chipsWrap()
{
    Theme theme;
    TagChips chips(theme);
    chips.setTags({u"production"_s, u"database"_s, u"seoul"_s});
    QVERIFY(chips.heightForWidth(100) > 2 * chips.heightForWidth(1000) - 4);
    QVERIFY(chips.accessibleName().contains(u"seoul"_s));
}

void TestTags::wordsCanBeRead()
{
    for (const Colors &colors : {lightColors(), darkColors()}) {
        const QColor surface = colors[size_t(Token::Surface1)];
        for (int series = int(Token::Series1); series <= int(Token::Series8); ++series) {
            const QColor tint = colors[size_t(series)];
            const auto mix = [](int a, int b) { return int(a * 0.86 + b * 0.14); };
            const QColor chip(mix(surface.red(), tint.red()), mix(surface.green(), tint.green()),
                              mix(surface.blue(), tint.blue()));
            QVERIFY(contrast(chip, colors[size_t(Token::Text1)]) >= 4.5);
        }
    }
}

QTEST_MAIN(TestTags)
#include "tst_tags.moc"
