// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tilestate.h"

#include <app/format.h>
#include <client/words.h>
#include <guest/guestwords.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRoundsMissed = 4;
constexpr int kLeastAge = 10; //!< seconds; below, a picture counts as of now

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Wall)
};

QString ageOf(const Thumbnail *thumbnail, int everySeconds)
{
    if (!thumbnail || thumbnail->picture.isNull()
        || thumbnail->ageSeconds() < std::max(kLeastAge, kRoundsMissed * everySeconds))
        return {};
    return Format::ago(QDateTime::currentDateTimeUtc().addSecs(-thumbnail->ageSeconds()));
}

TileState running(const Api::GuestInfo &guest, const Thumbnail *thumbnail, int everySeconds)
{
    TileState state;
    const bool hasPicture = thumbnail && !thumbnail->picture.isNull();
    state.age = ageOf(thumbnail, everySeconds);
    state.isFaded = !state.age.isEmpty();
    if (guest.displayKind.isEmpty()) {
        state.words = guest.kind == Api::GuestKind::Container ? Tr::tr("A container has no display")
                                                              : Tr::tr("It has no display");
        state.icon = u"console"_s;
    } else if (thumbnail && !thumbnail->problem.isEmpty()) {
        state.words = thumbnail->problem;
        state.icon = u"warning"_s;
        state.tint = Token::Warning;
        state.isFaded = true;
    } else if (!hasPicture) {
        state.words = Tr::tr("No picture yet");
        state.icon = u"clock"_s;
    }
    return state;
}

} // namespace

TileState tileState(const Api::GuestInfo &guest, const StateStore &store,
                    const Thumbnail *thumbnail, int everySeconds)
{
    if (!store.isLive()) {
        return {.words = store.lastSeen().isValid()
                             ? Tr::tr("Not known, last seen %1").arg(Format::ago(store.lastSeen()))
                             : Tr::tr("Not known"),
                .icon = u"unknown"_s,
                .age = {},
                .isFaded = true};
    }
    const PendingAction *pending = store.pending(guest.uuid);
    const QString doing = pending ? Words::pending(pending->method) : QString();
    if (!doing.isEmpty())
        return {
            .words = doing, .icon = u"clock"_s, .tint = Token::Info, .age = {}, .isFaded = true};
    switch (guest.state) {
    case Api::GuestState::Running:
        return running(guest, thumbnail, everySeconds);
    case Api::GuestState::Paused:
        return {.words = GuestWords::state(guest.state),
                .icon = u"pause"_s,
                .tint = Token::Warning,
                .age = ageOf(thumbnail, everySeconds),
                .isFaded = true};
    default:
        return {.words = GuestWords::state(guest.state),
                .icon = guest.state == Api::GuestState::Crashed ? u"error"_s : u"power"_s,
                .tint = guest.state == Api::GuestState::Crashed ? Token::Error : Token::Text3,
                .age = {},
                .isFaded = true};
    }
}

} // namespace Atoll
