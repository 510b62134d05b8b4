// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabWidget>

#include <functional>
#include <vector>

namespace Atoll {

//! The tabs of a page. What is in one is made when it is first looked at: a page with all of its
//! tabs costs a tenth of a second, and most people look at one or two of them.
class LazyTabs : public QTabWidget
{
    Q_OBJECT
public:
    using Make = std::function<QWidget *(QWidget *parent)>;

    explicit LazyTabs(QWidget *parent = nullptr);

    //! The tab's place; what `make` gives fills it, unless it gives nothing.
    QWidget *addLazy(const QString &title, Make make);
    //! The same with `above`, which is there from the beginning.
    QWidget *addLazy(const QString &title, QWidget *above, Make make);

private:
    void fill(int index);

    std::vector<std::pair<QWidget *, Make>> m_empty; //!< places that nobody looked at yet
};

} // namespace Atoll
