// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinit.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Atoll::cloudinit {
namespace {

using Api::CloudInitNic;

using Checked = Result<void>;

Checked refuse(const QString &field, const QString &why)
{
    return fail(invalidField(u"cloudInit."_s + field, why));
}

//! One of the two families: how its addresses look, and how long they are.
struct Family
{
    QAbstractSocket::NetworkLayerProtocol protocol;
    int bits;
    QString example;
    QStringList words; //!< besides an address
};

const Family &family4()
{
    static const Family family{
        QAbstractSocket::IPv4Protocol, 32, u"10.0.0.5/24"_s, {u"dhcp"_s, u"none"_s}};
    return family;
}

const Family &family6()
{
    static const Family family{
        QAbstractSocket::IPv6Protocol, 128, u"2001:db8::5/64"_s, {u"dhcp"_s, u"auto"_s, u"none"_s}};
    return family;
}

std::optional<QHostAddress> addressOf(const QString &text, const Family &family)
{
    // Qt takes "10.1" for 10.0.0.1.
    static const QRegularExpression fourParts(u"^\\d{1,3}(\\.\\d{1,3}){3}$"_s);
    const QHostAddress address(text);
    const bool isFour = family.protocol == QAbstractSocket::IPv4Protocol;
    if (address.isNull() || address.protocol() != family.protocol || !address.scopeId().isEmpty()
        || (isFour && !fourParts.match(text).hasMatch()))
        return {};
    return address;
}

//! The first or last of a subnet belong to nobody, where it has more than two.
bool isEdge(const QHostAddress &address, int prefix)
{
    if (address.protocol() != QAbstractSocket::IPv4Protocol || prefix >= 31)
        return false;
    const quint32 mask = 0xffffffffu >> prefix;
    const quint32 host = address.toIPv4Address() & mask;
    return host == 0 || host == mask;
}

Checked checkGateway(const QString &field, const QString &gateway, const QHostAddress &address,
                     int prefix, const Family &family)
{
    const auto router = addressOf(gateway, family);
    if (!router)
        return refuse(field, u"must be an address as %1"_s.arg(family.example.section(u'/', 0, 0)));
    if (*router == address)
        return refuse(field, u"must not be the guest's own address"_s);
    if (!router->isInSubnet(address, prefix) && !router->isLinkLocal())
        return refuse(field, u"must be inside of %1/%2"_s.arg(address.toString()).arg(prefix));
    return {};
}

Checked checkAddress(const QString &number, const QString &addressName, const QString &text,
                     const QString &gatewayName, const QString &gateway, const Family &family)
{
    const QString field = u"nics[%1]."_s.arg(number);
    if (text.isEmpty() || family.words.contains(text)) {
        if (!gateway.isEmpty())
            return refuse(field + gatewayName, u"needs a fixed address beside it"_s);
        return {};
    }
    const QStringList parts = text.split(u'/');
    const auto address = addressOf(parts.first(), family);
    bool isNumber = false;
    const int prefix = parts.value(1).toInt(&isNumber);
    if (parts.size() != 2 || !address || !isNumber)
        return refuse(field + addressName,
                      u"must be %1 or as %2"_s.arg(family.words.join(u", "), family.example));
    if (prefix < 1 || prefix > family.bits)
        return refuse(field + addressName,
                      u"has a prefix that is not between 1 and %1"_s.arg(family.bits));
    if (address->isMulticast() || address->isLoopback() || isEdge(*address, prefix))
        return refuse(field + addressName, u"is not an address that a guest can have"_s);
    return gateway.isEmpty() ? Checked()
                             : checkGateway(field + gatewayName, gateway, *address, prefix, family);
}

//! The second word says the first again, as a text with its length in front.
bool isKey(const QString &key)
{
    static const QRegularExpression line(
        u"^((?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp(?:256|384|521)|"
        "sk-ssh-ed25519@openssh\\.com|sk-ecdsa-sha2-nistp256@openssh\\.com)) "
        "([A-Za-z0-9+/]+={0,2})(?: [^\\p{Cc}]*)?$"_s);
    const auto match = line.match(key.trimmed());
    if (!match.hasMatch())
        return false;
    const QByteArray type = match.captured(1).toLatin1();
    const auto blob = QByteArray::fromBase64Encoding(match.captured(2).toLatin1(),
                                                     QByteArray::AbortOnBase64DecodingErrors);
    constexpr qsizetype lengthBytes = 4;
    if (!blob || (*blob).size() <= lengthBytes + type.size())
        return false;
    return qFromBigEndian<quint32>((*blob).constData()) == quint32(type.size())
           && (*blob).mid(lengthBytes, type.size()) == type;
}

Checked checkSnippet(const QString &field, const QString &text)
{
    for (const QChar c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t' && c != u'\r')
            return refuse(field, u"must not have control characters"_s);
    }
    return {};
}

//! cloud-init tells the kind of user data by its first line and ignores what it does not know.
Checked checkUserData(const QString &field, const QString &text)
{
    static const QRegularExpression kinds(
        u"^(#cloud-config|#!|#include|#cloud-boothook|#part-handler|## template: ?jinja|"
        "Content-Type: multipart|MIME-Version:)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!text.isEmpty() && !kinds.match(text).hasMatch())
        return refuse(field, u"must begin with a line as #cloud-config or #!/bin/sh"_s);
    return checkSnippet(field, text);
}

Checked checkSnippets(const Api::CloudInitConfig &wish)
{
    static const QRegularExpression version(u"^\\s*(network:|version:\\s*[12]\\b)"_s,
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression instance(u"^[\\s{\"]*instance-id\"?:"_s,
                                             QRegularExpression::MultilineOption);
    for (const auto &[field, text] :
         {std::pair{u"userData"_s, wish.userData}, {u"vendorData"_s, wish.vendorData}}) {
        if (const auto ok = checkUserData(field, text); !ok)
            return ok;
    }
    if (!wish.networkConfig.isEmpty() && !version.match(wish.networkConfig).hasMatch())
        return refuse(u"networkConfig"_s, u"must say version: 1 or version: 2"_s);
    if (!wish.metaData.isEmpty() && !instance.match(wish.metaData).hasMatch())
        return refuse(u"metaData"_s, u"must have a line instance-id: …"_s);
    if (const auto ok = checkSnippet(u"networkConfig"_s, wish.networkConfig); !ok)
        return ok;
    return checkSnippet(u"metaData"_s, wish.metaData);
}

Checked checkNames(const Api::CloudInitConfig &wish)
{
    static const QRegularExpression user(u"^[a-z_][a-z0-9_-]{0,31}$"_s);
    static const QRegularExpression domain(
        u"^(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)"
        "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$"_s);
    if (!wish.user.isEmpty() && !user.match(wish.user).hasMatch())
        return refuse(u"user"_s, u"must be small letters, digits, _ and -, and not begin with a "
                                 "digit"_s);
    for (const QChar c : wish.password) {
        if (c.category() == QChar::Other_Control)
            return refuse(u"password"_s, u"must not have control characters"_s);
    }
    for (qsizetype i = 0; i < wish.sshKeys.size(); ++i) {
        if (!isKey(wish.sshKeys.at(i)))
            return refuse(u"sshKeys[%1]"_s.arg(i),
                          u"must be a public key as ssh-ed25519 AAAA… name"_s);
    }
    for (qsizetype i = 0; i < wish.dnsServers.size(); ++i) {
        const QString &server = wish.dnsServers.at(i);
        if (!addressOf(server, family4()) && !addressOf(server, family6()))
            return refuse(u"dnsServers[%1]"_s.arg(i), u"must be an address"_s);
    }
    if (!wish.searchDomain.isEmpty() && !domain.match(wish.searchDomain).hasMatch())
        return refuse(u"searchDomain"_s, u"must be a domain as example.org"_s);
    return {};
}

} // namespace

Result<void> check(const Api::GuestConfig &config)
{
    const Api::CloudInitConfig &wish = config.cloudInit;
    if (const auto ok = checkNames(wish); !ok)
        return ok;
    if (const auto ok = checkSnippets(wish); !ok)
        return ok;
    for (qsizetype i = 0; i < wish.nics.size(); ++i) {
        const CloudInitNic &nic = wish.nics.at(i);
        const QString number = QString::number(i);
        if (i >= config.nics.size() && nic != CloudInitNic{})
            return refuse(u"nics[%1]"_s.arg(number),
                          u"has no card: the guest has %1"_s.arg(config.nics.size()));
        const auto four = checkAddress(number, u"address4"_s, nic.address4, u"gateway4"_s,
                                       nic.gateway4, family4());
        if (!four)
            return four;
        const auto six = checkAddress(number, u"address6"_s, nic.address6, u"gateway6"_s,
                                      nic.gateway6, family6());
        if (!six)
            return six;
    }
    if (wish.isEnabled && storageOf(config).isEmpty())
        return refuse(u"isEnabled"_s, u"needs a disk in a storage, where its drive is put, too"_s);
    return {};
}

} // namespace Atoll::cloudinit
