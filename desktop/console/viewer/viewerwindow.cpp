// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewerwindow.h"

#include "../consolewindow.h"
#include "../spice/spicesupport.h"
#include "../vnc/vncview.h"

#include <QCoreApplication>
#include <QPromise>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Atoll::Console {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Atoll::Console::ViewerFile)
};

constexpr qint64 kReadAhead = 4 << 20;

using Opened = Result<ConsoleDevice>;

//! "O=Somebody,CN=host": all of it stands in the certificate.
bool isSubject(const QString &subject, const QSslCertificate &certificate)
{
    const QStringList parts = subject.split(u',', Qt::SkipEmptyParts);
    return !parts.isEmpty() && std::all_of(parts.begin(), parts.end(), [&](const QString &part) {
        return certificate.subjectInfo(part.section(u'=', 0, 0).trimmed().toLatin1())
            .contains(part.section(u'=', 1).trimmed());
    });
}

//! A name that the file gives replaces the host's; everything else must be right.
void checkSubject(QSslSocket &socket, const QString &subject)
{
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket,
                     [&socket, subject](const QList<QSslError> &errors) {
                         const bool isNameOnly =
                             std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
                                 return error.error() == QSslError::HostNameMismatch;
                             });
                         if (isNameOnly && isSubject(subject, socket.peerCertificate()))
                             socket.ignoreSslErrors(errors);
                     });
}

void useTls(QSslSocket &socket, const ViewerFile &file)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!file.authority.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromData(file.authority));
    socket.setSslConfiguration(configuration);
    if (!file.subject.isEmpty())
        checkSubject(socket, file.subject);
}

} // namespace

ConsoleTransport transportTo(const ViewerFile &file)
{
    return [file](Claim) {
        auto promise = std::make_shared<QPromise<Opened>>();
        promise->start();
        const std::shared_ptr<QSslSocket> socket(new QSslSocket,
                                                 [](QSslSocket *old) { old->deleteLater(); });
        socket->setReadBufferSize(kReadAhead);
        // The connections keep the socket until one of them has answered.
        const auto settle = [promise, socket](const std::optional<Error> &error) {
            const auto keep = socket;
            const auto answer = promise;
            keep->disconnect(keep.get());
            answer->addResult(error ? Opened(fail(*error)) : Opened(ConsoleDevice(keep)));
            answer->finish();
        };
        const auto ready = [settle] { settle({}); };
        if (file.tlsPort)
            QObject::connect(socket.get(), &QSslSocket::encrypted, socket.get(), ready,
                             Qt::QueuedConnection);
        else
            QObject::connect(socket.get(), &QSslSocket::connected, socket.get(), ready,
                             Qt::QueuedConnection);
        QObject::connect(
            socket.get(), &QAbstractSocket::errorOccurred, socket.get(),
            [settle, raw = socket.get()] {
                settle(Error{ErrorCode::ConnectionLost, raw->errorString()});
            },
            Qt::QueuedConnection);
        if (file.tlsPort) {
            useTls(*socket, file);
            socket->connectToHostEncrypted(file.host, file.tlsPort);
        } else {
            socket->connectToHost(file.host, file.port);
        }
        return promise->future();
    };
}

ConsoleView *makeViewerView(const ViewerFile &file, const Theme &theme)
{
    if (file.kind == ViewerFile::Kind::Vnc)
        return new VncView(transportTo(file), theme, nullptr, file.password);
    return SpiceSupport::makeView(transportTo(file), theme, file.password);
}

Result<ConsoleWindow *> openViewer(const QString &path, const Theme &theme)
{
    const Result<ViewerFile> file = ViewerFile::load(path);
    if (!file)
        return fail(file.error());
    ConsoleView *view = makeViewerView(*file, theme);
    if (!view)
        return fail(ErrorCode::Unsupported, Tr::tr("this program was built without SPICE"));
    auto *window = new ConsoleWindow(*view, file->title.isEmpty() ? file->host : file->title);
    view->setWindowTitle(window->windowTitle()); // for windows of further monitors
    constexpr QSize kSize(1024, 768);            // nothing is known of the picture yet
    window->setAlone();
    window->resize(kSize);
    if (file->isFullScreen)
        window->showFullScreenOn(nullptr);
    else
        window->showInWindow();
    view->setFocus();
    return window;
}

} // namespace Atoll::Console
