// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "consolelayout.h"
#include "consolesession.h"
#include "keys/keyboardcontroller.h"
#include "keys/texttyper.h"

#include <QAction>
#include <QFlags>
#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

namespace Atoll {
class KeyMap;
class Theme;
} // namespace Atoll

namespace Atoll::Console {

class ConsoleActions;
class ConsoleBanner;
class ConsoleCard;

enum class Scaling {
    Fit,        //!< the whole picture, as large as the space allows
    ActualSize, //!< one pixel of the guest on one pixel of the screen; scrolls
};

enum class Capability {
    Pointer = 1,
    Scaling = 2,
    Screenshot = 4,
    Clipboard = 8, //!< copied here is pasted there by itself, and the other way
    TypeText = 16,
    Keys = 32, //!< takes single keys by scancode: combinations, and the grab
};
Q_DECLARE_FLAGS(Capabilities, Capability)
Q_DECLARE_OPERATORS_FOR_FLAGS(Capabilities)

//! What every console is to its surroundings: a widget for a tab, a dock or a window, with the
//! same actions, the same words about its state and the same keys. Protocols derive from it and
//! give a surface. The session belongs to the view but survives moves of the widget. GUI thread.
class ConsoleView : public QWidget
{
    Q_OBJECT

public:
    ~ConsoleView() override;

    ConsoleSession &session() const { return *m_session; }
    ConsoleActions &actions() const { return *m_actions; }
    //! Only with Capability::Keys.
    KeyboardController &keyboard() const { return *m_keyboard; }
    const Theme &theme() const { return m_theme; }

    virtual Capabilities capabilities() const = 0;
    virtual QImage screenshot() const { return {}; }
    //! "1920 × 1080 · 58 fps · 12 MiB/s" and what else the protocol knows.
    virtual QString statistics() = 0;
    virtual QSize pictureSize() const { return {}; }
    //! Names of the guest's keyboard lights that are on, as far as it tells.
    virtual QStringList lights() const { return {}; }
    //! "1920 × 1080", or columns and rows.
    virtual QString sizeText() const;
    //! What only this kind can do: the first ones for the bar, the others for its menu.
    virtual QList<QAction *> barActions() const { return {}; }
    virtual QList<QAction *> moreActions() const { return {}; }
    //! Those that may have keys; their object names say which.
    virtual QList<QAction *> keyActions() const { return {}; }
    //! Windows of the guest's further monitors: those that are open, and the wish to open some.
    virtual QList<WindowPlace> furtherWindows() const { return {}; }
    virtual void showFurther(const QList<WindowPlace> &places) { Q_UNUSED(places) }
    //! The guest's monitors take the sizes of their windows.
    virtual bool followsSize() const { return true; }
    virtual void setFollowsSize(bool follows) { Q_UNUSED(follows) }
    //! Several monitors want several screens: lets people choose. False: there is nothing to
    //! choose.
    virtual bool chooseScreens(QWidget &beside)
    {
        Q_UNUSED(beside)
        return false;
    }

    Scaling scaling() const { return m_scaling; }
    void setScaling(Scaling scaling);
    //! Keys go down in order and up in reverse.
    void sendCombination(const QList<Key> &keys);
    void typeClipboard();
    //! For "type clipboard": the layout the guest is set to, as in X ("us", "de").
    Result<void> setGuestLayout(const QString &name);
    QString guestLayout() const { return m_guestLayout; }
    void setClipboardShared(bool shared);
    void setStatisticsShown(bool shown);
    void setCanStartGuest(bool can);
    //! Whether the console itself can bring files into the guest; else why not.
    virtual Result<void> mayTakeFiles() const;
    virtual Result<void> sendFiles(const QStringList &paths);
    //! Who is given the files that are dropped here; without one they are sent at once.
    void setFileTarget(std::function<void(const QStringList &)> target)
    {
        m_fileTarget = std::move(target);
    }
    //! For windows that are made for it.
    void setKeys(KeyMap &keys) { m_keys = &keys; }
    KeyMap *keys() const { return m_keys; }
    //! One line over the picture that goes by itself.
    void notify(const QString &text);

public Q_SLOTS:
    void saveScreenshot();
    void copyScreenshot();

Q_SIGNALS:
    //! "Start" was pressed where the guest is off.
    void startGuestRequested();
    //! Sizes, lights or capabilities changed.
    void stateChanged();
    //! Whoever shows the view is asked to put it there.
    void placeWanted(const WindowPlace &place);
    //! Its window, or that of another monitor, was opened, closed, moved or left the full screen.
    void windowsChanged();
    void fullScreenLeft();

protected:
    ConsoleView(std::unique_ptr<ConsoleSession> session, const Theme &theme, QWidget *parent);
    //! Called once by the constructor of the protocol's view. `keys` gets the keyboard's focus,
    //! `frame` is what is laid out (the same, or a scroll area around it).
    void setSurface(QWidget *keys, QWidget *frame);

    // Each belongs to a capability.
    virtual void sendKey(quint32 keysym, quint32 scancode, bool down);
    virtual void releaseKeys() {}
    virtual void applyScaling(Scaling) {}
    virtual void offerClipboard(const QString &) {}
    //! Says that keys and what else belong to the guest now.
    virtual QString grabText() const;
    void guestClipboard(const QString &text);
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showStatus();
    void grabChanged(bool grabbed);
    void clipboardChanged();
    void typed(qsizetype count, const QString &leftOut);
    void placeOverlays();

    const std::unique_ptr<ConsoleSession> m_session;
    const Theme &m_theme;
    ConsoleActions *m_actions = nullptr;
    QPointer<KeyboardController> m_keyboard; //!< goes with the surface; null without Keys
    TextTyper *m_typer = nullptr;
    ConsoleCard *m_card = nullptr;
    ConsoleBanner *m_banner = nullptr;
    ConsoleBanner *m_numbers = nullptr;
    QTimer m_numbersTimer;
    QTimer m_countdown;
    Scaling m_scaling = Scaling::Fit;
    QString m_guestLayout = QStringLiteral("us");
    std::function<void(const QStringList &)> m_fileTarget;
    bool m_clipboardShared = true;
    bool m_canStartGuest = false;
    KeyMap *m_keys = nullptr;
    QString m_fromGuest; //!< what the guest gave last: not given back
};

} // namespace Atoll::Console
