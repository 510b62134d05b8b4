// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "desktop.h"

#include "benchprobe.h"
#include "shots.h"

#include <access/accessarea.h>
#include <app/findkey.h>
#include <app/keyboardpage.h>
#include <app/mainwindow.h>
#include <app/secretstore.h>
#include <app/settings.h>
#include <app/settingspage.h>
#include <client/clusters.h>
#include <client/filesecretstore.h>
#include <client/whendone.h>
#include <guest/consoletab.h>
#include <guest/guestarea.h>
#include <guest/guestcommands.h>
#include <inventory/inventoryarea.h>
#include <node/nodepage.h>
#include <notify/alerts.h>
#include <notify/notifier.h>
#include <storage/storagepage.h>
#include <storage/storagetransfers.h>
#include <tasks/tasksarea.h>
#include <wall/wallarea.h>

#include <QApplication>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QString readPassword(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readLine(4096)).trimmed();
}

} // namespace

Desktop::Desktop(QApplication &application, Settings &settings, Options options)
    : m_settings(settings)
    , m_options(std::move(options))
    , m_theme(std::make_unique<Theme>())
{
    m_theme->setChoice(m_options.theme.value_or(settings.themeChoice()));
    m_theme->setDensity(settings.density());
    m_theme->apply(application);
    const QString kept = QDir(m_options.profile).filePath(u"secrets.json"_s);
    if (m_options.profile.isEmpty())
        m_secrets = makeKeychainStore();
    else if (QFile::exists(kept)) // of a demonstration or a test, which has put it there
        m_secrets = std::make_unique<FileSecretStore>(kept);
    else
        m_secrets = std::make_unique<MemorySecretStore>();
    m_clusters = std::make_unique<Clusters>(
        Clusters::Options{
            .saved = settings.clusters.value(),
            .save = [&settings](const QByteArray &list) { settings.clusters.set(list); },
            .cacheDirectory = settings.cacheDirectory()},
        *m_secrets);
    m_context = std::make_unique<AppContext>(
        AppContext::Services{*m_theme, settings, *m_secrets, *m_clusters});
    m_tasks = std::make_unique<TasksArea>(*m_context); // the first of the docks below
    m_inventory = std::make_unique<InventoryArea>(*m_context);
    addAreas();
    m_window = std::make_unique<MainWindow>(*m_context);
    m_inventory->addFacts(*m_window);
    m_wall->addTo(*m_window);
    makeAlerts();
    BenchProbe::install(*this);
}

Desktop::~Desktop()
{
    // Pages and docks hold what the areas gave them.
    m_alerts.reset();
    m_window.reset();
}

void Desktop::makeAlerts()
{
    m_notifier = std::make_unique<SystemNotifier>();
    const Alerts::Window window{.isSeen = [] { return QApplication::activeWindow() != nullptr; },
                                .bringToFront =
                                    [this] {
                                        m_window->setWindowState(m_window->windowState()
                                                                 & ~Qt::WindowMinimized);
                                        m_window->show();
                                        m_window->raise();
                                        m_window->activateWindow();
                                    }};
    m_alerts = std::make_unique<Alerts>(*m_context, m_inventory->summaries(), *m_notifier, window);
}

void Desktop::addAreas()
{
    m_context->registry().addPage(
        ObjectKind::Settings, [](const ObjectRef &object, AppContext &context, QWidget *parent) {
            return new SettingsPage(object, context, parent);
        });
    m_context->registry().addPage(
        ObjectKind::Keyboard, [](const ObjectRef &object, AppContext &context, QWidget *parent) {
            return new KeyboardPage(object, context, parent);
        });
    m_access = std::make_unique<AccessArea>(*m_context);
    m_guests = std::make_unique<GuestArea>(
        *m_context, m_tasks->tasks(),
        [this](ClusterSession &session, const QString &uuid, QWidget *parent) -> QWidget * {
            return new ConsoleTab(*m_context, session, uuid, m_guests->commands(), parent);
        });
    ConsoleTab::defineKeys(m_context->keys());
    FindKey::define(m_context->keys());
    m_wall = std::make_unique<WallArea>(*m_context, *m_inventory, [this](const ObjectRef &guest) {
        m_guests->commands().run(GuestVerb::Console, {guest}, m_window.get());
    });
    addSessionPage<NodePage>(ObjectKind::Node);
    addSessionPage<StoragePage>(ObjectKind::Storage);
    addStorageFileTarget(*m_context);
}

//! A page of something within one cluster; none when the cluster is not known any more.
template <class T>
void Desktop::addSessionPage(ObjectKind kind)
{
    m_context->registry().addPage(
        kind, [](const ObjectRef &object, AppContext &context, QWidget *parent) -> Page * {
            ClusterSession *session = context.clusters().session(object.cluster);
            return session ? new T(*session, object, context, parent) : nullptr;
        });
}

void Desktop::start()
{
    m_clusters->open(); // reads its caches while the window comes up
    m_window->show();
    connectByOptions();
    if (!m_settings.isTourSeen.value() && m_options.shots.isEmpty()
        && !qEnvironmentVariableIsSet("ATOLL_BENCH"))
        m_window->startTour();
    if (!m_options.shots.isEmpty())
        (new Shots(*m_window, *m_context, *m_inventory, m_options.shots, this))->start();
}

void Desktop::connectByOptions()
{
    if (m_options.connectTo.isEmpty())
        return;
    const Result<Rpc::Endpoint> endpoint = Rpc::Endpoint::parse(m_options.connectTo);
    if (!endpoint)
        return m_context->report(endpoint.error());
    ClusterSession *session = m_clusters->add({*endpoint});
    const auto proceed = [this, session] {
        if (session->state() == Rpc::ClientState::NeedsTrust && session->problem()
            && !m_options.fingerprint.isEmpty()
            && session->problem()->details.value("fingerprint"_L1).toString()
                   == m_options.fingerprint) {
            session->trust(m_options.fingerprint);
        } else if (session->state() == Rpc::ClientState::NeedsLogin && !m_options.user.isEmpty()) {
            const QString user = std::exchange(m_options.user, {}); // once: a wrong one stays wrong
            whenDone(session->login(user, readPassword(m_options.passwordFile)), this,
                     [this](const Result<Api::SessionInfo> &answer) {
                         if (!answer)
                             m_context->report(answer.error());
                     });
        }
    };
    connect(session, &ClusterSession::stateChanged, this, proceed);
    proceed();
}

} // namespace Atoll
