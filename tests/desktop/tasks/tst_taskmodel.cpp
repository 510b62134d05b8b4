// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <core/units.h>
#include <tasks/taskmodel.h>
#include <tasks/taskwords.h>
#include <theme/theme.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Atoll;
using namespace Qt::StringLiterals;
using Api::TaskInfo;
using Api::TaskState;

class TestTaskModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newestStandsOnTopAcrossClusters();
    void lateTaskFindsItsPlace();
    void endedTaskStaysWhereItIs();
    void forgottenClusterTakesItsTasksAlong();
    void tenThousandTasksComeInOneStep();
    void filterKeepsWhatIsAskedFor();
    void progressTellsRealNumbers();
    void failureTellsWhyAndWhatToDo();
    void objectsArePages();

private:
    static TaskInfo task(const QString &id, int second, TaskState state = TaskState::Succeeded);
    QStringList shown(const TaskModel &model) const;
    Theme m_theme;
};

TaskInfo TestTaskModel::task(const QString &id, int second, TaskState state)
{
    TaskInfo info;
    info.id = id;
    info.method = u"guest.start"_s;
    info.object = u"/guests/"_s + id;
    info.objectName = id;
    info.user = u"admin@builtin"_s;
    info.node = u"node-1"_s;
    info.state = state;
    info.created = QDateTime::fromSecsSinceEpoch(1'700'000'000 + second, Qt::UTC);
    info.started = info.created;
    if (info.isEnded())
        info.ended = info.created.addSecs(2);
    return info;
}

QStringList TestTaskModel::shown(const TaskModel &model) const
{
    QStringList ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids += model.task(row).id;
    return ids;
}

void TestTaskModel::newestStandsOnTopAcrossClusters()
{
    StateStore one;
    StateStore two;
    TaskModel model(m_theme);
    const QAbstractItemModelTester tester(&model);
    one.applyTasks({task(u"a"_s, 1), task(u"c"_s, 3)});
    model.addStore(u"1"_s, u"prod"_s, &one);
    model.addStore(u"2"_s, u"lab"_s, &two);
    two.applyTasks({task(u"b"_s, 2), task(u"d"_s, 4)});
    QCOMPARE(shown(model), QStringList({u"d"_s, u"c"_s, u"b"_s, u"a"_s}));
    QCOMPARE(model.cluster(0), u"2"_s);
    QCOMPARE(model.cluster(1), u"1"_s);
}

void TestTaskModel::lateTaskFindsItsPlace()
{
    StateStore store;
    TaskModel model(m_theme);
    const QAbstractItemModelTester tester(&model);
    model.addStore(u"1"_s, u"prod"_s, &store);
    store.applyTasks({task(u"b"_s, 2), task(u"d"_s, 4)});
    store.applyTasks({task(u"a"_s, 1), task(u"c"_s, 3), task(u"e"_s, 5)});
    QCOMPARE(shown(model), QStringList({u"e"_s, u"d"_s, u"c"_s, u"b"_s, u"a"_s}));
}

void TestTaskModel::endedTaskStaysWhereItIs()
{
    StateStore store;
    TaskModel model(m_theme);
    const QAbstractItemModelTester tester(&model);
    model.addStore(u"1"_s, u"prod"_s, &store);
    store.applyTasks({task(u"a"_s, 1, TaskState::Running), task(u"b"_s, 2)});
    QCOMPARE(model.runningCount(), 1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy moved(&model, &QAbstractItemModel::rowsInserted);
    store.applyTasks({task(u"a"_s, 1)});
    QCOMPARE(shown(model), QStringList({u"b"_s, u"a"_s}));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(model.runningCount(), 0);
}

void TestTaskModel::forgottenClusterTakesItsTasksAlong()
{
    StateStore one;
    StateStore two;
    TaskModel model(m_theme);
    const QAbstractItemModelTester tester(&model);
    model.addStore(u"1"_s, u"prod"_s, &one);
    model.addStore(u"2"_s, u"lab"_s, &two);
    one.applyTasks({task(u"a"_s, 1), task(u"b"_s, 2), task(u"d"_s, 4)});
    two.applyTasks({task(u"c"_s, 3)});
    model.removeStore(&one);
    QCOMPARE(shown(model), QStringList{u"c"_s});
    one.applyTasks({task(u"e"_s, 5)});
    QCOMPARE(model.rowCount(), 1);
}

void TestTaskModel::tenThousandTasksComeInOneStep()
{
    std::vector<std::unique_ptr<StateStore>> stores;
    TaskModel model(m_theme);
    for (int i = 0; i < 20; ++i) {
        stores.push_back(std::make_unique<StateStore>());
        model.addStore(QString::number(i), u"c"_s, stores.back().get());
    }
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 20; ++i) {
        QList<TaskInfo> batch;
        for (int j = 0; j < 500; ++j)
            batch += task(u"%1-%2"_s.arg(i).arg(j), i * 1000 + j);
        stores[size_t(i)]->applyTasks(batch);
    }
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(inserted.size(), 20);
}

void TestTaskModel::filterKeepsWhatIsAskedFor()
{
    StateStore store;
    TaskModel model(m_theme);
    TaskFilterModel filter(&model);
    const QAbstractItemModelTester tester(&filter);
    model.addStore(u"1"_s, u"prod"_s, &store);
    store.applyTasks({task(u"web"_s, 1, TaskState::Failed), task(u"db"_s, 2, TaskState::Running),
                      task(u"mail"_s, 3)});
    QCOMPARE(filter.rowCount(), 3);
    filter.setShow(TaskFilterModel::Show::Failed);
    QCOMPARE(filter.rowCount(), 1);
    filter.setShow(TaskFilterModel::Show::Running);
    QCOMPARE(filter.rowCount(), 1);
    filter.setShow(TaskFilterModel::Show::All);
    filter.setText(u"WEB"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setText({});
    filter.setObject(u"1"_s, u"/guests/db"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setObject(u"2"_s, u"/guests/db"_s);
    QCOMPARE(filter.rowCount(), 0);
}

void TestTaskModel::progressTellsRealNumbers()
{
    Api::TaskProgress progress;
    progress.fraction = 0.71;
    progress.doneBytes = 4 * units::GiB;
    progress.totalBytes = 6 * units::GiB;
    progress.bytesPerSecond = units::GiB;
    progress.secondsLeft = 2;
    const QString text = TaskWords::progress(progress);
    for (const QString &part : {u"71"_s, u"4"_s, u"6"_s, u"GiB/s"_s, u"2 s"_s})
        QVERIFY2(text.contains(part), qPrintable(text));
    Api::TaskProgress stage;
    stage.stage = u"Waiting for the guest"_s;
    QCOMPARE(TaskWords::progress(stage), stage.stage);
}

void TestTaskModel::failureTellsWhyAndWhatToDo()
{
    TaskInfo info = task(u"web"_s, 1, TaskState::Failed);
    info.error = Error{ErrorCode::NoSpace, u"local is full"_s, u"Delete something"_s}.toJson();
    const QString text = TaskWords::outcome(info);
    QVERIFY(text.contains(u"local is full"_s, Qt::CaseInsensitive));
    QVERIFY(text.contains(u"Delete something"_s));
}

void TestTaskModel::objectsArePages()
{
    TaskInfo info = task(u"u-1"_s, 1);
    QCOMPARE(TaskWords::object(info, u"c"_s), (ObjectRef{ObjectKind::Guest, u"c"_s, u"u-1"_s}));
    info.object = u"/storages/local"_s;
    QCOMPARE(TaskWords::object(info, u"c"_s),
             (ObjectRef{ObjectKind::Storage, u"c"_s, u"node-1/local"_s}));
    info.object = u"/access"_s;
    QVERIFY(!TaskWords::object(info, u"c"_s).isValid());
}

QTEST_MAIN(TestTaskModel)
#include "tst_taskmodel.moc"
