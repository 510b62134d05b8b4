// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/error.h>

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Atoll {

class ClusterSession;
class FingerprintView;
class Theme;

//! Shows the certificate that a cluster came with and lets a person trust it: once when it is new,
//! and with a warning when it is not the one that was trusted.
class TrustForm : public QWidget
{
    Q_OBJECT
public:
    TrustForm(const Theme &theme, QWidget *parent);

    //! `problem`: CertificateUnknown or CertificateChanged of the session.
    void show(ClusterSession &session, const Error &problem);

Q_SIGNALS:
    void trusted(const QString &fingerprint);
    void refused();

private:
    const Theme &m_theme;
    QLabel *m_title;
    QLabel *m_text;
    FingerprintView *m_before;
    FingerprintView *m_now;
    QLabel *m_advice;
    QCheckBox *m_sure;
    QPushButton *m_trust;
    QPushButton *m_refuse;
    QString m_fingerprint;
};

} // namespace Atoll
