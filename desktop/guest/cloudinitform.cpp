// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cloudinitform.h"

#include "cloudinitkeys.h"
#include "guestkeys.h"

#include <app/keymap.h>
#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QShortcut>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr int kCardRows = 4; //!< seen without scrolling
constexpr int kSnippetHeight = 160;

enum CardColumn { MacColumn, Address4Column, Gateway4Column, Address6Column, Gateway6Column };

void setWrong(QWidget *widget, bool isWrong)
{
    if (widget->property("invalid").toBool() == isWrong)
        return;
    widget->setProperty("invalid", isWrong);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

CloudInitForm::CloudInitForm(const Theme &theme, KeyMap &keys, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_keyMap(keys)
    , m_sections(new QVBoxLayout(this))
    , m_isEnabled(new QCheckBox(tr("The &guest has a drive that tells cloud-init who it is"), this))
{
    m_isEnabled->setObjectName(u"isEnabled"_s);
    m_body = new QWidget(this);
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(Theme::kStep * 2);
    body->addWidget(makeUser());
    body->addWidget(makeKeys());
    body->addWidget(makeNetwork());
    body->addWidget(makeSnippets());
    m_sections->setContentsMargins(Theme::kStep * 3, Theme::kStep * 2, Theme::kStep * 3,
                                   Theme::kStep * 3);
    m_sections->setSpacing(Theme::kStep * 2);
    m_sections->addWidget(m_isEnabled);
    m_sections->addWidget(m_body);
    m_sections->addStretch();
    connect(m_isEnabled, &QCheckBox::toggled, this, &CloudInitForm::changed);
}

QWidget *CloudInitForm::makeSection(const QString &title, QLayout *content)
{
    auto *card = new QFrame(this);
    card->setProperty("card", true);
    auto *layout = new QVBoxLayout(card);
    auto *head = new QLabel(title, card);
    head->setFont(m_theme.boldFont());
    layout->addWidget(head);
    layout->addLayout(content);
    return card;
}

QWidget *CloudInitForm::makeUser()
{
    auto *form = new QFormLayout;
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"user"_s);
    m_user->setPlaceholderText(tr("the image's own"));
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_clearPassword = new QPushButton(tr("&Take it away"), this);
    m_clearPassword->setObjectName(u"clearPassword"_s);
    m_upgrades = new QCheckBox(tr("Upgrade all &packages at the first start"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_password, 1);
    row->addWidget(m_clearPassword);
    form->addRow(tr("&User"), m_user);
    auto *label = new QLabel(tr("Pass&word"), this);
    label->setBuddy(m_password);
    form->addRow(label, row);
    form->addRow(QString(), m_upgrades);
    connect(m_user, &QLineEdit::textEdited, this, &CloudInitForm::changed);
    connect(m_password, &QLineEdit::textEdited, this, &CloudInitForm::changed);
    connect(m_upgrades, &QCheckBox::toggled, this, &CloudInitForm::changed);
    connect(m_clearPassword, &QPushButton::clicked, this, [this] {
        m_settings.hasPassword = false;
        m_password->clear();
        showPassword();
        changed();
    });
    return makeSection(tr("Who logs in"), form);
}

QWidget *CloudInitForm::makeKeys()
{
    auto *layout = new QVBoxLayout;
    m_keys = new QListWidget(this);
    m_keys->setObjectName(u"keys"_s);
    m_keys->setAccessibleName(tr("SSH keys"));
    m_keys->setMaximumHeight(m_theme.rowHeight() * 4);
    auto *buttons = new QHBoxLayout;
    m_addKeys = new QPushButton(tr("&Add keys…"), this);
    m_addKeys->setToolTip(tr("Paste public keys or a whole authorized_keys file"));
    m_removeKey = new QPushButton(tr("&Remove key"), this);
    buttons->addWidget(m_addKeys);
    buttons->addWidget(m_removeKey);
    buttons->addStretch();
    layout->addWidget(m_keys);
    layout->addLayout(buttons);
    const auto remove = [this] {
        const int row = m_keys->currentRow();
        if (row < 0 || row >= m_settings.sshKeys.size() || !m_removeKey->isEnabled())
            return;
        m_settings.sshKeys.removeAt(row);
        showKeys();
        changed();
    };
    connect(m_addKeys, &QPushButton::clicked, this, &CloudInitForm::askForKeys);
    connect(m_removeKey, &QPushButton::clicked, this, remove);
    auto *key = new QShortcut(m_keys);
    key->setContext(Qt::WidgetShortcut);
    defineGuestKeys(m_keyMap);
    m_keyMap.bind(key, kRemoveEntryKey);
    connect(key, &QShortcut::activated, this, remove);
    return makeSection(tr("SSH keys"), layout);
}

QWidget *CloudInitForm::makeNetwork()
{
    auto *layout = new QVBoxLayout;
    m_cards = new QTableWidget(0, 5, this);
    m_cards->setObjectName(u"cards"_s);
    m_cards->setHorizontalHeaderLabels(
        {tr("Card"), tr("IPv4"), tr("Gateway"), tr("IPv6"), tr("Gateway")});
    m_cards->verticalHeader()->hide();
    m_cards->verticalHeader()->setDefaultSectionSize(m_theme.rowHeight());
    m_cards->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_cards->setTabKeyNavigation(false);
    m_cards->setAccessibleName(tr("Addresses of the cards"));
    m_cards->setMinimumHeight(m_theme.rowHeight() * kCardRows);
    auto *remark = new QLabel(
        tr("IPv4: dhcp (when empty), none, or as 10.0.0.5/24. IPv6: dhcp, auto, none, or as "
           "2001:db8::5/64."),
        this);
    remark->setProperty("role", u"label"_s);
    remark->setWordWrap(true);
    auto *form = new QFormLayout;
    m_dns = new QLineEdit(this);
    m_dns->setObjectName(u"dns"_s);
    m_dns->setPlaceholderText(tr("as DHCP says"));
    m_domain = new QLineEdit(this);
    m_domain->setObjectName(u"domain"_s);
    form->addRow(tr("&DNS servers"), m_dns);
    form->addRow(tr("Search d&omain"), m_domain);
    layout->addWidget(m_cards);
    layout->addWidget(remark);
    layout->addLayout(form);
    connect(m_cards, &QTableWidget::itemChanged, this, &CloudInitForm::changed);
    connect(m_dns, &QLineEdit::textEdited, this, &CloudInitForm::changed);
    connect(m_domain, &QLineEdit::textEdited, this, &CloudInitForm::changed);
    return makeSection(tr("Network"), layout);
}

QWidget *CloudInitForm::makeSnippets()
{
    auto *layout = new QVBoxLayout;
    m_snippetKind = new QComboBox(this);
    m_snippetKind->setAccessibleName(tr("Kind of snippet"));
    m_snippetKind->addItems({tr("User data"), tr("Vendor data"), tr("Network"), tr("Meta data")});
    m_snippet = new QPlainTextEdit(this);
    m_snippet->setObjectName(u"snippet"_s);
    m_snippet->setFont(m_theme.fixedFont());
    m_snippet->setTabChangesFocus(true);
    m_snippet->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_snippet->setMinimumHeight(kSnippetHeight);
    m_snippet->setAccessibleName(tr("Snippet"));
    m_snippetRemark = new QLabel(this);
    m_snippetRemark->setProperty("role", u"label"_s);
    m_snippetRemark->setWordWrap(true);
    layout->addWidget(m_snippetKind);
    layout->addWidget(m_snippet);
    layout->addWidget(m_snippetRemark);
    connect(m_snippetKind, &QComboBox::currentIndexChanged, this, &CloudInitForm::snippetChosen);
    connect(m_snippet, &QPlainTextEdit::textChanged, this, &CloudInitForm::changed);
    return makeSection(tr("Snippets"), layout);
}

QString &CloudInitForm::snippet(int index)
{
    QString *const all[] = {&m_settings.userData, &m_settings.vendorData, &m_settings.networkConfig,
                            &m_settings.metaData};
    return *all[qBound(0, index, 3)];
}

void CloudInitForm::snippetChosen()
{
    m_isFilling = true;
    m_snippet->setPlainText(snippet(m_snippetKind->currentIndex()));
    m_snippetRemark->setText(
        m_snippetKind->currentIndex() == 1
            ? tr("Added to what the form makes. It begins with a line as #cloud-config.")
            : tr("Takes the place of what the form makes; empty: the form's own."));
    m_isFilling = false;
}

void CloudInitForm::setGuest(const Api::GuestConfig &config)
{
    m_isFilling = true;
    m_settings = config.cloudInit;
    clearWrong();
    m_isEnabled->setChecked(m_settings.isEnabled);
    m_user->setText(m_settings.user);
    m_password->clear();
    showPassword();
    m_upgrades->setChecked(m_settings.upgradesPackages);
    m_dns->setText(m_settings.dnsServers.join(u", "));
    m_domain->setText(m_settings.searchDomain);
    m_cards->setRowCount(int(config.nics.size()));
    for (int row = 0; row < int(config.nics.size()); ++row) {
        const Api::CloudInitNic nic = m_settings.nics.value(row);
        const QStringList texts{config.nics.at(row).mac, nic.address4, nic.gateway4, nic.address6,
                                nic.gateway6};
        for (int column = 0; column < texts.size(); ++column) {
            auto *item = new QTableWidgetItem(texts.at(column));
            if (column == MacColumn)
                item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
            item->setFont(m_theme.fixedFont());
            m_cards->setItem(row, column, item);
        }
    }
    showKeys();
    m_isFilling = false;
    snippetChosen();
    m_body->setVisible(m_settings.isEnabled);
}

void CloudInitForm::showPassword()
{
    m_password->setPlaceholderText(m_settings.hasPassword ? tr("set; type to replace it")
                                                          : tr("none"));
    m_clearPassword->setVisible(m_settings.hasPassword);
}

void CloudInitForm::showKeys()
{
    m_keys->clear();
    for (const QString &key : std::as_const(m_settings.sshKeys)) {
        auto *item = new QListWidgetItem(keyLabel(key), m_keys);
        item->setFont(m_theme.fixedFont());
        item->setToolTip(key);
    }
    m_removeKey->setEnabled(m_keys->count() > 0);
}

void CloudInitForm::askForKeys()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Add SSH keys"));
    dialog->setLabelText(tr("Public keys, one a line; a whole authorized_keys file is fine:"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    connect(dialog, &QInputDialog::textValueSelected, this, &CloudInitForm::addKeys);
    dialog->open();
}

void CloudInitForm::addKeys(const QString &text)
{
    for (const QString &key : keysInText(text)) {
        if (!m_settings.sshKeys.contains(key))
            m_settings.sshKeys += key;
    }
    showKeys();
    changed();
}

Api::CloudInitConfig CloudInitForm::settings() const
{
    Api::CloudInitConfig settings = m_settings;
    settings.password = m_password->text();
    settings.hasPassword = m_settings.hasPassword || !settings.password.isEmpty();
    return settings;
}

void CloudInitForm::changed()
{
    if (m_isFilling)
        return;
    clearWrong();
    m_settings.isEnabled = m_isEnabled->isChecked();
    m_settings.user = m_user->text().trimmed();
    m_settings.upgradesPackages = m_upgrades->isChecked();
    m_settings.dnsServers = addressesInText(m_dns->text());
    m_settings.searchDomain = m_domain->text().trimmed();
    m_settings.nics.clear();
    for (int row = 0; row < m_cards->rowCount(); ++row) {
        const auto text = [&](int column) {
            const QTableWidgetItem *item = m_cards->item(row, column);
            return item ? item->text().trimmed() : QString();
        };
        m_settings.nics.append({text(Address4Column), text(Gateway4Column), text(Address6Column),
                                text(Gateway6Column)});
    }
    while (!m_settings.nics.isEmpty() && m_settings.nics.last() == Api::CloudInitNic{})
        m_settings.nics.removeLast();
    snippet(m_snippetKind->currentIndex()) = m_snippet->toPlainText();
    m_body->setVisible(m_settings.isEnabled);
    Q_EMIT edited();
}

void CloudInitForm::setEditable(bool isEditable)
{
    for (QWidget *widget : std::initializer_list<QWidget *>{
             m_isEnabled, m_upgrades, m_user, m_password, m_clearPassword, m_keys, m_addKeys, m_dns,
             m_domain, m_cards, m_snippet})
        widget->setEnabled(isEditable);
    m_removeKey->setEnabled(isEditable && m_keys->count() > 0);
}

void CloudInitForm::clearWrong()
{
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_user, m_password, m_dns, m_domain, m_snippet, m_keys})
        setWrong(widget, false);
}

void CloudInitForm::showWrong(const QString &field)
{
    static const QRegularExpression card(u"nics\\[(\\d+)\\]\\.?(\\w*)"_s);
    const auto match = card.match(field);
    if (match.hasMatch()) {
        const QStringList fields{u"address4"_s, u"gateway4"_s, u"address6"_s, u"gateway6"_s};
        const auto column = qMax<qsizetype>(0, fields.indexOf(match.captured(2)));
        m_cards->setFocus();
        m_cards->setCurrentCell(match.captured(1).toInt(), int(column) + Address4Column);
        return;
    }
    const std::pair<QString, QWidget *> fields[] = {{u"user"_s, m_user},
                                                    {u"password"_s, m_password},
                                                    {u"dnsServers"_s, m_dns},
                                                    {u"searchDomain"_s, m_domain},
                                                    {u"sshKeys"_s, m_keys}};
    const QString name = field.section(u"cloudInit."_s, -1).section(u'[', 0, 0);
    for (const auto &[known, widget] : fields) {
        if (known != name)
            continue;
        setWrong(widget, true);
        widget->setFocus();
    }
    const QStringList snippets{u"userData"_s, u"vendorData"_s, u"networkConfig"_s, u"metaData"_s};
    if (const auto index = snippets.indexOf(name); index >= 0) {
        m_snippetKind->setCurrentIndex(int(index));
        setWrong(m_snippet, true);
        m_snippet->setFocus();
    }
}

} // namespace Atoll
