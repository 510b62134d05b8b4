// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <find/querycomplete.h>

#include <QLineEdit>

QT_BEGIN_NAMESPACE
class QCompleter;
class QLabel;
class QStringListModel;
QT_END_NAMESPACE

namespace Atoll {

class Theme;

//! Where a query is typed: completes keys and values at the cursor. GUI thread.
class QueryField : public QLineEdit
{
    Q_OBJECT
public:
    QueryField(const Theme &theme, QueryVocabulary vocabulary, QWidget *parent);

    //! Says under the field what is wrong with the query, or hides the label.
    static void showProblem(const std::optional<QueryProblem> &problem, QLabel *label,
                            const Theme &theme);

protected:
    bool event(QEvent *event) override;

private:
    void offer();
    void accept(const QString &candidate);

    QueryVocabulary m_vocabulary;
    QCompleter *m_completer;
    QStringListModel *m_candidates;
    QueryCompletion m_completion;
};

} // namespace Atoll
