// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"

#include <system/nodefacts.h>

#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <array>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

//! An engine that is a program: how to ask its version, what it is for, which package has it.
struct Program
{
    const char *name;
    const char *executable;
    const char *versionArgument;
    const char *package;
    const char *purpose;
    bool isNeeded = false;
};

constexpr std::array kPrograms{
    Program{"qemu", "qemu-system-x86_64", "--version", "qemu-system-x86", "runs the guests", true},
    Program{"qemu-img", "qemu-img", "--version", "qemu-utils", "makes and converts disks", true},
    Program{"xorriso", "xorriso", "-version", "xorriso", "makes the drives of cloud-init"},
    Program{"swtpm", "swtpm", "--version", "swtpm", "gives guests a TPM 2.0"},
    Program{"virtiofsd", "/usr/lib/qemu/virtiofsd", "--version", "qemu-system-common",
            "shares directories with guests"},
};

QString firstVersion(const QByteArray &output)
{
    static const QRegularExpression pattern(u"\\d+(?:\\.\\d+)+"_s);
    return pattern.match(QString::fromUtf8(output.left(4096))).captured(0);
}

Api::EngineInfo missing(const QString &name, const QString &problem, const QString &advice)
{
    return {.name = name, .problem = problem, .advice = advice};
}

Api::EngineInfo checkProgram(const Program &program, ProcessRunner &runner)
{
    const QString name = QString::fromUtf8(program.name);
    const QString path = QStandardPaths::findExecutable(QString::fromUtf8(program.executable));
    const QString advice = u"apt install %1 (%2)"_s.arg(QString::fromUtf8(program.package),
                                                        QString::fromUtf8(program.purpose));
    if (path.isEmpty())
        return missing(name, u"%1 is not installed"_s.arg(QString::fromUtf8(program.executable)),
                       advice);
    ProcessSpec spec{.program = path};
    spec.arguments = {QString::fromUtf8(program.versionArgument)};
    spec.timeout = std::chrono::seconds(10);
    const auto result = runner.run(spec);
    if (!result)
        return missing(name, result.error().text, advice);
    if (result->exitCode != 0)
        return missing(name, result->complaint(path), advice);
    return {.name = name, .version = firstVersion(result->output), .isAvailable = true};
}

Api::EngineInfo checkLibvirt(const Config &config, ProcessRunner &runner)
{
    ProcessSpec spec{.program = u"virsh"_s};
    spec.arguments = {u"-q"_s, u"-c"_s, config.libvirtUri, u"version"_s, u"--daemon"_s};
    const auto result = runner.run(spec);
    const QString advice = u"apt install libvirt-daemon-system libvirt-clients; systemctl enable "
                           "--now libvirtd. Set uri in [libvirt] when it listens elsewhere"_s;
    if (!result)
        return missing(u"libvirt"_s, result.error().text, advice);
    if (result->exitCode != 0)
        return missing(
            u"libvirt"_s,
            u"%1 does not answer: %2"_s.arg(config.libvirtUri, result->complaint(spec.program)),
            advice);
    return {.name = u"libvirt"_s, .version = firstVersion(result->output), .isAvailable = true};
}

Api::EngineInfo checkKvm()
{
    const NodeFacts facts = readNodeFacts();
    if (facts.hasKvm)
        return {.name = u"kvm"_s, .isAvailable = true};
    return missing(
        u"kvm"_s, facts.kvmProblem,
        u"Enable VT-x or AMD-V in the firmware, load kvm_intel or kvm_amd, and let the "
        "agent's user into the group kvm. Without it guests are emulated, many times slower"_s);
}

Api::EngineInfo checkFirmware()
{
    for (const QString &path :
         {u"/usr/share/OVMF/OVMF_CODE_4M.fd"_s, u"/usr/share/OVMF/OVMF_CODE.fd"_s}) {
        if (QFileInfo::exists(path))
            return {.name = u"ovmf"_s, .isAvailable = true};
    }
    return missing(u"ovmf"_s, u"no UEFI firmware for guests"_s, u"apt install ovmf"_s);
}

} // namespace

QList<Api::EngineInfo> checkPrograms(ProcessRunner &runner)
{
    QList<Api::EngineInfo> engines{checkKvm()};
    for (const Program &program : kPrograms)
        engines.append(checkProgram(program, runner));
    engines.append(checkFirmware());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (Api::EngineInfo &engine : engines) {
        engine.since = now;
        engine.isNeeded =
            std::any_of(kPrograms.begin(), kPrograms.end(), [&engine](const Program &program) {
                return program.isNeeded && engine.name == QLatin1StringView(program.name);
            });
    }
    return engines;
}

QList<Api::EngineInfo> checkEngines(const Config &config, ProcessRunner &runner)
{
    QList<Api::EngineInfo> engines{checkLibvirt(config, runner)};
    engines.first().since = QDateTime::currentDateTimeUtc();
    return engines + checkPrograms(runner);
}

CheckReport formatCheck(const QList<Api::EngineInfo> &engines)
{
    CheckReport report{.isUsable = true};
    for (const Api::EngineInfo &engine : engines) {
        const bool needed = engine.isNeeded;
        const QString mark = engine.isAvailable ? u"ok     "_s
                             : needed           ? u"needed "_s
                                                : u"missing"_s;
        report.text += u"%1  %2 %3\n"_s.arg(mark, engine.name.leftJustified(10), engine.version);
        if (!engine.isAvailable)
            report.text += u"         %1\n         → %2\n"_s.arg(engine.problem, engine.advice);
        report.isUsable = report.isUsable && (engine.isAvailable || !needed);
    }
    report.text += report.isUsable
                       ? u"This node can run guests.\n"_s
                       : u"This node cannot run guests until what is needed is there.\n"_s;
    return report;
}

} // namespace Atoll
