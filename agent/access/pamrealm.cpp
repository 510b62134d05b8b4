// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pamrealm.h"

#include <QFile>
#include <QLoggingCategory>

#include <cstdlib>
#include <cstring>
#include <future>
#include <security/pam_appl.h>
#include <thread>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcPam, "atoll.agent.access.pam")

constexpr int kMaximumInside = 8;

struct Question
{
    QByteArray service;
    QByteArray folder;
    QByteArray user;
    QByteArray password;
    QByteArray address;
};

//! Answers every hidden question with the password and every open one with the name. PAM frees the
//! answers, so they come from malloc (pam_conv(3)).
int converse(int count, const pam_message **messages, pam_response **answers, void *data)
{
    const auto *question = static_cast<const Question *>(data);
    if (count <= 0 || count > PAM_MAX_NUM_MSG)
        return PAM_CONV_ERR;
    auto *list = static_cast<pam_response *>(std::calloc(size_t(count), sizeof(pam_response)));
    if (!list)
        return PAM_BUF_ERR;
    for (int i = 0; i < count; ++i) {
        if (messages[i]->msg_style == PAM_PROMPT_ECHO_OFF)
            list[i].resp = ::strdup(question->password.constData());
        else if (messages[i]->msg_style == PAM_PROMPT_ECHO_ON)
            list[i].resp = ::strdup(question->user.constData());
    }
    *answers = list;
    return PAM_SUCCESS;
}

//! PAM would sleep seconds after a failure; LoginThrottle delays better, without holding a thread.
void doNotSleep(int, unsigned, void *) {}

int ask(Question question)
{
    const pam_conv conversation{converse, &question};
    pam_handle_t *handle = nullptr;
    int code = pam_start_confdir(question.service.constData(), question.user.constData(),
                                 &conversation, question.folder.constData(), &handle);
    if (code != PAM_SUCCESS)
        return code;
    pam_set_item(handle, PAM_RHOST, question.address.constData());
    pam_set_item(handle, PAM_FAIL_DELAY, reinterpret_cast<const void *>(&doNotSleep));
    code = pam_authenticate(handle, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK);
    if (code == PAM_SUCCESS)
        code = pam_acct_mgmt(handle, PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK);
    pam_end(handle, code);
    explicit_bzero(question.password.data(), size_t(question.password.size()));
    return code;
}

Result<void> resultOf(int code, const QString &user)
{
    switch (code) {
    case PAM_SUCCESS:
        return {};
    case PAM_AUTH_ERR:
    case PAM_USER_UNKNOWN:
    case PAM_MAXTRIES:
    case PAM_CRED_INSUFFICIENT:
    case PAM_PERM_DENIED:
        return fail(Realm::loginFailed());
    case PAM_ACCT_EXPIRED:
    case PAM_NEW_AUTHTOK_REQD:
    case PAM_AUTHTOK_EXPIRED:
        // The password was right; but this is no place to say so.
        qCWarning(lcPam).noquote() << user << "is refused:" << pam_strerror(nullptr, code);
        return fail(Realm::loginFailed());
    default:
        return fail(ErrorCode::EngineFailed,
                    u"PAM: %1"_s.arg(QString::fromLocal8Bit(pam_strerror(nullptr, code))),
                    u"Look into the node's authentication log"_s);
    }
}

} // namespace

PamRealm::PamRealm(QString folder)
    : m_folder(std::move(folder))
{
    for (const QString &service : {u"atoll"_s, u"login"_s, u"other"_s}) {
        m_service = service;
        if (QFile::exists(m_folder + u'/' + service))
            break;
    }
    if (m_service != "atoll"_L1) {
        qCInfo(lcPam).noquote() << m_folder + "/atoll"_L1
                                << "is missing, logins follow the rules of" << m_service;
    }
}

QString PamRealm::name() const { return u"pam"_s; }

Result<void> PamRealm::authenticate(const QString &user, const QString &password,
                                    const QString &address, QDeadlineTimer deadline)
{
    if (password.contains(QChar(u'\0')) || user.contains(QChar(u'\0')))
        return fail(loginFailed()); // C strings would end there
    if (++*m_inside > kMaximumInside) {
        --*m_inside;
        return fail(ErrorCode::EngineUnavailable, u"PAM does not answer"_s,
                    u"One of its modules hangs, a directory server for example; use a built-in "
                    "user meanwhile"_s);
    }
    auto promise = std::make_shared<std::promise<int>>();
    std::future<int> future = promise->get_future();
    Question question{m_service.toUtf8(), QFile::encodeName(m_folder), user.toUtf8(),
                      password.toUtf8(), address.toUtf8()};
    // Detached, because a module that hangs cannot be ended; it touches nothing of ours.
    std::thread([promise, inside = m_inside, question = std::move(question)]() mutable {
        promise->set_value(ask(std::move(question)));
        --*inside;
    }).detach();
    if (!deadline.isForever()
        && future.wait_for(deadline.remainingTimeAsDuration()) != std::future_status::ready) {
        return fail(ErrorCode::Timeout, u"PAM did not answer in time"_s,
                    u"One of its modules hangs, a directory server for example; use a built-in "
                    "user meanwhile"_s);
    }
    return resultOf(future.get(), user);
}

} // namespace Atoll
