// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestactionset.h"

#include "guestcommands.h"

#include <app/appcontext.h>
#include <client/clusters.h>
#include <theme/theme.h>

#include <QAction>
#include <QApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {
// So many guests are not looked at again with every change of one.
constexpr qsizetype kMany = 100;
constexpr int kCalm = 500;
} // namespace

GuestActionSet::GuestActionSet(GuestCommands &commands, AppContext &context,
                               const QList<ObjectRef> &guests, QObject *owner)
    : QObject(owner)
    , m_commands(commands)
    , m_guests(guests)
{
    for (int i = 0; i < kGuestVerbCount; ++i) {
        const GuestVerbInfo info = verbInfo(GuestVerb(i));
        auto *action = new QAction(context.theme().icon(info.icon), info.text, owner);
        context.keys().bind(action, verbKey(GuestVerb(i)));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setData(i);
        connect(action, &QAction::triggered, this, [this, verb = GuestVerb(i)] {
            m_commands.run(verb, m_guests, QApplication::activeWindow());
        });
        m_actions[size_t(i)] = action;
    }
    for (const GuestVerb verb : {GuestVerb::Start, GuestVerb::Console, GuestVerb::Adopt})
        action(verb)->setPriority(QAction::HighPriority); // with their words in the head
    m_later.setSingleShot(true);
    m_later.setInterval(guests.size() > kMany ? kCalm : 0);
    connect(&m_later, &QTimer::timeout, this, &GuestActionSet::update);
    QHash<QString, QSet<QString>> clusters;
    for (const ObjectRef &ref : m_guests)
        clusters[ref.cluster].insert(ref.id);
    for (const QString &cluster : clusters.keys()) {
        ClusterSession *session = context.clusters().session(cluster);
        if (!session)
            continue;
        const auto later = [this] {
            if (!m_later.isActive())
                m_later.start();
        };
        connect(session, &ClusterSession::stateChanged, this, later);
        connect(&session->store(), &StateStore::tasksInserted, this, later);
        connect(session, &ClusterSession::taskEnded, this, later);
        connect(&session->store(), &StateStore::guestsChanged, this,
                [this, session, uuids = clusters.value(cluster)](const QList<int> &indexes) {
                    const auto isOurs = [&](int index) {
                        return uuids.contains(session->store().guests().at(index).uuid);
                    };
                    if (!m_later.isActive() && std::any_of(indexes.begin(), indexes.end(), isOurs))
                        m_later.start();
                });
    }
    update();
}

void GuestActionSet::update()
{
    bool arePaused = true;
    bool areManaged = true;
    bool areTemplates = true;
    bool isSaved = false;
    std::array<int, kGuestVerbCount> fitting{};
    std::array<QString, kGuestVerbCount> reasons;
    for (const ObjectRef &ref : std::as_const(m_guests)) {
        const GuestSituation situation = m_commands.situation(ref);
        for (int i = 0; i < kGuestVerbCount; ++i) {
            const QString why = whyNot(GuestVerb(i), situation);
            fitting[size_t(i)] += why.isEmpty();
            if (reasons[size_t(i)].isEmpty())
                reasons[size_t(i)] = why;
        }
        arePaused = arePaused && situation.guest.state == Api::GuestState::Paused;
        areManaged = areManaged && situation.guest.isManaged;
        areTemplates = areTemplates && situation.guest.isTemplate;
        isSaved = isSaved || situation.guest.state == Api::GuestState::Suspended;
    }
    for (QAction *action : m_actions) {
        const GuestVerb verb = GuestVerb(action->data().toInt());
        const GuestVerbInfo info = verbInfo(verb);
        const int fit = fitting[size_t(verb)];
        const QString reason = GuestCommands::whyNone(m_guests, reasons[size_t(verb)]);
        action->setEnabled(fit > 0);
        QString text = info.text;
        if (fit > 0 && fit < m_guests.size())
            text =
                tr("%1 (%2 of %3)", "some of the selected").arg(text).arg(fit).arg(m_guests.size());
        action->setText(text);
        QString tip = fit == 0 ? reason : info.remark;
        if (!info.shortcut.isEmpty())
            tip += u" (%1)"_s.arg(info.shortcut.toString(QKeySequence::NativeText));
        action->setToolTip(tip);
        action->setStatusTip(fit == 0 ? reason : info.remark);
    }
    action(GuestVerb::Pause)->setVisible(!arePaused);
    action(GuestVerb::Resume)->setVisible(arePaused);
    action(GuestVerb::StartAnew)->setVisible(isSaved);
    action(GuestVerb::Adopt)->setVisible(!areManaged);
    for (const GuestVerb verb : {GuestVerb::Disks, GuestVerb::Export})
        action(verb)->setVisible(m_guests.size() == 1);
    action(GuestVerb::Console)->setVisible(m_guests.size() <= 8);
    action(GuestVerb::ChangeMany)->setVisible(m_guests.size() > 1);
    action(GuestVerb::Clone)->setVisible(m_guests.size() == 1);
    action(GuestVerb::MakeTemplate)->setVisible(!areTemplates);
    action(GuestVerb::UnmakeTemplate)->setVisible(areTemplates);
}

QList<QAction *> GuestActionSet::actions() const
{
    using V = GuestVerb;
    return {action(V::Start),
            action(V::StartAnew),
            action(V::Shutdown),
            action(V::Reboot),
            action(V::Pause),
            action(V::Resume),
            action(V::Hibernate),
            nullptr,
            action(V::Stop),
            action(V::Reset),
            nullptr,
            action(V::Console),
            action(V::Adopt),
            nullptr,
            action(V::ChangeMany),
            action(V::Snapshot),
            action(V::Clone),
            action(V::MakeTemplate),
            action(V::UnmakeTemplate),
            nullptr,
            action(V::Disks),
            action(V::Export),
            nullptr,
            action(V::Delete)};
}

} // namespace Atoll
