// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include <QCoreApplication>

namespace Atoll::Words {
namespace {

struct ActionWords
{
    const char *method;
    const char *action;
    const char *pending;
};

// QT_TRANSLATE_NOOP lets lupdate find them.
constexpr ActionWords kActions[] = {
    {"guest.create", QT_TRANSLATE_NOOP("Words", "Create"), QT_TRANSLATE_NOOP("Words", "creating…")},
    {"guest.set", QT_TRANSLATE_NOOP("Words", "Configure"),
     QT_TRANSLATE_NOOP("Words", "configuring…")},
    {"guest.adopt", QT_TRANSLATE_NOOP("Words", "Adopt"), QT_TRANSLATE_NOOP("Words", "adopting…")},
    {"guest.delete", QT_TRANSLATE_NOOP("Words", "Delete"), QT_TRANSLATE_NOOP("Words", "deleting…")},
    {"guest.start", QT_TRANSLATE_NOOP("Words", "Start"), QT_TRANSLATE_NOOP("Words", "starting…")},
    {"guest.shutdown", QT_TRANSLATE_NOOP("Words", "Shut down"),
     QT_TRANSLATE_NOOP("Words", "shutting down…")},
    {"guest.stop", QT_TRANSLATE_NOOP("Words", "Stop"), QT_TRANSLATE_NOOP("Words", "stopping…")},
    {"guest.reboot", QT_TRANSLATE_NOOP("Words", "Reboot"),
     QT_TRANSLATE_NOOP("Words", "rebooting…")},
    {"guest.reset", QT_TRANSLATE_NOOP("Words", "Reset"), QT_TRANSLATE_NOOP("Words", "resetting…")},
    {"guest.pause", QT_TRANSLATE_NOOP("Words", "Pause"), QT_TRANSLATE_NOOP("Words", "pausing…")},
    {"guest.resume", QT_TRANSLATE_NOOP("Words", "Resume"), QT_TRANSLATE_NOOP("Words", "resuming…")},
    {"guest.hibernate", QT_TRANSLATE_NOOP("Words", "Hibernate"),
     QT_TRANSLATE_NOOP("Words", "saving its memory…")},
    {"guest.revert", QT_TRANSLATE_NOOP("Words", "Go back to a version"),
     QT_TRANSLATE_NOOP("Words", "configuring…")},
    {"guest.pending.revert", QT_TRANSLATE_NOOP("Words", "Set back to what runs"),
     QT_TRANSLATE_NOOP("Words", "configuring…")},
    {"guest.bulk", QT_TRANSLATE_NOOP("Words", "Bulk change"), ""},
    {"guest.deleted.restore", QT_TRANSLATE_NOOP("Words", "Restore"),
     QT_TRANSLATE_NOOP("Words", "restoring…")},
    {"guest.deleted.purge", QT_TRANSLATE_NOOP("Words", "Delete for good"),
     QT_TRANSLATE_NOOP("Words", "deleting…")},
    {"guest.policy.set", QT_TRANSLATE_NOOP("Words", "Set how long deleted guests are kept"), ""},
    {"mapping.set", QT_TRANSLATE_NOOP("Words", "Save mapping"), ""},
    {"mapping.delete", QT_TRANSLATE_NOOP("Words", "Delete mapping"), ""},
    {"node.start-guests", QT_TRANSLATE_NOOP("Words", "Start the node's guests"), ""},
    {"node.shutdown-guests", QT_TRANSLATE_NOOP("Words", "Shut the node's guests down"), ""},
    {"guest.agent.exec", QT_TRANSLATE_NOOP("Words", "Run a command inside"), ""},
    {"guest.agent.file.write", QT_TRANSLATE_NOOP("Words", "Write a file inside"), ""},
    {"guest.agent.password", QT_TRANSLATE_NOOP("Words", "Set a password inside"), ""},
    {"guest.agent.freeze", QT_TRANSLATE_NOOP("Words", "Freeze file systems"), ""},
    {"guest.agent.thaw", QT_TRANSLATE_NOOP("Words", "Thaw file systems"), ""},
    {"guest.agent.trim", QT_TRANSLATE_NOOP("Words", "Trim file systems"), ""},
    {"guest.cloudinit.regenerate", QT_TRANSLATE_NOOP("Words", "Make the cloud-init drive"), ""},
    {"guest.snapshot.create", QT_TRANSLATE_NOOP("Words", "Take snapshot"),
     QT_TRANSLATE_NOOP("Words", "taking a snapshot…")},
    {"guest.snapshot.rollback", QT_TRANSLATE_NOOP("Words", "Roll back"),
     QT_TRANSLATE_NOOP("Words", "rolling back…")},
    {"guest.snapshot.delete", QT_TRANSLATE_NOOP("Words", "Delete snapshot"),
     QT_TRANSLATE_NOOP("Words", "deleting a snapshot…")},
    {"guest.snapshot.set", QT_TRANSLATE_NOOP("Words", "Describe snapshot"), ""},
    {"guest.clone", QT_TRANSLATE_NOOP("Words", "Clone"), QT_TRANSLATE_NOOP("Words", "cloning…")},
    {"guest.template.make", QT_TRANSLATE_NOOP("Words", "Make template"), ""},
    {"guest.template.unmake", QT_TRANSLATE_NOOP("Words", "Make guest of template"), ""},
    {"storage.volume.delete", QT_TRANSLATE_NOOP("Words", "Delete volume"),
     QT_TRANSLATE_NOOP("Words", "deleting…")},
    {"storage.upload", QT_TRANSLATE_NOOP("Words", "Upload"), ""},
    {"storage.disc", QT_TRANSLATE_NOOP("Words", "Make a CD of files"), ""},
    {"guest.push", QT_TRANSLATE_NOOP("Words", "Send files into"), ""},
    {"storage.download", QT_TRANSLATE_NOOP("Words", "Download"), ""},
    {"storage.fetch", QT_TRANSLATE_NOOP("Words", "Fetch"), ""},
    {"guest.import", QT_TRANSLATE_NOOP("Words", "Import"),
     QT_TRANSLATE_NOOP("Words", "importing…")},
    {"guest.export", QT_TRANSLATE_NOOP("Words", "Export"),
     QT_TRANSLATE_NOOP("Words", "exporting…")},
    {"guest.export.file", QT_TRANSLATE_NOOP("Words", "Export"),
     QT_TRANSLATE_NOOP("Words", "exporting…")},
    {"guest.disk.move", QT_TRANSLATE_NOOP("Words", "Move disk"),
     QT_TRANSLATE_NOOP("Words", "moving a disk…")},
    {"guest.disk.reassign", QT_TRANSLATE_NOOP("Words", "Reassign disk"),
     QT_TRANSLATE_NOOP("Words", "reassigning a disk…")},
    {"guest.disk.delete", QT_TRANSLATE_NOOP("Words", "Delete disk"),
     QT_TRANSLATE_NOOP("Words", "deleting a disk…")},
    {"access.user.add", QT_TRANSLATE_NOOP("Words", "Add user"), ""},
    {"access.user.set", QT_TRANSLATE_NOOP("Words", "Change user"), ""},
    {"access.user.remove", QT_TRANSLATE_NOOP("Words", "Remove user"), ""},
};

const ActionWords *find(const QString &method)
{
    for (const ActionWords &words : kActions) {
        if (method == QLatin1StringView(words.method))
            return &words;
    }
    return nullptr;
}

//! Not named tr: lupdate would take the call for one of its own and pass over the mark inside.
QString translated(const char *text) { return QCoreApplication::translate("Words", text); }

} // namespace

QString pending(const QString &method)
{
    const ActionWords *words = find(method);
    return words && *words->pending ? translated(words->pending) : QString();
}

QString action(const QString &method)
{
    const ActionWords *words = find(method);
    return words ? translated(words->action) : method;
}

QString waitsForColdStart()
{
    return QCoreApplication::translate("Words", "Changes wait for the next cold start");
}

QString connection(Rpc::ClientState state, const std::optional<Error> &problem)
{
    using S = Rpc::ClientState;
    switch (state) {
    case S::Idle:
        return translated(QT_TRANSLATE_NOOP("Words", "Disconnected"));
    case S::Connecting:
        // Words that change with every attempt would only flicker.
        return problem ? connection(S::Waiting, problem)
                       : translated(QT_TRANSLATE_NOOP("Words", "Connecting…"));
    case S::NeedsTrust:
        return problem && problem->code == ErrorCode::CertificateChanged
                   ? translated(QT_TRANSLATE_NOOP("Words", "Certificate changed; not connected"))
                   : translated(
                       QT_TRANSLATE_NOOP("Words", "Waiting for you to trust the certificate"));
    case S::NeedsLogin:
        return translated(QT_TRANSLATE_NOOP("Words", "Log in to connect"));
    case S::Ready:
        return translated(QT_TRANSLATE_NOOP("Words", "Connected"));
    case S::Waiting:
        return translated(QT_TRANSLATE_NOOP("Words", "Not reachable, trying again"));
    }
    return {};
}

} // namespace Atoll::Words
