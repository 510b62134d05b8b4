// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <api/guestconfig.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Atoll {

class KeyMap;
class Theme;

//! The cloud-init settings of a guest as a form. What is typed is in settings() at once; whether it
//! is right the agent says. GUI thread.
class CloudInitForm : public QWidget
{
    Q_OBJECT
public:
    CloudInitForm(const Theme &theme, KeyMap &keys, QWidget *parent = nullptr);

    void setGuest(const Api::GuestConfig &config);
    //! With a new password in it when one was typed.
    Api::CloudInitConfig settings() const;
    void setEditable(bool isEditable);
    //! Marks the field that the agent refused ("cloudInit.nics[0].gateway4") and goes there.
    void showWrong(const QString &field);

Q_SIGNALS:
    void edited();

private:
    QWidget *makeSection(const QString &title, QLayout *content);
    QWidget *makeUser();
    QWidget *makeKeys();
    QWidget *makeNetwork();
    QWidget *makeSnippets();
    void showPassword();
    void showKeys();
    void addKeys(const QString &text);
    void askForKeys();
    void snippetChosen();
    QString &snippet(int index);
    void changed();
    void clearWrong();

    const Theme &m_theme;
    KeyMap &m_keyMap;
    Api::CloudInitConfig m_settings;
    bool m_isFilling = false;
    QVBoxLayout *m_sections;
    QCheckBox *m_isEnabled;
    QCheckBox *m_upgrades = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QPushButton *m_clearPassword = nullptr;
    QListWidget *m_keys = nullptr;
    QPushButton *m_addKeys = nullptr;
    QPushButton *m_removeKey = nullptr;
    QLineEdit *m_dns = nullptr;
    QLineEdit *m_domain = nullptr;
    QTableWidget *m_cards = nullptr;
    QComboBox *m_snippetKind = nullptr;
    QPlainTextEdit *m_snippet = nullptr;
    QLabel *m_snippetRemark = nullptr;
    QWidget *m_body = nullptr;
};

} // namespace Atoll
