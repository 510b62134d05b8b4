// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "overviewpage.h"

#include "clustercard.h"

#include <app/appcontext.h>
#include <theme/theme.h>

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {
constexpr int kCardWidth = 320;
}

OverviewPage::OverviewPage(const ObjectRef &object, AppContext &context,
                           ClusterSummaries &summaries, QWidget *parent)
    : Page(object, context, parent)
    , m_summaries(summaries)
    , m_stack(new QStackedLayout(this))
    , m_content(new QWidget)
    , m_grid(new QGridLayout)
    , m_headline(new QLabel)
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setProperty("plain", true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setAutoFillBackground(true);
    m_content->setBackgroundRole(QPalette::Window);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    m_headline->setProperty("role", u"label"_s);
    auto *all = new QToolButton(m_content);
    all->setText(tr("All guests"));
    all->setIcon(context.theme().icon(u"list"_s));
    all->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    all->setAutoRaise(true);
    connect(all, &QToolButton::clicked, this, [this] {
        this->context().open({ObjectKind::GuestList, {}, {}});
    });
    auto *head = new QHBoxLayout;
    head->addWidget(m_headline, 1);
    head->addWidget(all);
    layout->addLayout(head);
    m_grid->setSpacing(12);
    layout->addLayout(m_grid);
    layout->addStretch(1);
    scroll->setWidget(m_content);
    m_stack->addWidget(scroll);
    m_stack->addWidget(makeEmpty());
    connect(&summaries, &ClusterSummaries::changed, this, &OverviewPage::refresh);
    connect(&context.theme(), &Theme::changed, this, [this] { m_content->update(); });
    refresh();
}

QString OverviewPage::title() const
{
    return object().kind == ObjectKind::Site ? object().id : tr("Overview");
}

QIcon OverviewPage::icon() const
{
    return context().theme().icon(object().kind == ObjectKind::Site ? u"site"_s : u"overview"_s);
}

QWidget *OverviewPage::makeEmpty()
{
    auto *empty = new QWidget(this);
    auto *layout = new QVBoxLayout(empty);
    layout->setSpacing(12);
    layout->addStretch(2);
    auto *mark = new QLabel(empty);
    mark->setPixmap(context().theme().icon(u"atoll"_s).pixmap({64, 64}, devicePixelRatioF()));
    mark->setAlignment(Qt::AlignCenter);
    auto *title = new QLabel(tr("Welcome to Atoll"), empty);
    title->setFont(context().theme().titleFont());
    title->setAlignment(Qt::AlignCenter);
    auto *text = new QLabel(tr("Add your first cluster by the address of any of its nodes.\n"
                               "The node runs atolld; a single machine is a cluster of one."),
                            empty);
    text->setProperty("role", u"label"_s);
    text->setAlignment(Qt::AlignCenter);
    layout->addWidget(mark);
    layout->addWidget(title);
    layout->addWidget(text);
    const auto &creators = context().registry().creators();
    if (!creators.empty()) {
        auto *add =
            new QPushButton(context().theme().icon(u"add"_s, Overlay::None, Token::OnAccent),
                            creators.front().text, empty);
        add->setDefault(true);
        connect(add, &QPushButton::clicked, this,
                [this, run = creators.front().run] { run(window()); });
        layout->addWidget(add, 0, Qt::AlignHCenter);
    }
    layout->addStretch(3);
    return empty;
}

void OverviewPage::refresh()
{
    QList<ClusterSummary> shown;
    int running = 0;
    int guests = 0;
    int nodes = 0;
    for (const ClusterSummary &summary : m_summaries.all()) {
        if (object().kind == ObjectKind::Site && summary.site != object().id)
            continue;
        shown += summary;
        running += summary.guestsRunning;
        guests += summary.guests;
        nodes += summary.nodes;
    }
    m_stack->setCurrentIndex(shown.isEmpty() ? 1 : 0);
    // What needs a look comes first.
    std::stable_sort(shown.begin(), shown.end(), [](const auto &a, const auto &b) {
        const auto weight = [](Health health) {
            return health == Health::Problem ? 0 : health == Health::Warning ? 1 : 2;
        };
        return weight(a.health) < weight(b.health);
    });
    while (m_cards.size() < shown.size()) {
        auto *card = new ClusterCard(context().theme(), m_content);
        connect(card, &ClusterCard::opened, this, [this](const QString &key) {
            const ObjectRef cluster{ObjectKind::Cluster, key, {}};
            context().reveal(cluster);
            context().open(cluster);
        });
        connect(card, &ClusterCard::attentionClicked, this, [this](const ObjectRef &item) {
            context().reveal(item);
            context().open(item);
        });
        m_cards += card;
        m_columns = 0;
    }
    while (m_cards.size() > shown.size()) {
        delete m_cards.takeLast();
        m_columns = 0;
    }
    for (qsizetype i = 0; i < shown.size(); ++i)
        m_cards.at(i)->show(shown.at(i), m_summaries.history(shown.at(i).key));
    m_headline->setText(u"%1 · %2 · %3"_s.arg(
        tr("%n cluster(s)", nullptr, int(shown.size())), tr("%n node(s)", nullptr, nodes),
        tr("%1 of %Ln guest(s) running", nullptr, guests).arg(QLocale().toString(running))));
    arrange();
}

void OverviewPage::arrange()
{
    const int columns = std::max(1, (width() - 20) / (kCardWidth + 12));
    if (columns == m_columns)
        return;
    for (int i = 0; i < std::max(m_columns, columns); ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    m_columns = columns;
    for (qsizetype i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards.at(i), int(i) / columns, int(i) % columns);
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

} // namespace Atoll
