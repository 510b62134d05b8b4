// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notesview.h"

#include <QDesktopServices>

using namespace Qt::StringLiterals;

namespace Atoll {

NotesView::NotesView(QWidget *parent)
    : QTextBrowser(parent)
{
    setProperty("borderless", true);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, [](const QUrl &link) {
        if (mayOpen(link))
            QDesktopServices::openUrl(link);
    });
    connect(this, &QTextBrowser::highlighted, this,
            [this](const QUrl &link) { setToolTip(link.toString()); });
}

void NotesView::showNotes(const QString &markdown)
{
    QTextDocument::MarkdownFeatures features(QTextDocument::MarkdownDialectGitHub);
    features.setFlag(QTextDocument::MarkdownNoHTML);
    document()->setMarkdown(markdown, features);
}

QVariant NotesView::loadResource(int, const QUrl &) { return {}; }

bool NotesView::mayOpen(const QUrl &link)
{
    static const QStringList schemes{u"http"_s, u"https"_s, u"mailto"_s};
    return schemes.contains(link.scheme());
}

} // namespace Atoll
