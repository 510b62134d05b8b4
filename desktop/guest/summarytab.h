// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guestwords.h"

#include <app/objectref.h>

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Atoll {

class AppContext;
class ClusterSession;
class ErrorBar;
class GuestCommands;
class GuestDocument;
class GuestInside;
class NotesView;
class TagChips;
class UsageGraphs;

//! A guest at one look: is it well and if not why, its facts, its load, notes and disks.
class SummaryTab : public QWidget
{
    Q_OBJECT
public:
    SummaryTab(AppContext &context, ClusterSession &session, GuestDocument &document,
               GuestCommands &commands, QWidget *parent = nullptr);

    void refresh(); //!< after the guest changed
    //! What the guest itself tells; asked for while the tab is seen.
    void setInside(GuestInside &inside);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeStateCard();
    QWidget *makeNotesCard();
    QWidget *makeVolumesCard();
    void showFindings(const Api::GuestInfo &guest);
    void showFacts(const Api::GuestInfo &guest);
    void showInside();
    void showDocument();
    void editNotes(bool isEditing);
    void saveNotes();
    QLabel *addFact(const QString &label);
    void addFact(const QString &label, QWidget *value);
    void showFact(QWidget *value, bool isShown);

    AppContext &m_context;
    ClusterSession &m_session;
    GuestDocument &m_document;
    GuestCommands &m_commands;
    ObjectRef m_ref;

    QVBoxLayout *m_findings;
    QString m_shownFindings;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    QFormLayout *m_facts = nullptr;
    QLabel *m_addresses = nullptr;
    QLabel *m_system = nullptr;
    QLabel *m_filesystems = nullptr;
    GuestInside *m_inside = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_size = nullptr;
    QLabel *m_number = nullptr;
    QLabel *m_board = nullptr;
    QLabel *m_display = nullptr;
    TagChips *m_tags = nullptr;
    QLabel *m_lock = nullptr;
    QLabel *m_marks = nullptr;
    UsageGraphs *m_graphs;
    ErrorBar *m_notesError = nullptr;
    QStackedWidget *m_notes = nullptr;
    NotesView *m_notesShown = nullptr;
    QPlainTextEdit *m_notesEdited = nullptr;
    QToolButton *m_editNotes = nullptr;
    QToolButton *m_saveNotes = nullptr;
    QTreeWidget *m_volumes = nullptr;
    QTimer m_tick;
};

} // namespace Atoll
