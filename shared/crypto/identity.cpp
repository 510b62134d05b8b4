// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "identity.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

template <auto Free>
struct Deleter
{
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using CertificatePointer = std::unique_ptr<X509, Deleter<X509_free>>;
using BioPointer = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

constexpr int kValidDays = 3650;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    const std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

CertificatePointer selfSigned(EVP_PKEY *key, const QString &commonName)
{
    CertificatePointer certificate(X509_new());
    if (!certificate)
        return {};
    X509 *x509 = certificate.get();
    unsigned char serial[16];
    const QByteArray random = QCryptographicHash::hash(
        commonName.toUtf8() + QByteArray::number(qint64(std::time(nullptr))),
        QCryptographicHash::Sha256);
    std::copy_n(random.constData(), sizeof(serial), serial);
    serial[0] &= 0x7f;
    const std::unique_ptr<BIGNUM, Deleter<BN_free>> number(
        BN_bin2bn(serial, sizeof(serial), nullptr));
    const QByteArray name = commonName.toUtf8().left(64);
    X509_NAME *subject = X509_get_subject_name(x509);
    const bool ok =
        X509_set_version(x509, 2) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509))
        && X509_gmtime_adj(X509_getm_notBefore(x509), -3600)
        && X509_gmtime_adj(X509_getm_notAfter(x509), long(kValidDays) * 24 * 3600)
        && X509_set_pubkey(x509, key) == 1
        && X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char *>(name.constData()),
                                      int(name.size()), -1, 0)
               == 1
        && X509_set_issuer_name(x509, subject) == 1
        && addExtension(x509, NID_key_usage, "critical,digitalSignature,keyEncipherment")
        && addExtension(x509, NID_ext_key_usage, "serverAuth,clientAuth")
        && X509_sign(x509, key, EVP_sha256()) > 0;
    return ok ? std::move(certificate) : CertificatePointer();
}

template <class Write>
QByteArray toPem(Write write)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

Result<void> writeFile(const QString &path, const QByteArray &content,
                       QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions)
        || file.write(content) != content.size() || !file.commit()) {
        return fail(ErrorCode::Internal, u"cannot write %1: %2"_s.arg(path, file.errorString()));
    }
    return {};
}

Result<void> create(const QString &certificatePath, const QString &keyPath,
                    const QString &commonName)
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    const CertificatePointer certificate = key ? selfSigned(key.get(), commonName) : nullptr;
    if (!certificate)
        return fail(ErrorCode::Internal, u"OpenSSL could not make a certificate"_s);
    const QByteArray keyPem = toPem([&key](BIO *bio) {
        return PEM_write_bio_PKCS8PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    const QByteArray certificatePem =
        toPem([&certificate](BIO *bio) { return PEM_write_bio_X509(bio, certificate.get()); });
    const auto keyWritten =
        writeFile(keyPath, keyPem, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!keyWritten)
        return keyWritten;
    return writeFile(certificatePath, certificatePem,
                     QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup
                         | QFileDevice::ReadOther);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"cannot read %1: %2"_s.arg(path, file.errorString()));
    return file.readAll();
}

} // namespace

QString fingerprintOf(const QSslCertificate &certificate)
{
    const QByteArray digest =
        QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256);
    return u"SHA256:"_s + QString::fromLatin1(digest.toHex(':').toUpper());
}

bool isSameFingerprint(const QString &a, const QString &b)
{
    const auto plain = [](QString text) {
        text = text.toUpper().remove(u':').remove(u' ');
        return text.startsWith("SHA256"_L1) ? text.mid(6) : text;
    };
    return !a.isEmpty() && plain(a) == plain(b);
}

Result<Identity> loadOrCreateIdentity(const QString &directory, const QString &commonName)
{
    const QString certificatePath = directory + u"/certificate.pem"_s;
    const QString keyPath = directory + u"/key.pem"_s;
    if (!QFile::exists(certificatePath) && !QFile::exists(keyPath)) {
        if (!QDir().mkpath(directory))
            return fail(ErrorCode::Internal, u"cannot make the directory %1"_s.arg(directory));
        if (const auto created = create(certificatePath, keyPath, commonName); !created)
            return fail(created.error());
    }
    const auto certificatePem = readFile(certificatePath);
    if (!certificatePem)
        return fail(certificatePem.error());
    const auto keyPem = readFile(keyPath);
    if (!keyPem)
        return fail(keyPem.error());
    Identity identity{QSslCertificate(*certificatePem), QSslKey(*keyPem, QSsl::Ec)};
    if (identity.key.isNull())
        identity.key = QSslKey(*keyPem, QSsl::Rsa);
    if (identity.certificate.isNull() || identity.key.isNull()) {
        return fail(
            ErrorCode::Internal,
            u"%1 and key.pem beside it are not a certificate with its key"_s.arg(certificatePath),
            u"Move both away to have a new pair made; clients will then ask to trust it"_s);
    }
    return identity;
}

QSslConfiguration serverConfiguration(const Identity &identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QSslConfiguration clientConfiguration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace Atoll
