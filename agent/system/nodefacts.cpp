// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nodefacts.h"

#include <core/units.h>

#include <QFile>
#include <QSysInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/kvm.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! "model name\t: X" gives "X".
QByteArray afterColon(const QByteArray &line) { return line.mid(line.indexOf(':') + 1).trimmed(); }

//! Empty when /dev/kvm is usable.
QString kvmProblem()
{
    const int device = ::open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (device < 0) {
        switch (errno) {
        case ENOENT:
            return u"/dev/kvm is missing: switch on virtualization in the firmware, or load the "
                   "module kvm_intel or kvm_amd"_s;
        case EACCES:
            return u"no permission for /dev/kvm: add the user to the group kvm"_s;
        default:
            return u"/dev/kvm cannot be opened: %1"_s.arg(QString::fromLocal8Bit(strerror(errno)));
        }
    }
    const int version = ::ioctl(device, KVM_GET_API_VERSION, 0);
    ::close(device);
    return version == KVM_API_VERSION ? QString() : u"/dev/kvm speaks an unknown version"_s;
}

} // namespace

NodeFacts parseNodeFacts(const QByteArray &cpuInfo, const QByteArray &memInfo,
                         const QByteArray &stat)
{
    NodeFacts facts;
    for (const QByteArray &line : cpuInfo.split('\n')) {
        if (line.startsWith("processor"))
            ++facts.cpus;
        else if (facts.cpuModel.isEmpty()
                 && (line.startsWith("model name") || line.startsWith("Model")))
            facts.cpuModel = QString::fromUtf8(afterColon(line)).simplified();
    }
    for (const QByteArray &line : memInfo.split('\n')) {
        if (line.startsWith("MemTotal:"))
            facts.memoryBytes = afterColon(line).split(' ').first().toLongLong() * units::KiB;
    }
    for (const QByteArray &line : stat.split('\n')) {
        if (line.startsWith("btime "))
            facts.bootTime = QDateTime::fromSecsSinceEpoch(line.mid(6).toLongLong(), Qt::UTC);
    }
    return facts;
}

NodeFacts readNodeFacts()
{
    NodeFacts facts = parseNodeFacts(contentsOf(u"/proc/cpuinfo"_s), contentsOf(u"/proc/meminfo"_s),
                                     contentsOf(u"/proc/stat"_s));
    if (facts.cpus == 0)
        facts.cpus = int(::sysconf(_SC_NPROCESSORS_ONLN));
    facts.hostName = QSysInfo::machineHostName().section(u'.', 0, 0);
    facts.osName = QSysInfo::prettyProductName();
    facts.kvmProblem = kvmProblem();
    facts.hasKvm = facts.kvmProblem.isEmpty();
    return facts;
}

} // namespace Atoll
