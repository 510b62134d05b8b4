// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "privilege.h"

namespace Atoll::Api {

enum class Kind {
    Query,   //!< answers at once, changes nothing
    Change,  //!< runs as a task; the answer is a TaskRef, the row's result is the task's
    Channel, //!< the answer carries a one-time ticket, `channel.open` redeems it
};
constexpr auto enumNames(Kind)
{
    return std::array{EnumName{Kind::Query, "query"}, EnumName{Kind::Change, "change"},
                      EnumName{Kind::Channel, "channel"}};
}

struct Nothing
{
    static constexpr auto fields() { return fieldsOf(); }
};

//! One row of the catalogue. Dispatch, validation, privilege, client stub, command line verb and
//! documentation all come from it. There is no constructor without a privilege.
template <class P, class R>
struct Method
{
    using Params = P;
    using Answer = R;

    const char *name;    //!< "guest.start"; also the verb `atollctl guest start`
    const char *summary; //!< one line, imperative
    Kind kind;
    Privilege privilege;
    const char *path; //!< ACL path; {field} stands for a parameter: "/guests/{guest}"
    bool dryRun = false;
    const char *since = "0.1";
    const char *pve = ""; //!< method and path of the compatible HTTP API that it also answers

    constexpr Method(const char *name_, const char *summary_, Kind kind_, Privilege privilege_,
                     const char *path_)
        : name(name_)
        , summary(summary_)
        , kind(kind_)
        , privilege(privilege_)
        , path(path_)
    {}
    constexpr Method withDryRun() const
    {
        Method copy = *this;
        copy.dryRun = true;
        return copy;
    }
    constexpr Method answering(const char *pvePath) const
    {
        Method copy = *this;
        copy.pve = pvePath;
        return copy;
    }
};

//! What an agent says unasked to those who subscribed.
template <class P>
struct Notification
{
    using Params = P;
    const char *name;
    const char *summary;
};

} // namespace Atoll::Api
