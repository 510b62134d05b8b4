// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>
#include <QWidget>

namespace Atoll {

class Theme;

//! "SHA256:3A:5F:01:…" as groups of four digits, which eyes can compare: "3A5F", "01C2", …
QStringList fingerprintGroups(const QString &fingerprint);

//! A fingerprint in rows of four groups, to be read aloud or compared; groups that differ from
//! `other` are marked.
class FingerprintView : public QWidget
{
    Q_OBJECT
public:
    FingerprintView(const Theme &theme, QWidget *parent);

    void show(const QString &caption, const QString &fingerprint, const QString &other = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    const Theme &m_theme;
    QString m_caption;
    QString m_fingerprint;
    QStringList m_groups;
    QStringList m_other;
};

} // namespace Atoll
