// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace Atoll {

class AppContext;

//! Plugs "Add a cluster" into the window. Made by the composition root before the window.
class AccessArea : public QObject
{
    Q_OBJECT
public:
    explicit AccessArea(AppContext &context, QObject *parent = nullptr);

    void addCluster(QWidget *window);

private:
    AppContext &m_context;
};

} // namespace Atoll
