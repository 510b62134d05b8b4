// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insidetab.h"

#include "guestinside.h"
#include "insidedialogs.h"
#include "usagedelegate.h"

#include <app/appcontext.h>
#include <app/errorbar.h>
#include <app/format.h>
#include <client/clustersession.h>
#include <client/whendone.h>
#include <theme/theme.h>

#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kRefreshMs = 10'000;
constexpr int kFactsWidth = 300;
constexpr qint64 kClockToleranceMs = 2000;

} // namespace

InsideTab::InsideTab(AppContext &context, ClusterSession &session, GuestInside &inside,
                     const QString &uuid, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_session(session)
    , m_inside(inside)
    , m_uuid(uuid)
    , m_message(new ErrorBar(context.theme(), this))
    , m_pages(new QStackedWidget(this))
{
    m_pages->addWidget(makeEmpty());
    m_pages->addWidget(makeContent());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    connect(&inside, &GuestInside::changed, this, &InsideTab::showInfo);
    connect(&inside, &GuestInside::failed, this, [this](const Error &error) {
        m_message->showError(error, tr("The guest's facts cannot be shown"));
    });
    connect(&session, &ClusterSession::stateChanged, this, &InsideTab::updateTools);
    m_tick.setInterval(kRefreshMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            m_inside.load();
        showAge();
    });
    m_tick.start();
    showInfo();
}

void InsideTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_inside.load();
}

QToolButton *InsideTab::addTool(const QString &text, const QString &icon, QWidget *bar)
{
    auto *button = new QToolButton(bar);
    button->setText(text);
    button->setIcon(m_context.theme().icon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    bar->layout()->addWidget(button);
    return button;
}

QWidget *InsideTab::makeTools()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(Theme::kStep * 2, Theme::kStep, Theme::kStep * 2, Theme::kStep);
    m_run = addTool(tr("Run a command…"), u"console"_s, bar);
    m_password = addTool(tr("Set a password…"), u"key"_s, bar);
    m_trim = addTool(tr("Trim"), u"disk"_s, bar);
    m_freeze = addTool(tr("Freeze"), u"pause"_s, bar);
    layout->addStretch();
    m_age = new QLabel(bar);
    m_age->setProperty("role", u"label"_s);
    layout->addWidget(m_age);
    m_refresh = addTool(tr("Ask again"), u"refresh"_s, bar);
    connect(m_run, &QToolButton::clicked, this,
            [this] { (new RunCommandDialog(m_context, m_session, m_uuid, window()))->open(); });
    connect(m_password, &QToolButton::clicked, this,
            [this] { (new GuestPasswordDialog(m_context, m_session, m_uuid, window()))->open(); });
    connect(m_trim, &QToolButton::clicked, this, &InsideTab::trim);
    connect(m_freeze, &QToolButton::clicked, this, &InsideTab::freezeOrThaw);
    connect(m_refresh, &QToolButton::clicked, this, [this] {
        m_message->clear();
        m_inside.load(0);
    });
    return bar;
}

QWidget *InsideTab::makeEmpty()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    m_emptyTitle = new QLabel(page);
    m_emptyTitle->setFont(m_context.theme().titleFont());
    m_emptyText = new QLabel(page);
    m_emptyText->setProperty("role", u"label"_s);
    layout->addStretch();
    for (QLabel *label : {m_emptyTitle, m_emptyText}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(label);
    }
    layout->addStretch();
    return page;
}

QLabel *InsideTab::addFact(QFormLayout *form, const QString &label)
{
    auto *name = new QLabel(label, this);
    name->setProperty("role", u"label"_s);
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form->addRow(name, value);
    return value;
}

QTreeWidget *InsideTab::makeList(const QStringList &labels, const QString &name, QWidget *parent)
{
    auto *list = new QTreeWidget(parent);
    list->setHeaderLabels(labels);
    list->setItemDelegate(new UsageDelegate(m_context.theme(), list));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAllColumnsShowFocus(true);
    list->setProperty("borderless", true);
    list->setAccessibleName(name);
    list->setColumnWidth(0, 160);
    return list;
}

QWidget *InsideTab::makeContent()
{
    auto *page = new QWidget(this);
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                               Theme::kStep * 3);
    layout->setSpacing(Theme::kStep * 2);
    auto *facts = new QFrame(page);
    facts->setProperty("card", true);
    facts->setFixedWidth(kFactsWidth);
    auto *form = new QFormLayout(facts);
    form->setHorizontalSpacing(Theme::kStep * 3);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_system = addFact(form, tr("System"));
    m_kernel = addFact(form, tr("Kernel"));
    m_host = addFact(form, tr("Host name"));
    m_clock = addFact(form, tr("Clock"));
    m_version = addFact(form, tr("Guest agent"));
    layout->addWidget(facts, 0, Qt::AlignTop);
    auto *lists = new QVBoxLayout;
    lists->setSpacing(Theme::kStep * 2);
    m_filesystems = makeList({tr("Mounted at"), tr("Used"), tr("Size"), tr("Type"), tr("Device")},
                             tr("File systems"), page);
    m_filesystems->setColumnWidth(1, 180);
    m_interfaces = makeList({tr("Interface"), tr("Addresses"), tr("MAC")}, tr("Interfaces"), page);
    m_interfaces->setColumnWidth(1, 300);
    m_users = makeList({tr("Logged in"), tr("Since")}, tr("Users"), page);
    lists->addWidget(m_filesystems, 2);
    lists->addWidget(m_interfaces, 2);
    lists->addWidget(m_users, 1);
    layout->addLayout(lists, 1);
    return page;
}

void InsideTab::showInfo()
{
    const auto &info = m_inside.info();
    const bool hasFacts = info && info->askedAt.isValid();
    m_pages->setCurrentIndex(hasFacts ? 1 : 0);
    if (!info) {
        m_emptyTitle->setText(tr("Asking the guest agent…"));
        m_emptyText->clear();
    } else if (!info->isAnswering) {
        const QString title = info->silentSince.isValid()
                                  ? tr("The guest agent does not answer since %1")
                                        .arg(Format::dateTime(info->silentSince))
                                  : tr("The guest agent does not answer");
        const QString text =
            info->silentSince.isValid()
                ? tr("Install qemu-guest-agent in the guest, or see whether it runs there.")
                : tr("It answers while the guest runs.");
        m_emptyTitle->setText(title);
        m_emptyText->setText(text);
        if (hasFacts) {
            m_message->showMessage(Severity::Warning, title, text);
            m_isStateTold = true;
        }
    }
    if (hasFacts) {
        if (info->isFrozen) {
            m_message->showMessage(
                Severity::Warning, tr("The file systems are frozen"),
                tr("Nothing is written until %1.").arg(Format::dateTime(info->frozenUntil)));
            m_isStateTold = true;
        } else if (info->isAnswering && std::exchange(m_isStateTold, false)) {
            m_message->clear();
        }
        showFacts(*info);
        showLists(*info);
    }
    showAge();
    updateTools();
}

void InsideTab::showAge()
{
    const auto &info = m_inside.info();
    const bool hasFacts = info && info->askedAt.isValid();
    m_age->setText(hasFacts ? tr("as of %1").arg(Format::ago(info->askedAt)) : QString());
    m_age->setToolTip(hasFacts ? Format::dateTime(info->askedAt) : QString());
}

void InsideTab::showFacts(const Api::AgentInfo &info)
{
    m_system->setText(info.osName);
    m_kernel->setText(u"%1 %2"_s.arg(info.kernel, info.machine).trimmed());
    m_host->setText(info.hostName);
    QString clock = info.timeZone;
    if (qAbs(info.clockOffsetMs) > kClockToleranceMs) {
        const QString amount = Format::duration(qAbs(info.clockOffsetMs) / 1000);
        clock += u", "_s
                 + (info.clockOffsetMs > 0 ? tr("%1 ahead of the node") : tr("%1 behind the node"))
                       .arg(amount);
    }
    m_clock->setText(clock);
    m_version->setText(info.version);
    m_version->setToolTip(info.commands.join(u'\n'));
}

void InsideTab::showLists(const Api::AgentInfo &info)
{
    m_filesystems->clear();
    for (const Api::AgentFilesystem &system : info.filesystems) {
        const bool isKnown = system.totalBytes > 0;
        const double used = isKnown ? double(system.usedBytes) / double(system.totalBytes) : 0;
        auto *item = new QTreeWidgetItem(
            m_filesystems, {system.mountPoint, isKnown ? Format::wholePercent(used) : QString(),
                            isKnown ? Format::bytes(double(system.totalBytes)) : QString(),
                            system.type, system.device});
        if (isKnown) {
            item->setData(1, UsageDelegate::UsageRole, used);
            item->setToolTip(1, tr("%1 used").arg(Format::bytes(double(system.usedBytes))));
        }
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_interfaces->clear();
    for (const Api::AgentInterface &card : info.interfaces) {
        auto *item =
            new QTreeWidgetItem(m_interfaces, {card.name, card.addresses.join(u", "), card.mac});
        item->setToolTip(1, card.addresses.join(u'\n'));
        item->setFont(2, m_context.theme().fixedFont());
    }
    m_users->clear();
    for (const Api::AgentUser &user : info.users) {
        const QString name = user.domain.isEmpty() ? user.name : user.domain + u'\\' + user.name;
        new QTreeWidgetItem(m_users, {name, Format::ago(user.loginAt)});
    }
    m_users->setVisible(!info.users.isEmpty());
}

void InsideTab::updateTools()
{
    const auto &info = m_inside.info();
    QString reason;
    if (!m_session.isReady())
        reason = tr("There is no connection to %1.").arg(m_session.name());
    else if (!info || !info->isAnswering)
        reason = tr("The guest agent does not answer.");
    const auto set = [&](QToolButton *button, Privilege privilege, const QString &remark) {
        QString why = reason;
        if (why.isEmpty() && !m_session.may(privilege))
            why = tr("Your role %1 does not include %2; ask an administrator.")
                      .arg(m_session.user().role, QString(nameOf(privilege)));
        button->setEnabled(why.isEmpty() && !m_isBusy);
        button->setToolTip(why.isEmpty() ? remark : why);
    };
    set(m_run, Privilege::GuestAgent, tr("Run a program in the guest, as its administrator"));
    set(m_password, Privilege::GuestAgent, tr("Set the password of a user in the guest"));
    set(m_trim, Privilege::GuestPower,
        tr("Give blocks that the guest does not use back to the storage"));
    const bool isFrozen = info && info->isFrozen;
    m_freeze->setText(isFrozen ? tr("Thaw") : tr("Freeze"));
    set(m_freeze, Privilege::GuestPower,
        isFrozen ? tr("Let the guest write again")
                 : tr("Stop all writing for a minute, so that a copy of the disks is whole"));
    m_refresh->setEnabled(m_session.isReady());
}

template <class M, class P>
void InsideTab::order(const M &row, const P &params, const QString &failure)
{
    m_isBusy = true;
    m_message->clear();
    updateTools();
    const auto ended = [this, failure](const Result<Api::TaskInfo> &end) {
        m_isBusy = false;
        updateTools();
        m_inside.load(0);
        if (end && end->state == Api::TaskState::Succeeded)
            return;
        m_isStateTold = false;
        m_message->showError(end ? Error::fromJson(end->error) : end.error(), failure);
    };
    whenDone(m_session.change(row, params), this, [this, ended](const Result<Api::TaskRef> &task) {
        if (!task)
            return ended(fail(task.error()));
        whenDone(m_session.taskEnd(task->task), this, ended);
    });
}

void InsideTab::trim()
{
    order(Api::guestAgentTrim, Api::GuestRef{m_uuid}, tr("The file systems are not trimmed"));
}

void InsideTab::freezeOrThaw()
{
    if (m_inside.info() && m_inside.info()->isFrozen)
        order(Api::guestAgentThaw, Api::GuestRef{m_uuid}, tr("The file systems are not thawed"));
    else
        order(Api::guestAgentFreeze, Api::AgentFreeze{m_uuid},
              tr("The file systems are not frozen"));
}

} // namespace Atoll
