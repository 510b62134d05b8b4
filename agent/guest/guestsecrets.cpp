// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guestsecrets.h"

#include <future>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr std::chrono::seconds kRightsDeadline{5};
const QString kHidden = u"(hidden)"_s;

bool isText(const QString &key)
{
    return key == u"userData" || key == u"vendorData" || key == u"networkConfig"
           || key == u"metaData";
}

//! A change tells of one value or, where all is new, of whole objects.
QJsonValue hiddenIn(const QString &key, const QJsonValue &value)
{
    if (isText(key) && !value.toString().isEmpty())
        return kHidden;
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        *it = hiddenIn(it.key(), *it);
    return object;
}

} // namespace

bool GuestSecrets::mayRead(const QString &user, const QString &uuid) const
{
    if (!m_parts.gate)
        return true;
    const auto may = std::make_shared<std::promise<bool>>();
    auto answer = may->get_future();
    QMetaObject::invokeMethod(
        &m_parts.hypervisor,
        [gate = m_parts.gate, user, uuid, may] {
            may->set_value(gate(user, Privilege::GuestEdit, u"/guests/"_s + uuid).has_value());
        },
        Qt::QueuedConnection);
    return answer.wait_for(kRightsDeadline) == std::future_status::ready && answer.get();
}

Api::GuestConfig GuestSecrets::hidden(Api::GuestConfig config)
{
    Api::CloudInitConfig &texts = config.cloudInit;
    for (QString *text :
         {&texts.userData, &texts.vendorData, &texts.networkConfig, &texts.metaData}) {
        if (!text->isEmpty())
            *text = kHidden;
    }
    return config;
}

QList<Change> GuestSecrets::hidden(QList<Change> changes)
{
    for (Change &change : changes) {
        const QString key = change.path.section(u'.', -1);
        change.before = hiddenIn(key, change.before);
        change.after = hiddenIn(key, change.after);
    }
    return changes;
}

} // namespace Atoll
