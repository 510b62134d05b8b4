// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appcontext.h"

#include <QJsonDocument>

namespace Atoll {

AppContext::AppContext(Services services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_keys(services.settings)
{}

void AppContext::report(const Error &error, const ObjectRef &object)
{
    m_notices.add({.severity = Severity::Error,
                   .text = error.sentence(),
                   .details = QString::fromUtf8(
                       QJsonDocument(error.toJson()).toJson(QJsonDocument::Indented)),
                   .object = object});
}

} // namespace Atoll
