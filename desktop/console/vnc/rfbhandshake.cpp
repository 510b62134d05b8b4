// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rfbclient.h"

#include "rfbprotocol.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

constexpr int kNone = 1;
constexpr int kVncAuth = 2;

uchar mirrored(uchar byte)
{
    uchar out = 0;
    for (int bit = 0; bit < 8; ++bit)
        out = uchar(out << 1 | ((byte >> bit) & 1));
    return out;
}

auto notRfb()
{
    return fail(ErrorCode::ProtocolMismatch, u"this is not a VNC display"_s,
                u"Check the display in the guest's hardware"_s);
}

} // namespace

QByteArray vncAuthResponse(const QByteArray &password, const QByteArray &challenge)
{
    // DES with the password as key, bits mirrored. Three equal keys make triple DES the same as
    // single DES, which OpenSSL 3 no longer offers by itself.
    std::array<uchar, 24> key = {};
    for (size_t i = 0; i < key.size(); ++i)
        key[i] = qsizetype(i % 8) < password.size() ? mirrored(uchar(password[qsizetype(i % 8)]))
                                                    : uchar(0);
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
    QByteArray out(16, '\0');
    int size = 0;
    if (!context || challenge.size() != out.size()
        || EVP_EncryptInit_ex(context.get(), EVP_des_ede3_ecb(), nullptr, key.data(), nullptr) != 1
        || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1
        || EVP_EncryptUpdate(context.get(), reinterpret_cast<uchar *>(out.data()), &size,
                             reinterpret_cast<const uchar *>(challenge.constData()), 16)
               != 1)
        return {};
    return out;
}

Result<void> RfbClient::handshake()
{
    QByteArray version(12, '\0');
    if (!m_in.read(version.data(), version.size()))
        return tl::unexpected(ended(u"before saying anything"_s));
    if (!version.startsWith("RFB ") || version[7] != '.' || version[11] != '\n')
        return notRfb();
    const int major = version.sliced(4, 3).toInt();
    const int announced = version.sliced(8, 3).toInt();
    if (major < 3)
        return notRfb();
    const int minor = major > 3 || announced >= 8 ? 8 : announced == 7 ? 7 : 3;
    m_sink.send("RFB 003.00" + QByteArray::number(minor) + "\n");
    if (const Result<void> done = authenticate(minor); !done)
        return done;
    m_sink.send(QByteArray(1, '\1')); // shared: somebody else may look at the same guest
    return serverInit();
}

Result<int> RfbClient::chooseSecurity(int minor)
{
    QByteArray offered;
    if (minor == 3) {
        offered.append(char(std::min<quint32>(m_in.u32(), 255)));
        if (offered[0] == 0)
            return tl::unexpected(refusal().error());
    } else {
        offered.resize(m_in.u8());
        if (offered.isEmpty() && m_in.ok())
            return tl::unexpected(refusal().error());
        m_in.read(offered.data(), offered.size());
    }
    if (!m_in.ok())
        return tl::unexpected(ended(u"during the handshake"_s));
    const bool secret = offered.contains(char(kVncAuth)) && !m_options.password.isEmpty();
    const int chosen = secret ? kVncAuth : offered.contains(char(kNone)) ? kNone : 0;
    if (chosen == 0)
        return fail(ErrorCode::NotAuthenticated,
                    offered.contains(char(kVncAuth))
                        ? u"the display asks for a password"_s
                        : u"the display asks for a way to log in that consoles do not offer"_s,
                    u"Remove the password from the guest's display: the agent already guards it"_s);
    if (minor > 3)
        m_sink.send(QByteArray(1, char(chosen)));
    return chosen;
}

Result<void> RfbClient::authenticate(int minor)
{
    const Result<int> chosen = chooseSecurity(minor);
    if (!chosen)
        return tl::unexpected(chosen.error());
    if (*chosen == kVncAuth) {
        QByteArray challenge(16, '\0');
        m_in.read(challenge.data(), challenge.size());
        m_sink.send(vncAuthResponse(m_options.password, challenge));
    } else if (minor < 8) {
        return {};
    }
    const quint32 status = m_in.u32();
    if (!m_in.ok())
        return tl::unexpected(ended(u"during the handshake"_s));
    if (status == 0)
        return {};
    if (minor == 8)
        return refusal();
    return fail(ErrorCode::NotAuthenticated, u"the display refused the password"_s);
}

Result<void> RfbClient::refusal()
{
    const quint32 size = m_in.u32();
    const uchar *bytes = size > 0 && size <= rfb::kMaxReason ? m_in.take(size) : nullptr;
    const QString reason =
        bytes ? QString::fromUtf8(reinterpret_cast<const char *>(bytes), size).simplified()
              : u"no reason given"_s;
    return fail(ErrorCode::NotAuthenticated, u"the display refused: %1"_s.arg(reason));
}

Result<void> RfbClient::serverInit()
{
    const int width = m_in.u16();
    const int height = m_in.u16();
    m_in.skip(16); // its own pixel format: we set ours
    if (!m_in.ok())
        return tl::unexpected(ended(u"during the handshake"_s));
    if (const Result<void> done = resize(width, height); !done)
        return done;
    if (const Result<void> done = readName(); !done)
        return done;
    return m_in.ok() ? Result<void>() : tl::unexpected(ended(u"during the handshake"_s));
}

} // namespace Atoll::Console
