// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/lazytabs.h>

#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Atoll;

class TestLazyTabs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsInATabIsMadeWhenItIsFirstLookedAt();
    void whatStandsAboveIsThereFromTheBeginning();
    void aTabMayHaveNothing();
};

void TestLazyTabs::whatIsInATabIsMadeWhenItIsFirstLookedAt()
{
    QStringList made;
    const auto maker = [&made](const QString &name) {
        return [&made, name](QWidget *parent) {
            made += name;
            return new QLabel(name, parent);
        };
    };
    LazyTabs tabs;
    tabs.addLazy(u"One"_s, maker(u"one"_s));
    QWidget *second = tabs.addLazy(u"Two"_s, maker(u"two"_s));
    tabs.addLazy(u"Three"_s, maker(u"three"_s));
    QCOMPARE(made, QStringList{u"one"_s});

    tabs.setCurrentWidget(second);
    QCOMPARE(made, (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(second->findChild<QLabel *>()->text(), u"two"_s);

    tabs.setCurrentIndex(0);
    tabs.setCurrentIndex(1);
    QCOMPARE(made.size(), 2);
}

void TestLazyTabs::whatStandsAboveIsThereFromTheBeginning()
{
    LazyTabs tabs;
    tabs.addLazy(u"One"_s, [](QWidget *parent) { return new QLabel(parent); });
    auto *above = new QLabel(u"changes wait"_s);
    QWidget *place =
        tabs.addLazy(u"Two"_s, above, [](QWidget *parent) { return new QLabel(parent); });
    QCOMPARE(place->findChildren<QLabel *>(), QList<QLabel *>{above});
    tabs.setCurrentIndex(1);
    QCOMPARE(place->findChildren<QLabel *>().size(), 2);
}

void TestLazyTabs::aTabMayHaveNothing()
{
    LazyTabs tabs;
    tabs.addLazy(u"One"_s, [](QWidget *) { return nullptr; });
    QCOMPARE(tabs.count(), 1);
}

QTEST_MAIN(TestLazyTabs)
#include "tst_lazytabs.moc"
