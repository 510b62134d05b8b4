// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/errorbar.h>
#include <theme/theme.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestErrorBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatFailedWhyAndWhatToDo();
    void copyTakesTheDetailsAlong();
    void foreignWordsAreNotMarkup();
    void escapeClosesIt();
    void waysOutGoWithTheirMessage();

private:
    static QToolButton *button(const ErrorBar &bar, const QString &text);
    Theme m_theme;
    const Error m_error{ErrorCode::NoSpace,
                        u"cannot create disk vda in local"_s,
                        u"Delete volumes or choose another storage"_s,
                        {{u"storage"_s, u"local"_s}}};
};

QToolButton *TestErrorBar::button(const ErrorBar &bar, const QString &text)
{
    for (QToolButton *candidate : bar.findChildren<QToolButton *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

void TestErrorBar::saysWhatFailedWhyAndWhatToDo()
{
    ErrorBar bar(m_theme);
    QVERIFY(bar.isHidden());
    bar.showError(m_error, u"Could not create web-1"_s);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.title(), u"Could not create web-1"_s);
    QVERIFY(bar.text().startsWith(u"Cannot create disk"_s));
    QVERIFY(bar.text().contains(m_error.hint));
    bar.showError(m_error);
    QCOMPARE(bar.title(), errorTitle(ErrorCode::NoSpace));
}

void TestErrorBar::copyTakesTheDetailsAlong()
{
    ErrorBar bar(m_theme);
    bar.showError(m_error);
    button(bar, u"Copy"_s)->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(m_error.hint));
    QVERIFY(copied.contains(u"1023"_s));
    button(bar, u"Details"_s)->click();
    QVERIFY(!bar.findChild<QPlainTextEdit *>()->isHidden());
}

void TestErrorBar::foreignWordsAreNotMarkup()
{
    ErrorBar bar(m_theme);
    bar.showError({ErrorCode::EngineFailed, u"no <b>domain</b> <img src='file:///x'>"_s});
    QVERIFY(bar.text().contains(u"<b>"_s));
    for (const QLabel *label : bar.findChildren<QLabel *>())
        QCOMPARE(label->text().isEmpty() ? Qt::PlainText : label->textFormat(), Qt::PlainText);
}

void TestErrorBar::escapeClosesIt()
{
    ErrorBar bar(m_theme);
    QSignalSpy spy(&bar, &ErrorBar::dismissed);
    bar.showError(m_error);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(bar.isHidden());
    QCOMPARE(spy.size(), 1);
    bar.setDismissable(false);
    bar.showError(m_error);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QVERIFY(!bar.isHidden());
}

void TestErrorBar::waysOutGoWithTheirMessage()
{
    ErrorBar bar(m_theme);
    bar.showError(m_error);
    bool isRun = false;
    bar.addButton(u"Try again"_s, [&] { isRun = true; });
    button(bar, u"Try again"_s)->click();
    QVERIFY(isRun);
    bar.showError(m_error);
    QVERIFY(!button(bar, u"Try again"_s));
}

QTEST_MAIN(TestErrorBar)
#include "tst_errorbar.moc"
