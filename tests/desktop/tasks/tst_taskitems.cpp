// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/error.h>
#include <tasks/taskitems.h>
#include <tasks/taskwords.h>

#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;

class TestTaskItems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failedGuestsComeFirst();
    void otherTasksHaveNone();
    void anOrderForManyReadsAsASentence();

private:
    static Api::TaskInfo task(const Api::GuestBulkResult &result, bool isFailed)
    {
        Api::TaskInfo info;
        info.method = u"guest.bulk"_s;
        info.state = isFailed ? Api::TaskState::Failed : Api::TaskState::Succeeded;
        if (isFailed)
            info.error =
                Error{ErrorCode::EngineFailed, u"1 of 2 failed"_s, {}, toJsonObject(result)}
                    .toJson();
        else
            info.result = toJson(result);
        return info;
    }
    const Api::GuestBulkResult m_result{
        {{u"u1"_s, u"web"_s, Api::BulkOutcome::Done, {}, u"t1"_s},
         {u"u2"_s, u"db"_s, Api::BulkOutcome::Failed, u"no such disk"_s, u"t2"_s}}};
};

void TestTaskItems::failedGuestsComeFirst()
{
    for (const bool isFailed : {true, false}) {
        const QList<Api::BulkItem> items = TaskItems::itemsOf(task(m_result, isFailed));
        QCOMPARE(items.size(), 2);
        QCOMPARE(items.first().name, u"db"_s);
        QCOMPARE(items.first().reason, u"no such disk"_s);
    }
}

void TestTaskItems::otherTasksHaveNone()
{
    Api::TaskInfo other = task(m_result, false);
    other.method = u"guest.start"_s;
    QVERIFY(TaskItems::itemsOf(other).isEmpty());
    Api::TaskInfo running = task(m_result, false);
    running.state = Api::TaskState::Running;
    QVERIFY(TaskItems::itemsOf(running).isEmpty());
}

void TestTaskItems::anOrderForManyReadsAsASentence()
{
    Api::TaskInfo task;
    task.method = u"guest.bulk"_s;
    const auto title = [&](const QString &objectName) {
        task.objectName = objectName;
        return TaskWords::title(task).remove(u"(s)"_s); // plurals come with the language
    };
    QCOMPARE(title(u"start · 2 guests"_s), u"Start 2 guest"_s);
    QCOMPARE(title(u"remove-tags · 12 guests"_s), u"Take tags from 12 guest"_s);
    // Of an agent that knows more verbs.
    QCOMPARE(title(u"migrate · 2 guests"_s), u"Bulk change migrate · 2 guests"_s);
}

QTEST_GUILESS_MAIN(TestTaskItems)
#include "tst_taskitems.moc"
