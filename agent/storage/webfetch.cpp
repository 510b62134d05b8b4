// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "webfetch.h"

#include "storagelookup.h"
#include "volumewriter.h"

#include <core/units.h>
#include <tasks/taskcontext.h>

#include <QEventLoop>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRedirects = 5;
constexpr qint64 kReadAhead = 1 * units::MiB;
constexpr qint64 kMaximum = 1LL << 46;
constexpr std::chrono::seconds kPatience{60}; //!< without a byte

//! One download; lives in the worker, whose event loop it runs.
class Download
{
public:
    Download(StorageDriver &storage, TaskContext &context, const Api::StorageFetch &wish,
             const WebFetch::AddressPolicy &mayConnect)
        : m_storage(storage)
        , m_context(context)
        , m_wish(wish)
        , m_mayConnect(mayConnect)
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
    }

    Result<Api::TransferResult> exec();

private:
    Result<std::optional<QUrl>> get(const QUrl &url);
    Result<QHostAddress> resolve(const QString &host) const;
    Result<QNetworkRequest> requestFor(const QUrl &url) const;
    Result<void> wait(QNetworkReply &reply);
    Result<std::optional<QUrl>> begin(QNetworkReply &reply, const QUrl &url);
    void take(QNetworkReply &reply);
    Error refused(const QNetworkReply &reply) const;

    StorageDriver &m_storage;
    TaskContext &m_context;
    const Api::StorageFetch &m_wish;
    const WebFetch::AddressPolicy &m_mayConnect;
    QNetworkAccessManager m_network;
    std::unique_ptr<VolumeWriter> m_writer;
    std::optional<Error> m_error;
    qint64 m_total = 0;
};

Result<QHostAddress> Download::resolve(const QString &host) const
{
    const QHostInfo info = QHostInfo::fromName(host);
    if (info.addresses().isEmpty())
        return fail(ErrorCode::EngineFailed,
                    u"cannot find the address of %1: %2"_s.arg(host, info.errorString()),
                    u"Check the name, and the node's DNS"_s);
    const QList<QHostAddress> addresses = info.addresses();
    for (const QHostAddress &address : addresses) {
        if (m_mayConnect(address))
            return address;
    }
    return fail(ErrorCode::PermissionDenied,
                u"the address of %1 is one of the node itself or of its link: %2"_s.arg(
                    host, addresses.first().toString()),
                u"Nodes fetch from other machines only"_s, {{u"field"_s, u"url"_s}});
}

Result<QNetworkRequest> Download::requestFor(const QUrl &url) const
{
    const auto address = resolve(url.host());
    if (!address)
        return fail(address.error());
    // To the address that was checked: the name could mean another one a moment later.
    QUrl pinned = url;
    pinned.setHost(address->toString());
    QNetworkRequest request(pinned);
    const QString port = url.port() > 0 ? u":%1"_s.arg(url.port()) : QString();
    request.setRawHeader("Host", (url.host(QUrl::FullyEncoded) + port).toUtf8());
    request.setPeerVerifyName(url.host(QUrl::FullyEncoded));
    request.setRawHeader("User-Agent", "atolld");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

Error Download::refused(const QNetworkReply &reply) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString why =
        status >= 400 ? u"the server answered %1"_s.arg(status) : reply.errorString();
    return {ErrorCode::EngineFailed, u"cannot fetch %1: %2"_s.arg(m_wish.url, why),
            u"Open the address in a browser to see whether it is right"_s};
}

Result<std::optional<QUrl>> Download::begin(QNetworkReply &reply, const QUrl &url)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400) {
        const QUrl target = url.resolved(QUrl(QString::fromUtf8(reply.rawHeader("Location"))));
        const auto checked = WebFetch::checkUrl(target.toString());
        if (!checked)
            return fail(checked.error().prefixed(u"the server redirects: "_s));
        if (url.scheme() == u"https" && target.scheme() != u"https")
            return fail(ErrorCode::PermissionDenied,
                        u"the server redirects from https to %1"_s.arg(target.toString()));
        return std::optional<QUrl>(*checked);
    }
    if (status != 200)
        return fail(refused(reply));
    const qint64 announced = reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (announced > kMaximum)
        return fail(ErrorCode::LimitExceeded, u"%1 is too large"_s.arg(m_wish.url));
    m_total = announced;
    auto writer = VolumeWriter::create(m_storage, {WebFetch::nameFor(m_wish), {}, announced},
                                       {m_wish.sha256, m_wish.sha512});
    if (!writer)
        return fail(writer.error());
    m_writer = std::move(*writer);
    return std::optional<QUrl>();
}

void Download::take(QNetworkReply &reply)
{
    while (!m_error && reply.bytesAvailable() > 0) {
        if (const auto written = m_writer->write(reply.read(kReadAhead)); !written)
            m_error = written.error();
        else if (m_writer->sizeBytes() > kMaximum)
            m_error = Error{ErrorCode::LimitExceeded, u"%1 does not end"_s.arg(m_wish.url)};
    }
    if (m_error)
        reply.abort();
    else
        m_context.setBytes(m_writer->sizeBytes(), m_total);
}

Result<std::optional<QUrl>> Download::get(const QUrl &url)
{
    const auto request = requestFor(url);
    if (!request)
        return fail(request.error());
    m_context.setStage(u"Fetching %1"_s.arg(url.host()));
    const std::unique_ptr<QNetworkReply> reply(m_network.get(*request));
    reply->setReadBufferSize(kReadAhead);
    QEventLoop loop;
    std::optional<QUrl> next;
    bool isBegun = false;
    QTimer patience;
    patience.setSingleShot(true);
    patience.setInterval(kPatience);
    const auto look = [&] {
        patience.start();
        if (!std::exchange(isBegun, true)) {
            const auto begun = begin(*reply, url);
            if (!begun)
                m_error = begun.error();
            else
                next = *begun;
        }
        if (m_error || next)
            return loop.quit();
        take(*reply);
    };
    QObject::connect(reply.get(), &QNetworkReply::metaDataChanged, &loop, look);
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, look);
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(&patience, &QTimer::timeout, &loop, [&] {
        m_error = Error{ErrorCode::Timeout, u"%1 does not answer"_s.arg(url.host())};
        loop.quit();
    });
    patience.start();
    const auto hook = m_context.onCancel(
        [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    if (!reply->isFinished())
        loop.exec();
    if (const auto go = m_context.mayGoOn(); !go)
        return fail(go.error());
    if (m_error)
        return fail(*m_error);
    if (next)
        return next;
    if (reply->error() != QNetworkReply::NoError)
        return fail(refused(*reply));
    look(); // what came last, and empty files
    if (m_error)
        return fail(*m_error);
    return next;
}

Result<Api::TransferResult> Download::exec()
{
    auto url = WebFetch::checkUrl(m_wish.url);
    if (!url)
        return fail(url.error());
    for (int hops = 0; !m_writer; ++hops) {
        if (hops > kRedirects)
            return fail(ErrorCode::LimitExceeded,
                        u"%1 redirects more than %2 times"_s.arg(m_wish.url).arg(kRedirects));
        const auto next = get(*url);
        if (!next)
            return fail(next.error());
        if (*next)
            url = **next;
    }
    if (m_total > 0 && m_writer->sizeBytes() != m_total)
        return fail(
            ErrorCode::EngineFailed,
            u"the server ended after %1 of %2 bytes"_s.arg(m_writer->sizeBytes()).arg(m_total),
            u"Nothing was kept; try again"_s);
    m_context.setStage(u"Writing to stable storage"_s);
    const auto made = m_writer->finish();
    if (!made)
        return fail(made.error());
    m_context.log(u"Fetched %1 as %2"_s.arg(units::formatBytes(m_writer->sizeBytes()), made->name));
    return Api::TransferResult{m_wish.storage, made->name, m_writer->sizeBytes(),
                               m_writer->sha256()};
}

} // namespace

WebFetch::WebFetch(StorageLookup &storages, AddressPolicy mayConnect)
    : m_storages(storages)
    , m_mayConnect(std::move(mayConnect))
{}

Result<Api::TransferResult> WebFetch::run(TaskContext &context, const Api::StorageFetch &wish) const
{
    const auto storage = m_storages.storage(wish.storage);
    if (!storage)
        return fail(storage.error());
    return Download(**storage, context, wish, m_mayConnect).exec();
}

bool WebFetch::isFetchable(const QHostAddress &address)
{
    bool isV4 = false;
    const QHostAddress v4(address.toIPv4Address(&isV4)); // also of ::ffff:127.0.0.1
    const QHostAddress &real = isV4 ? v4 : address;
    return !real.isLoopback() && !real.isLinkLocal() && !real.isMulticast() && !real.isBroadcast()
           && !real.isNull() && real != QHostAddress(QHostAddress::AnyIPv6)
           && !real.isInSubnet(QHostAddress(u"0.0.0.0"_s), 8);
}

Result<QUrl> WebFetch::checkUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != u"http" && url.scheme() != u"https"))
        return fail(invalidField(u"url"_s, u"must be an http or https address"_s));
    if (!url.userInfo().isEmpty())
        return fail(invalidField(u"url"_s, u"must not have a user or password in it"_s));
    return url;
}

QString WebFetch::nameFor(const Api::StorageFetch &wish)
{
    return wish.name.isEmpty() ? QUrl(wish.url).fileName() : wish.name;
}

} // namespace Atoll
