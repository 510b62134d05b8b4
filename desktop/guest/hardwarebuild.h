// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardwarefields.h"

#include <QCoreApplication>

//! How the rows of the hardware list are made: for hardwarefields.cpp and its parts only.
namespace Atoll::Hardware {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Hardware)
};

//! A field in the making: `number(…).zero(tr("all")).advanced()`.
class FieldMaker
{
public:
    FieldMaker(const QString &path, const QString &label, FieldKind kind, const QJsonValue &value)
        : m_field{path, label, kind, value, {}}
    {}
    FieldMaker &choices(const QList<FieldChoice> &choices);
    FieldMaker &range(qint64 minimum, qint64 maximum);
    FieldMaker &zero(const QString &text); //!< what 0 or nothing means
    FieldMaker &unit(const QString &text);
    FieldMaker &remark(const QString &text);
    FieldMaker &advanced(bool isAdvanced = true);
    FieldMaker &covers(const QStringList &paths);
    FieldMaker &shownAs(const QString &text);
    //! Only shown: it cannot be changed for the reason.
    FieldMaker &fixedBecause(bool isFixed, const QString &reason);
    operator HardwareField() const;

private:
    HardwareField m_field;
    bool m_hasText = false;
};

FieldMaker text(const QString &path, const QString &label, const QString &value);
FieldMaker lines(const QString &path, const QString &label, const QStringList &value);
FieldMaker number(const QString &path, const QString &label, qint64 value, qint64 minimum,
                  qint64 maximum);
FieldMaker bytes(const QString &path, const QString &label, qint64 value, qint64 minimum,
                 qint64 maximum);
FieldMaker rate(const QString &path, const QString &label, qint64 value);
FieldMaker flag(const QString &path, const QString &label, bool value);
FieldMaker choice(const QString &path, const QString &label, const QJsonValue &value,
                  const QList<FieldChoice> &choices);
FieldMaker combo(const QString &path, const QString &label, const QString &value,
                 const QStringList &suggestions);
HardwareField fixed(const QString &label, const QString &text);

//! "disks[2].bus".
QString inList(const QString &list, qsizetype index, const QString &member);

template <class E>
QList<FieldChoice> choicesOf(std::initializer_list<std::pair<E, QString>> entries)
{
    QList<FieldChoice> choices;
    for (const auto &[value, text] : entries)
        choices += FieldChoice{text, toJson(value)};
    return choices;
}

HardwareDevice general(const Api::GuestConfig &config);
HardwareDevice board(const Api::GuestConfig &config, const HardwareChoices &choices);
HardwareDevice processor(const Api::GuestConfig &config, const HardwareChoices &choices);
HardwareDevice memory(const Api::GuestConfig &config);
HardwareDevice display(const Api::GuestConfig &config);
HardwareDevice bootOrder(const Api::GuestConfig &config);
HardwareDevice smallDevices(const Api::GuestConfig &config);
HardwareDevice expert(const Api::GuestConfig &config, const HardwareChoices &choices);
HardwareDevice disk(const Api::DiskConfig &disk, qsizetype index, const HardwareChoices &choices);
HardwareDevice nic(const Api::NicConfig &nic, qsizetype index, const HardwareChoices &choices);
HardwareDevice usb(const Api::UsbConfig &usb, qsizetype index, const HardwareChoices &choices);
//! `guest` is the name of the one that is given it.
HardwareDevice pci(const Api::PciConfig &pci, qsizetype index, const HardwareChoices &choices,
                   const QString &guest);
HardwareDevice share(const Api::ShareConfig &share, qsizetype index,
                     const HardwareChoices &choices);
HardwareDevice sharedMemory(const Api::SharedMemoryConfig &memory, qsizetype index);

} // namespace Atoll::Hardware
