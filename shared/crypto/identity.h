// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace Atoll {

//! What an agent shows of itself: a certificate and its key.
struct Identity
{
    QSslCertificate certificate;
    QSslKey key;
};

//! "SHA256:3A:5F:…" of the certificate's public key (its SubjectPublicKeyInfo). It stays the same
//! when a certificate is renewed with the same key.
QString fingerprintOf(const QSslCertificate &certificate);

//! True when two fingerprints are the same, however they are spelled (case, colons, prefix).
bool isSameFingerprint(const QString &a, const QString &b);

//! Reads `certificate.pem` and `key.pem` (mode 0600) below `directory`; makes a self-signed ECDSA
//! P-256 pair when neither exists. Blocks on the disk: call it at start or in a worker.
Result<Identity> loadOrCreateIdentity(const QString &directory, const QString &commonName);

//! TLS 1.3 only, the OpenSSL backend's defaults otherwise.
QSslConfiguration serverConfiguration(const Identity &identity);
//! TLS 1.3 only; the peer is checked by its fingerprint after the handshake, not by a CA.
QSslConfiguration clientConfiguration();

} // namespace Atoll
