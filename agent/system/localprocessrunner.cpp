// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "localprocessrunner.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QProcess>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

Q_LOGGING_CATEGORY(lcProcess, "atoll.agent.process")

constexpr qsizetype kErrorOutputKept = 16 * 1024;

//! One run of one program, in the thread that waits for it.
class Run
{
public:
    explicit Run(const ProcessSpec &spec)
        : m_spec(spec)
    {}

    Result<ProcessResult> exec();

private:
    void prepare();
    void readOutput();
    void readErrorOutput();
    void end(ErrorCode code, const QString &why);
    Result<ProcessResult> conclude();

    const ProcessSpec &m_spec;
    QProcess m_process;
    QEventLoop m_loop;
    ProcessResult m_result;
    std::optional<Error> m_error;
    qint64 m_group = 0;
};

void Run::prepare()
{
    QProcessEnvironment environment;
    const auto inherit = [&](const char *name) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    };
    inherit("PATH");
    inherit("HOME");
    inherit("XDG_RUNTIME_DIR");
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (auto it = m_spec.environment.begin(); it != m_spec.environment.end(); ++it)
        environment.insert(it.key(), it.value());

    m_process.setProgram(m_spec.program);
    m_process.setArguments(m_spec.arguments);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(u"/"_s);
    if (m_spec.input.isEmpty())
        m_process.setStandardInputFile(QProcess::nullDevice());
    // Between fork and exec: system calls only.
    m_process.setChildProcessModifier([memory = m_spec.memoryLimitBytes] {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (memory > 0) {
            const rlimit limit{rlim_t(memory), rlim_t(memory)};
            ::setrlimit(RLIMIT_AS, &limit);
        }
    });
}

Result<ProcessResult> Run::exec()
{
    const QString name = QFileInfo(m_spec.program).fileName();
    if (m_spec.stop.stop_requested())
        return fail(ErrorCode::Cancelled, u"%1 was cancelled before it began"_s.arg(name));
    prepare();
    QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_loop,
                     [this] { readOutput(); });
    QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_loop,
                     [this] { readErrorOutput(); });
    QObject::connect(&m_process, &QProcess::finished, &m_loop, [this] { m_loop.quit(); });
    qCDebug(lcProcess) << "run" << m_spec.program << m_spec.arguments;
    m_process.start();
    if (!m_process.waitForStarted(-1)) {
        return fail(ErrorCode::EngineUnavailable,
                    u"cannot start %1: %2"_s.arg(name, m_process.errorString()),
                    u"Install the package that contains %1"_s.arg(name), {{u"program"_s, name}});
    }
    m_group = m_process.processId();
    if (!m_spec.input.isEmpty()) {
        m_process.write(m_spec.input);
        m_process.closeWriteChannel();
    }
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &m_loop, [this, name] {
        end(ErrorCode::Timeout, u"%1 did not finish within %2 s"_s.arg(name).arg(
                                    double(m_spec.timeout.count()) / 1000));
    });
    if (m_spec.timeout.count() > 0)
        timer.start(m_spec.timeout);
    const std::stop_callback onStop(m_spec.stop, [this, name] {
        QMetaObject::invokeMethod(
            &m_loop, [this, name] { end(ErrorCode::Cancelled, u"%1 was cancelled"_s.arg(name)); },
            Qt::QueuedConnection);
    });
    if (m_process.state() != QProcess::NotRunning)
        m_loop.exec();
    return conclude();
}

void Run::readOutput()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    if (m_error)
        return;
    if (m_spec.onOutput)
        m_spec.onOutput(bytes);
    if (m_result.output.size() + bytes.size() > m_spec.outputLimitBytes) {
        end(ErrorCode::LimitExceeded,
            u"%1 printed more than %2 bytes"_s.arg(QFileInfo(m_spec.program).fileName())
                .arg(m_spec.outputLimitBytes));
        return;
    }
    m_result.output += bytes;
}

void Run::readErrorOutput()
{
    m_result.errorOutput += m_process.readAllStandardError();
    if (m_result.errorOutput.size() > kErrorOutputKept)
        m_result.errorOutput = m_result.errorOutput.last(kErrorOutputKept);
}

void Run::end(ErrorCode code, const QString &why)
{
    if (!m_error)
        m_error = Error{code, why};
    // The group, so that no grandchild keeps the pipes open.
    if (m_group > 0)
        ::kill(pid_t(-m_group), SIGKILL);
    m_process.kill();
}

Result<ProcessResult> Run::conclude()
{
    readOutput();
    readErrorOutput();
    if (m_error)
        return fail(*m_error);
    if (m_process.exitStatus() == QProcess::CrashExit) {
        const QString complaint = m_result.complaint(QFileInfo(m_spec.program).fileName());
        return fail(ErrorCode::EngineFailed,
                    u"%1 was killed by signal %2"_s.arg(QFileInfo(m_spec.program).fileName())
                            .arg(m_process.exitCode())
                        + (complaint.isEmpty() ? QString() : u": "_s + complaint));
    }
    m_result.exitCode = m_process.exitCode();
    return m_result;
}

} // namespace

Result<ProcessResult> LocalProcessRunner::run(const ProcessSpec &spec)
{
    Q_ASSERT_X(!QCoreApplication::instance()
                   || QThread::currentThread() != QCoreApplication::instance()->thread(),
               "LocalProcessRunner::run", "would block the event-loop thread");
    return Run(spec).exec();
}

} // namespace Atoll
