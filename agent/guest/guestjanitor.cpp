// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestjanitor.h"

#include "guestdeletion.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcJanitor, "atoll.agent.guest")

constexpr std::chrono::minutes kRound{10};

} // namespace

GuestJanitor::GuestJanitor(TaskRunner &tasks, const GuestParts &parts, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_parts(parts)
{
    m_timer.setInterval(kRound);
    connect(&m_timer, &QTimer::timeout, this, [this] { look(QDateTime::currentDateTimeUtc()); });
    m_timer.start();
}

void GuestJanitor::look(const QDateTime &now)
{
    const auto policy = DeletedGuests::policyOf(m_parts.store.document(DeletedGuests::policyKey()));
    const auto documents = m_parts.store.list(QString::fromLatin1(kDeletedPrefix));
    for (const DeletedGuests::Entry &entry : DeletedGuests::read(documents)) {
        const Api::DeletedGuest info = DeletedGuests::infoOf(entry.record, policy);
        if (info.purgedAt > now)
            continue;
        const Api::DeletedPurge wish{info.uuid, info.name};
        const TaskSpec spec{.method = QString::fromLatin1(Api::guestDeletedPurge.name),
                            .user = u"agent"_s,
                            .object = u"/guests/"_s + info.uuid,
                            .objectName = info.name,
                            .lanes = {u"/guests/"_s + info.uuid},
                            .params = toJsonObject(wish)};
        const auto started = m_tasks.start(spec, [parts = m_parts, wish](TaskContext &context) {
            return GuestDeletion(parts).purge(context, wish).map([](const Api::Nothing &nothing) {
                return toJson(nothing);
            });
        });
        if (!started && started.error().code != ErrorCode::Busy)
            qCWarning(lcJanitor).noquote() << info.uuid << started.error().sentence();
    }
}

} // namespace Atoll
