// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <app/commandpalette.h>
#include <app/keymap.h>
#include <app/mainwindow.h>
#include <app/settings.h>
#include <app/tabarea.h>
#include <client/clusters.h>
#include <console/consolepane.h>
#include <console/consolewindow.h>
#include <desktop.h>
#include <support/fakeagent.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>
#include <QThreadPool>
#include <QToolButton>

using namespace Atoll;
using namespace Qt::StringLiterals;

namespace {

constexpr int kWait = 20'000;
const QString kGuest = u"7d5e4f0c-0000-4000-8000-000000000001"_s;

//! Made by Qt as a part of another widget, which has the name.
bool isPart(const QWidget *widget)
{
    for (const QWidget *each = widget; each; each = each->parentWidget()) {
        if (each->objectName().startsWith("qt_"_L1) || each->inherits("QComboBoxPrivateContainer")
            || qobject_cast<const QFileDialog *>(each))
            return true;
    }
    const QWidget *parent = widget->parentWidget();
    return widget->inherits("QLineEditIconButton") || qobject_cast<const QHeaderView *>(widget)
           || widget->inherits("QTableCornerButton") || (parent && parent->inherits("QTabBar"))
           || qobject_cast<const QAbstractSpinBox *>(parent)
           || qobject_cast<const QComboBox *>(parent);
}

bool isInteractive(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
           || qobject_cast<const QAbstractSpinBox *>(widget)
           || qobject_cast<const QComboBox *>(widget)
           || qobject_cast<const QAbstractItemView *>(widget)
           || qobject_cast<const QPlainTextEdit *>(widget)
           || qobject_cast<const QTextEdit *>(widget);
}

//! A button that says nothing yet and is not shown before it does.
bool isBlank(const QWidget *widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return button && !button->isVisible() && button->text().isEmpty() && button->icon().isNull();
}

QString describe(const QObject *object)
{
    QStringList path;
    for (const QObject *each = object; each && path.size() < 5; each = each->parent()) {
        const QString name = each->objectName();
        path.prepend(QString::fromLatin1(each->metaObject()->className())
                     + (name.isEmpty() ? QString() : u"#"_s + name));
    }
    return path.join(u" > "_s);
}

} // namespace

//! What must be true of every page and dialog, whoever makes the next one: looked for in all of the
//! program, with an agent.
class TestEveryPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void everyKeyIsInTheListOfKeys();
    void everythingThatOneUsesHasAName();
    void aChangeCanBeUndoneWhereTheWindowTellsOfIt();
    void cleanup();

private:
    //! Calls `look` at each page, each of its tabs, and each dialog that they open.
    void walk(const std::function<void(QWidget *where)> &look);
    void openDialogs(QWidget *page, const std::function<void(QWidget *)> &look);
    void lookAtDialogs(const std::function<void(QWidget *)> &look);
    void settle() { QTest::qWait(60); }

    QToolButton *button(const QString &text) const
    {
        for (QToolButton *each : m_desktop->window().findChildren<QToolButton *>()) {
            if (each->text() == text && each->isVisible())
                return each;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<FakeAgent> m_agent;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Desktop> m_desktop;
    ClusterSession *m_session = nullptr;
    QSet<QString> m_dialogs;
};

void TestEveryPage::initTestCase()
{
    // Mnemonics and names as a screen reader gets them.
    QAccessible::setActive(true);
}

void TestEveryPage::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    const auto identity = loadOrCreateIdentity(m_directory->filePath(u"agent"_s), u"node-1"_s);
    QVERIFY(identity);
    m_agent = std::make_unique<FakeAgent>(*identity, Api::ClusterInfo{u"id"_s, u"prod"_s, {}});
    Api::NodeInfo node;
    node.name = u"node-1"_s;
    node.state = Api::NodeState::Online;
    node.cpus = 8;
    node.memoryBytes = 32LL << 30;
    m_agent->inventory().setNode(node);
    Api::StorageInfo storage;
    storage.name = u"local"_s;
    storage.node = node.name;
    storage.type = u"dir"_s;
    storage.isActive = true;
    storage.totalBytes = 100LL << 30;
    m_agent->inventory().setStorages(node.name, {storage});
    for (int i = 0; i < 2; ++i) {
        Api::GuestInfo guest;
        guest.uuid = kGuest.chopped(1) + QString::number(i + 1);
        guest.id = 100 + i;
        guest.name = u"web-%1"_s.arg(i + 1);
        guest.node = node.name;
        guest.state = i ? Api::GuestState::Stopped : Api::GuestState::Running;
        guest.isManaged = true;
        guest.displayKind = u"vnc"_s;
        guest.hasSerial = true;
        guest.hasSpice = true;
        guest.version = 1;
        m_agent->inventory().setGuest(guest);
    }
    QVERIFY(m_agent->listen());
    m_settings = std::make_unique<Settings>(m_directory->filePath(u"profile"_s));
    m_settings->isTourSeen.set(true);
    m_settings->consoleChoices.set({u"serial "_s + kGuest});
    QFile password(m_directory->filePath(u"password"_s));
    QVERIFY(password.open(QIODevice::WriteOnly) && password.write("secret\n") > 0);
    password.close();
    Options options;
    options.profile = m_directory->filePath(u"profile"_s);
    options.theme = ThemeChoice::Light;
    options.connectTo = m_agent->address();
    options.fingerprint = m_agent->fingerprint();
    options.user = u"admin@builtin"_s;
    options.passwordFile = password.fileName();
    m_desktop = std::make_unique<Desktop>(*qApp, *m_settings, options);
    m_desktop->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->context().clusters().sessions().size(), 1, kWait);
    m_session = m_desktop->context().clusters().sessions().constFirst();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->isReady() && m_session->store().guests().size() == 2,
                             kWait);
}

void TestEveryPage::cleanup()
{
    m_desktop.reset();
    QThreadPool::globalInstance()->waitForDone(); // the caches are written by then
    m_agent.reset();
    m_settings.reset();
    m_dialogs.clear();
    qApp->setStyleSheet({});
}

void TestEveryPage::lookAtDialogs(const std::function<void(QWidget *)> &look)
{
    settle();
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget *widget : all) {
        auto *dialog = qobject_cast<QDialog *>(widget);
        if (!dialog || !dialog->isVisible())
            continue;
        if (!qobject_cast<QFileDialog *>(dialog)) {
            m_dialogs.insert(QString::fromLatin1(dialog->metaObject()->className()));
            look(dialog);
        }
        dialog->close();
    }
    settle();
}

//! An ellipsis says that a dialog comes.
void TestEveryPage::openDialogs(QWidget *page, const std::function<void(QWidget *)> &look)
{
    const auto asks = [](const QString &text) { return text.endsWith(u'…'); };
    QList<QPointer<QObject>> askers;
    for (QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
        if (asks(button->text()) && button->isVisible() && button->isEnabled())
            askers.append(button);
    }
    for (QAction *action : page->findChildren<QAction *>()) {
        if (asks(action->text()) && action->isEnabled() && !action->menu())
            askers.append(action);
    }
    for (const QPointer<QObject> &asker : std::as_const(askers)) {
        if (auto *button = qobject_cast<QAbstractButton *>(asker); button && button->isVisible())
            button->click();
        else if (auto *action = qobject_cast<QAction *>(asker))
            action->trigger();
        lookAtDialogs(look);
    }
}

void TestEveryPage::walk(const std::function<void(QWidget *where)> &look)
{
    AppContext &context = m_desktop->context();
    MainWindow &window = m_desktop->window();
    const QString cluster = m_session->key();
    const QList<ObjectRef> objects{{ObjectKind::Overview, {}, {}},
                                   {ObjectKind::GuestList, {}, {}},
                                   {ObjectKind::Wall, {}, {}},
                                   {ObjectKind::Cluster, cluster, {}},
                                   {ObjectKind::Node, cluster, u"node-1"_s},
                                   {ObjectKind::Storage, cluster, u"node-1/local"_s},
                                   {ObjectKind::Guest, cluster, kGuest},
                                   {ObjectKind::Settings, {}, {}},
                                   {ObjectKind::Keyboard, {}, {}}};
    for (const ObjectRef &object : objects) {
        context.open(object);
        settle();
        Page *page = window.tabs().currentPage();
        QVERIFY2(page && page->object() == object, qPrintable(QString::number(int(object.kind))));
        const auto tabs = page->findChildren<QTabWidget *>();
        if (tabs.isEmpty())
            openDialogs(page, look);
        for (QTabWidget *each : tabs) {
            for (int i = 0; i < each->count(); ++i) {
                each->setCurrentIndex(i);
                settle();
                openDialogs(each->widget(i), look);
            }
        }
        look(page);
        for (auto *pane : page->findChildren<Console::ConsolePane *>()) {
            pane->detach();
            look(pane->detachedWindow());
            pane->attach();
        }
    }
    const ObjectRef first{ObjectKind::Guest, cluster, kGuest};
    const ObjectRef second{ObjectKind::Guest, cluster, kGuest.chopped(1) + u'2'};
    for (const QList<ObjectRef> &selection : {QList{first}, QList{second}, QList{first, second},
                                              QList{objects.at(3)}, QList{objects.at(4)}}) {
        QWidget owner;
        for (QAction *action : context.registry().actionsFor(selection, &owner)) {
            if (action && action->isEnabled() && action->text().endsWith(u'…'))
                action->trigger();
            lookAtDialogs(look);
        }
    }
    for (const CreatorSpec &creator : context.registry().creators()) {
        creator.run(&window);
        lookAtDialogs(look);
    }
    for (QDockWidget *dock : window.findChildren<QDockWidget *>())
        dock->show();
    window.palette().open(u"web"_s);
    settle();
    look(&window.palette());
    window.palette().hide();
    look(&window);
    openDialogs(&window, look);
}

void TestEveryPage::everyKeyIsInTheListOfKeys()
{
    const KeyMap &keys = m_desktop->context().keys();
    QSet<QString> missing;
    QSet<QString> seen;
    const auto check = [&](const QObject *object, const QList<QKeySequence> &sequences) {
        const bool hasKey = std::any_of(sequences.begin(), sequences.end(),
                                        [](const QKeySequence &key) { return !key.isEmpty(); });
        seen.insert(KeyMap::actionOf(object));
        if (hasKey && !keys.find(KeyMap::actionOf(object)))
            missing.insert(QKeySequence::listToString(sequences) + u"  "_s + describe(object));
    };
    walk([&](QWidget *where) {
        for (const QShortcut *shortcut : where->findChildren<QShortcut *>())
            check(shortcut, shortcut->keys());
        QList<QWidget *> widgets = where->findChildren<QWidget *>();
        widgets.append(where);
        for (const QWidget *widget : widgets) {
            // Qt's own menus of its edits show keys that the edits have anyway.
            if (qobject_cast<const QMenu *>(widget) && qobject_cast<QLineEdit *>(widget->parent()))
                continue;
            for (const QAction *action : widget->actions())
                check(action, action->shortcuts());
        }
    });
    for (const QString &one : std::as_const(missing))
        qWarning().noquote() << one;
    QVERIFY2(missing.isEmpty(), "keys that the page Keyboard does not know");
    for (const auto &id : {u"terminal.copy"_s, u"console.dock"_s, u"consoleWindow.fullScreen"_s,
                           u"hardware.remove"_s, u"snapshots.delete"_s, u"form.remove"_s,
                           u"tasks.log"_s, u"storage.upload"_s, u"window.search"_s})
        QVERIFY2(seen.contains(id), qPrintable(id)); // the walk has been there
}

void TestEveryPage::everythingThatOneUsesHasAName()
{
    QSet<QString> unnamed;
    walk([&](QWidget *where) {
        QList<QWidget *> widgets = where->findChildren<QWidget *>();
        for (QWidget *widget : std::as_const(widgets)) {
            if (!isInteractive(widget) || isPart(widget) || isBlank(widget))
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).trimmed().isEmpty())
                unnamed.insert(describe(widget));
        }
    });
    // So that the walk does not quietly become shorter.
    for (const char *dialog :
         {"CreateVmDialog", "AddClusterDialog", "ImportDialog", "MappingsDialog", "FetchDialog",
          "BulkDialog", "CloneDialog", "DeleteDialog", "DisksDialog", "TakeSnapshotDialog"}) {
        QVERIFY2(m_dialogs.contains(u"Atoll::"_s + QLatin1StringView(dialog)),
                 qPrintable(m_dialogs.values().join(u' ')));
    }
    for (const QString &one : std::as_const(unnamed))
        qWarning().noquote() << one;
    QVERIFY2(unnamed.isEmpty(), "what a screen reader has no name for");
}

void TestEveryPage::aChangeCanBeUndoneWhereTheWindowTellsOfIt()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_agent->setAnswer(u"guest.history"_s,
                       toJson(QList<Api::GuestVersion>{{2, now, u"admin@builtin"_s, {}},
                                                       {1, now.addDays(-1), {}, {}}}));
    m_session->change(Api::guestSet, {kGuest, 1, {}});
    QToolButton *undo = nullptr;
    QTRY_VERIFY(undo = button(u"Undo"_s));
    undo->click();
    QTRY_COMPARE(m_agent->doneCount(u"guest.revert"_s), 1);
    QTRY_VERIFY(!button(u"Undo"_s));
}

QTEST_MAIN(TestEveryPage)
#include "tst_everypage.moc"
