// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_call: how long a call takes through TLS on loopback, one after the other, to a real agent.
#include <bench/kit/agentunder.h>
#include <bench/kit/report.h>
#include <support/testdriver.h>

#include <rpc/client.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kWarmUp = 200;
constexpr std::chrono::minutes kLongest{2};

//! Calls again from the answer of the one before, until there are enough.
template <class P, class R>
class Series : public QObject
{
public:
    Series(Rpc::Client &client, const Api::Method<P, R> &row, int calls,
           std::function<void(QList<double>)> done)
        : m_client(client)
        , m_row(row)
        , m_calls(calls)
        , m_done(std::move(done))
    {
        next();
    }

private:
    void next()
    {
        m_timer.start();
        m_client.call(m_row).then(this, [this](const Result<R> &answer) {
            if (!answer)
                qFatal("%s", qPrintable(answer.error().sentence()));
            m_times.append(double(m_timer.nsecsElapsed()) / 1e6);
            if (m_times.size() < m_calls + kWarmUp)
                next();
            else
                m_done(m_times.mid(kWarmUp));
        });
    }

    Rpc::Client &m_client;
    const Api::Method<P, R> &m_row;
    int m_calls;
    std::function<void(QList<double>)> m_done;
    QElapsedTimer m_timer;
    QList<double> m_times;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.process(app);
    Bench::Report report(u"call"_s, parser.isSet(u"json"_s));
    const QTemporaryDir folder;
    const auto uri = Support::TestDriver::writeNode(folder.path(), 100);
    const auto agent = uri ? Bench::AgentUnder::start(*uri, folder.path())
                           : Result<std::unique_ptr<Bench::AgentUnder>>(fail(uri.error()));
    if (!agent)
        return report.fail(agent.error().sentence());
    Rpc::Client client({.endpoints = {*Rpc::Endpoint::parse((*agent)->address())},
                        .fingerprint = (*agent)->fingerprint()});
    std::unique_ptr<QObject> running;
    const auto measureList = [&] {
        running = std::make_unique<Series<Api::Nothing, QList<Api::GuestInfo>>>(
            client, Api::guestList, 300, [&](const QList<double> &times) {
                report.add({u"list of 100 guests, p50"_s, Bench::median(times), u"ms"_s});
                QCoreApplication::quit();
            });
    };
    const auto measureCall = [&] {
        running = std::make_unique<Series<
            Api::Nothing,
            Api::SessionInfo>>(client, Api::sessionInfo, 5000, [&](const QList<double> &times) {
            report.add({u"call over TLS loopback, p50"_s, Bench::median(times), u"ms"_s,
                        Bench::Bound::Below, 0.3});
            report.add({u"call over TLS loopback, p99"_s, Bench::percentile(times, 0.99), u"ms"_s});
            QMetaObject::invokeMethod(qApp, measureList, Qt::QueuedConnection);
        });
    };
    QObject::connect(&client, &Rpc::Client::stateChanged, qApp, [&](Rpc::ClientState state) {
        if (state == Rpc::ClientState::NeedsLogin)
            client.login(u"admin@builtin"_s, (*agent)->password());
        else if (state == Rpc::ClientState::Ready)
            measureCall();
    });
    QTimer::singleShot(kLongest, &app, [] { QCoreApplication::exit(1); });
    client.start();
    if (app.exec() != 0)
        return report.fail(u"the agent did not answer all calls in time"_s);
    return report.finish();
}
