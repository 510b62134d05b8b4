// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "settingspage.h"

#include "appcontext.h"
#include "settings.h"

#include <theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Atoll {

SettingsPage::SettingsPage(const ObjectRef &object, AppContext &context, QWidget *parent)
    : Page(object, context, parent)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setProperty("plain", true);
    auto *content = new QWidget;
    content->setMaximumWidth(640);
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(16, 8, 16, 16);
    inner->setSpacing(12);
    inner->addWidget(makeLook());
    inner->addWidget(makeBehaviour());
    inner->addWidget(makeNotifications());
    inner->addStretch(1);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QString SettingsPage::title() const { return tr("Settings"); }

QIcon SettingsPage::icon() const { return context().theme().icon(u"settings"_s); }

QWidget *SettingsPage::makeLook()
{
    Settings &settings = context().settings();
    Theme &appTheme = context().theme();
    auto *box = new QGroupBox(tr("Look"), this);
    auto *form = new QFormLayout(box);
    form->setSpacing(8);

    auto *theme = new QComboBox(box);
    theme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    theme->setCurrentIndex(int(settings.themeChoice()));
    connect(theme, &QComboBox::activated, this, [&settings, &appTheme](int index) {
        settings.setThemeChoice(ThemeChoice(index));
        appTheme.setChoice(ThemeChoice(index));
    });
    form->addRow(tr("&Theme"), theme);

    auto *density = new QComboBox(box);
    density->addItems({tr("Comfortable"), tr("Dense")});
    density->setCurrentIndex(int(settings.density()));
    connect(density, &QComboBox::activated, this, [&settings, &appTheme](int index) {
        settings.setDensity(Density(index));
        appTheme.setDensity(Density(index));
    });
    form->addRow(tr("&Rows"), density);

    auto *language = new QComboBox(box);
    language->addItem(tr("As the system"), QString());
    language->addItem(u"English"_s, u"en"_s);
    language->addItem(u"한국어"_s, u"ko"_s);
    language->setCurrentIndex(std::max(0, language->findData(settings.language.value())));
    auto *remark = new QLabel(tr("The language changes when Atoll starts the next time."), box);
    remark->setProperty("role", u"remark"_s);
    remark->hide();
    connect(language, &QComboBox::activated, this, [&settings, language, remark] {
        settings.language.set(language->currentData().toString());
        remark->show();
    });
    form->addRow(tr("&Language"), language);
    form->addRow(QString(), remark);
    return box;
}

QWidget *SettingsPage::makeBehaviour()
{
    Settings &settings = context().settings();
    auto *box = new QGroupBox(tr("Behaviour"), this);
    auto *layout = new QVBoxLayout(box);
    layout->setSpacing(8);
    auto *confirm = new QCheckBox(tr("Ask before switching a guest off or resetting it"), box);
    confirm->setChecked(settings.confirmPowerActions.value());
    connect(confirm, &QCheckBox::toggled, this,
            [&settings](bool isOn) { settings.confirmPowerActions.set(isOn); });
    auto *remember = new QCheckBox(tr("Offer to keep passwords in the system's keychain"), box);
    remember->setChecked(settings.rememberPasswords.value());
    connect(remember, &QCheckBox::toggled, this,
            [&settings](bool isOn) { settings.rememberPasswords.set(isOn); });
    layout->addWidget(confirm);
    layout->addWidget(remember);
    return box;
}

// The names are those of AlertKind.
QWidget *SettingsPage::makeNotifications()
{
    Settings &settings = context().settings();
    auto *box = new QGroupBox(tr("Tell me while Atoll is not in front"), this);
    auto *layout = new QVBoxLayout(box);
    layout->setSpacing(8);
    const auto add = [&](const QString &kind, const QString &words) {
        auto *check = new QCheckBox(words, box);
        check->setObjectName(u"notify."_s + kind);
        check->setChecked(settings.notifications.value().contains(kind));
        connect(check, &QCheckBox::toggled, this, [&settings, kind](bool isOn) {
            QStringList kinds = settings.notifications.value();
            kinds.removeAll(kind);
            if (isOn)
                kinds += kind;
            settings.notifications.set(kinds);
        });
        layout->addWidget(check);
    };
    add(u"task"_s, tr("A task that I started is done or has failed"));
    add(u"guest"_s, tr("A guest stopped, and nobody asked for it in Atoll"));
    add(u"connection"_s, tr("The connection to a cluster is lost"));
    add(u"attention"_s, tr("Something else needs attention"));
    return box;
}

} // namespace Atoll
