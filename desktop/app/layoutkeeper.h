// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QMainWindow;
QT_END_NAMESPACE

namespace Atoll {

class Settings;

//! Where windows and docks stand, for each set of screens: what was at the office desk comes back
//! there, and what was on the notebook alone comes back when its cable is pulled. Consoles that
//! were torn off count as docks or as windows of their own. GUI thread.
class LayoutKeeper : public QObject
{
    Q_OBJECT
public:
    static constexpr int kMostSets = 8;

    //! `screens` names the set that is there now; tests have their own.
    LayoutKeeper(QMainWindow &window, int version, Settings &settings,
                 std::function<QString()> screens = currentScreens);

    //! Sizes of all screens, in the order in which they stand.
    static QString currentScreens();

    //! The layout of these screens; false: there was none.
    bool restore();
    void save();
    //! Screens came or went: keeps nothing, puts things where they were with this set.
    void screensChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QJsonObject describe() const;
    void apply(const QJsonObject &layout);

    QMainWindow &m_window;
    int m_version;
    Settings &m_settings;
    std::function<QString()> m_screens;
    QString m_set;         //!< the one that m_current is of
    QJsonObject m_current; //!< how things stood when they last were calm
    QTimer m_calm;
    QTimer m_changed;
};

} // namespace Atoll
