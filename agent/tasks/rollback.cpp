// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rollback.h"

using namespace Qt::StringLiterals;

namespace Atoll {

Rollback::Rollback(TaskContext &context)
    : m_context(context)
{}

Rollback::~Rollback()
{
    while (!m_steps.isEmpty()) {
        const Step step = m_steps.takeLast();
        if (!step.undo) {
            (void)undo(m_context, {step.intent}); // logs by itself; the record stays for later
            continue;
        }
        const auto undone = step.undo();
        m_context.log(
            undone ? u"Undone: %1"_s.arg(step.words)
                   : u"Could not undo (%1): %2"_s.arg(step.words, undone.error().sentence()));
    }
}

Result<void> Rollback::intend(const QString &kind, const QJsonObject &what)
{
    // A kind that nobody can undo is a programming error that must not show after a crash.
    Q_ASSERT(!m_context.m_undo || m_context.m_undo->contains(kind));
    TaskIntent intent{0, kind, what};
    if (m_context.m_journal) {
        const auto id = m_context.m_journal->addIntent(m_context.id(), kind, what);
        if (!id)
            return fail(id.error());
        intent.id = *id;
    }
    m_steps.append({{}, {}, intent});
    return {};
}

void Rollback::add(const QString &words, std::function<Result<void>()> undo)
{
    Q_ASSERT(undo);
    m_steps.append({words, std::move(undo), {}});
}

void Rollback::commit()
{
    QList<TaskIntent> intents;
    for (const Step &step : std::as_const(m_steps)) {
        if (!step.undo)
            intents.append(step.intent);
    }
    m_steps.clear();
    keep(m_context, intents);
}

void Rollback::keep(TaskContext &context, const QList<TaskIntent> &intents)
{
    QList<qint64> ids;
    for (const TaskIntent &intent : intents)
        ids.append(intent.id);
    if (ids.isEmpty() || !context.m_journal)
        return;
    // Not an error of the task: its work is done, and its success forgets them once more.
    if (const auto removed = context.m_journal->removeIntents(ids); !removed)
        context.log(removed.error().sentence());
}

Result<void> Rollback::undo(TaskContext &context, QList<TaskIntent> intents)
{
    Result<void> result;
    QList<qint64> undone;
    while (!intents.isEmpty()) {
        const TaskIntent intent = intents.takeLast();
        const UndoFunction function =
            context.m_undo ? context.m_undo->value(intent.kind) : UndoFunction();
        const Result<void> one =
            function ? function(context, intent.what)
                     : fail(ErrorCode::Unsupported,
                            u"this version cannot undo the step \"%1\""_s.arg(intent.kind));
        const QString what =
            QString::fromUtf8(QJsonDocument(intent.what).toJson(QJsonDocument::Compact));
        if (one) {
            context.log(u"Undone: %1 %2"_s.arg(intent.kind, what));
            undone.append(intent.id);
        } else {
            context.log(
                u"Could not undo %1 %2: %3"_s.arg(intent.kind, what, one.error().sentence()));
            if (result)
                result = one;
        }
    }
    if (!undone.isEmpty() && context.m_journal) {
        const auto forgotten = context.m_journal->removeIntents(undone);
        if (!forgotten && result)
            return forgotten;
    }
    return result;
}

} // namespace Atoll
