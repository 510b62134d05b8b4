// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinitsecret.h"

#include <crypt.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr unsigned long kRounds = 100'000;

struct Free
{
    void operator()(void *memory) const { std::free(memory); }
};

} // namespace

Result<QString> cloudInitPasswordHash(const QString &password)
{
    const auto failed = [] { return fail(ErrorCode::Internal, u"cannot hash the password"_s); };
    const std::unique_ptr<char, Free> salt(crypt_gensalt_ra("$6$", kRounds, nullptr, 0));
    if (!salt)
        return failed();
    QByteArray bytes = password.toUtf8();
    const auto data = std::make_unique<crypt_data>();
    const char *hash = crypt_r(bytes.constData(), salt.get(), data.get());
    explicit_bzero(bytes.data(), size_t(bytes.size()));
    const QString result = QString::fromLatin1(hash);
    explicit_bzero(data.get(), sizeof(crypt_data));
    return result.startsWith(u"$6$") ? Result<QString>(result) : failed();
}

} // namespace Atoll
