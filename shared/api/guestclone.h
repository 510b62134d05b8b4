// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guest.h"

//! Templates, and guests made of others.
namespace Atoll::Api {

//! What a full clone's volumes are to be.
enum class CloneFormat { Same, Qcow2, Raw };
constexpr auto enumNames(CloneFormat)
{
    return std::array{EnumName{CloneFormat::Same, "same"}, EnumName{CloneFormat::Qcow2, "qcow2"},
                      EnumName{CloneFormat::Raw, "raw"}};
}

struct GuestClone
{
    QString guest;
    QString name;
    int id = 0;
    bool isLinked = false;
    QString snapshot;
    QString storage;
    CloneFormat format = CloneFormat::Same;
    bool startsAfterwards = false;
    QString description;
    static constexpr auto fields()
    {
        using C = GuestClone;
        return fieldsOf(
            field("guest", &C::guest, "Id, UUID or name of the guest or template")
                .required()
                .length(1, 255),
            field("name", &C::name, "Name of the new guest").required().length(1, 64),
            field("id", &C::id, "Its id; 0 for a free one").range(0, 999999999),
            field("isLinked", &C::isLinked,
                  "Its volumes stand on those of the template or snapshot: made in a moment"),
            field("snapshot", &C::snapshot, "Clone what the guest was at this snapshot")
                .length(0, 64),
            field("storage", &C::storage, "Where its volumes go; empty: where the originals are")
                .length(0, 64),
            field("format", &C::format, "Of the volumes of a full clone"),
            field("startsAfterwards", &C::startsAfterwards, "Start it when it is made"),
            field("description", &C::description, "Notes in Markdown; empty: the original's")
                .length(0, 8192));
    }
};

inline constexpr auto guestClone =
    Method<GuestClone, GuestRef>{"guest.clone", "Make a guest like another", Kind::Change,
                                 Privilege::GuestCreate, "/guests/{guest}"}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/clone");
inline constexpr auto templateMake =
    Method<GuestRef, Nothing>{"guest.template.make",
                              "Turn a guest into a template, which cannot start", Kind::Change,
                              Privilege::GuestEdit, "/guests/{guest}"}
        .withDryRun()
        .answering("POST /nodes/{node}/qemu/{vmid}/template");
inline constexpr auto templateUnmake =
    Method<GuestRef, Nothing>{"guest.template.unmake",
                              "Turn a template without linked clones back into a guest",
                              Kind::Change, Privilege::GuestEdit, "/guests/{guest}"}
        .withDryRun();

inline constexpr std::tuple kCloneMethods{guestClone, templateMake, templateUnmake};

} // namespace Atoll::Api
