// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextBrowser>

namespace Atoll {

//! Notes in Markdown, as somebody wrote them: nothing is loaded for them, neither from the network
//! nor from this machine, and a link opens only when it is clicked and leads to the web or to mail.
class NotesView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit NotesView(QWidget *parent = nullptr);

    void showNotes(const QString &markdown);
    QVariant loadResource(int type, const QUrl &name) override;

    static bool mayOpen(const QUrl &link);
};

} // namespace Atoll
