// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "thumbnails.h"

#include <client/statestore.h>
#include <theme/tokens.h>

#include <QString>

namespace Atoll {

//! What a tile shows of a guest, and how much of it may be believed.
struct TileState
{
    QString words; //!< over the picture; empty: the picture speaks
    QString icon;  //!< beside the words
    Token tint = Token::Text2;
    QString age;          //!< "12 s ago": the picture is older than it should be
    bool isFaded = false; //!< the picture is of another time
};

//! `store` is of the guest's cluster; `thumbnail` may be null. `everySeconds`: how often pictures
//! should come.
TileState tileState(const Api::GuestInfo &guest, const StateStore &store,
                    const Thumbnail *thumbnail, int everySeconds);

} // namespace Atoll
