// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "taskcontext.h"
#include "taskjournal.h"

namespace Atoll {

//! The steps of a task that must not stay behind half done. When it goes without commit() it takes
//! them back, last first, and logs what it did. A worker's.
//!
//!     Rollback rollback(context);
//!     if (auto noted = rollback.intend(u"volume"_s, {{u"path"_s, path}}); !noted) return …;
//!     create(path);                                 // a killed agent removes it at its next start
//!     rollback.add(u"detach the disk"_s, [&] { return detach(); });      // only in this process
//!     …commit the guest's document to the store…
//!     rollback.commit();
//!     return result;
//!
//! An agent killed between the last step and commit() takes the steps back at its next start unless
//! the method's recovery function (TaskRunner::recover) finds that the work is done.
class Rollback
{
public:
    explicit Rollback(TaskContext &context);
    ~Rollback();
    Q_DISABLE_COPY_MOVE(Rollback)

    //! Call it *before* the step: durable, and undone by the function registered for `kind`.
    Result<void> intend(const QString &kind, const QJsonObject &what);
    void add(const QString &words, std::function<Result<void>()> undo);
    //! All went well: keep everything. Call it last, and end the task well after it.
    void commit();

    //! Undoes intents, last first, and forgets those that succeeded. The first failure is the
    //! result, but the others are tried too.
    static Result<void> undo(TaskContext &context, QList<TaskIntent> intents);
    //! Forgets intents, because what they made is to stay.
    static void keep(TaskContext &context, const QList<TaskIntent> &intents);

private:
    struct Step
    {
        QString words;
        std::function<Result<void>()> undo; //!< empty: the intent says how
        TaskIntent intent;
    };

    TaskContext &m_context;
    QList<Step> m_steps;
};

} // namespace Atoll
