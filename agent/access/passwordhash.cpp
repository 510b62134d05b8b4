// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "passwordhash.h"

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace Atoll::PasswordHash {
namespace {

bool isReady()
{
    static const bool ready = sodium_init() >= 0; // may be called again, from any thread
    return ready;
}

//! The same letters typed on another system must give the same bytes.
QByteArray bytesOf(const QString &password)
{
    return password.normalized(QString::NormalizationForm_C).toUtf8();
}

} // namespace

Result<QString> create(const QString &password)
{
    QByteArray bytes = bytesOf(password);
    char hash[crypto_pwhash_STRBYTES] = {};
    const bool isDone =
        isReady()
        && crypto_pwhash_str(hash, bytes.constData(), static_cast<unsigned long long>(bytes.size()),
                             crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE)
               == 0;
    sodium_memzero(bytes.data(), size_t(bytes.size()));
    if (!isDone) {
        return fail(ErrorCode::Internal, u"cannot hash a password"_s,
                    u"The node may be out of memory; this needs 64 MiB"_s);
    }
    return QString::fromLatin1(hash);
}

bool matches(const QString &hash, const QString &password)
{
    QByteArray bytes = bytesOf(password);
    const bool isMatch = isReady()
                         && crypto_pwhash_str_verify(hash.toLatin1().constData(), bytes.constData(),
                                                     static_cast<unsigned long long>(bytes.size()))
                                == 0;
    sodium_memzero(bytes.data(), size_t(bytes.size()));
    return isMatch;
}

void waste(const QString &password)
{
    static const QString hash = create(u"nobody has this"_s).value_or(QString());
    (void)matches(hash, password);
}

} // namespace Atoll::PasswordHash
