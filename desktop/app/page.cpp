// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page.h"

namespace Atoll {

Page::Page(ObjectRef object, AppContext &context, QWidget *parent)
    : QWidget(parent)
    , m_object(std::move(object))
    , m_context(context)
{}

} // namespace Atoll
