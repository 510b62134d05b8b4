// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_disk: fio inside of a guest, on the disk that we give by default and on that of
// virt-install.
#include <bench/kit/programs.h>
#include <bench/kit/report.h>
#include <support/inworker.h>
#include <support/privatelibvirt.h>
#include <support/tinyguest.h>

#include <core/units.h>
#include <guest/kvm/domain.h>
#include <guest/kvm/libvirthypervisor.h>
#include <system/filedescriptor.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Atoll;

namespace {

constexpr int kRounds = 3;
constexpr qint64 kMemory = 512 * units::MiB;
constexpr int kDiskMiB = 1024;
constexpr auto kArguments = "console=ttyS0 quiet";

struct Job
{
    QString name; //!< of fioguest/init
    QString words;
    QString unit;
    int field; //!< of fio's terse output, version 3, counted from 0
    double scale;
};
//! fio's manual, "terse output": 7 and 8 are the read bandwidth (KiB/s) and IOPS, 48 and 49 those
//! of writing, counted from 1.
const QList<Job> kJobs{
    {u"randread"_s, u"read 4 KiB at random, 16 deep"_s, u"IOPS"_s, 7, 1},
    {u"randwrite"_s, u"write 4 KiB at random, 16 deep"_s, u"IOPS"_s, 48, 1},
    {u"read"_s, u"read 1 MiB in sequence, 4 deep"_s, u"MiB/s"_s, 6, 1.0 / 1024},
    {u"write"_s, u"write 1 MiB in sequence, 4 deep"_s, u"MiB/s"_s, 47, 1.0 / 1024},
};
using Figures = QMap<QString, QList<double>>; //!< by job, one a round

Result<QByteArray> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(300'000);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return process.readAllStandardOutput();
    return fail(ErrorCode::EngineFailed,
                u"%1: %2"_s.arg(program, QString::fromLocal8Bit(process.readAllStandardError())));
}

//! Written once all over, so that no run meets blocks that are not there yet.
Result<void> writeDisk(const QString &folder, const QString &path)
{
    const QString raw = folder + u"/random.raw"_s;
    if (!QFile::exists(raw)) {
        const auto made = run(u"dd"_s, {u"if=/dev/urandom"_s, u"of="_s + raw, u"bs=1M"_s,
                                        u"count=%1"_s.arg(kDiskMiB), u"status=none"_s});
        if (!made)
            return fail(made.error());
    }
    const auto made = run(u"qemu-img"_s, {u"convert"_s, u"-q"_s, u"-O"_s, u"qcow2"_s, raw, path});
    return made ? Result<void>() : fail(made.error());
}

//! Drops what the host has cached of files, many times a second, as a host does that needs its
//! memory for guests. Dirty pages are written, not lost.
class FullMemory
{
public:
    explicit FullMemory(const QStringList &files)
        : m_thread([files](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                for (const QString &file : files) {
                    const FileDescriptor opened(
                        ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC));
                    posix_fadvise(opened.get(), 0, 0, POSIX_FADV_DONTNEED);
                }
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
        })
    {}

private:
    std::jthread m_thread;
};

struct Boot
{
    QString kernel;
    QString initrd;
};

//! What the agent makes of a wish that says nothing of the disk but its size.
Result<QString> ours(const Boot &boot, const QString &disk, const Kvm::HostCapabilities &host)
{
    Api::GuestConfig config;
    config.id = 100;
    config.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    config.name = u"atoll"_s;
    config.memoryBytes = kMemory;
    config.kernel = boot.kernel;
    config.initrd = boot.initrd;
    config.kernelArguments = QString::fromLatin1(kArguments);
    Api::DiskConfig wish;
    wish.target = u"sda"_s;
    config.disks = {wish};
    Kvm::DiskSource source{disk, Api::VolumeFormat::Qcow2, false, true};
    return Kvm::renderDomain(config, {host, {{u"sda"_s, source}}});
}

Result<QString> virtInstalls(const Boot &boot, const QString &disk, const QString &uri)
{
    const auto xml =
        run(u"virt-install"_s, {u"--connect"_s,
                                uri,
                                u"--name"_s,
                                u"peer"_s,
                                u"--memory"_s,
                                QString::number(kMemory / units::MiB),
                                u"--vcpus"_s,
                                u"1"_s,
                                u"--virt-type"_s,
                                u"qemu"_s,
                                u"--osinfo"_s,
                                u"debian11"_s,
                                u"--import"_s,
                                u"--disk"_s,
                                u"path=%1,format=qcow2"_s.arg(disk),
                                u"--boot"_s,
                                u"kernel=%1,initrd=%2,kernel_args=%3"_s.arg(
                                    boot.kernel, boot.initrd, QString::fromLatin1(kArguments)),
                                u"--graphics"_s,
                                u"none"_s,
                                u"--network"_s,
                                u"none"_s,
                                u"--print-xml"_s});
    return xml ? Result<QString>(QString::fromUtf8(*xml)) : fail(xml.error());
}

QByteArray readUntilDone(int descriptor)
{
    QByteArray seen;
    const QDeadlineTimer deadline(180'000);
    while (!deadline.hasExpired() && !seen.contains("FIO-DONE")) {
        pollfd wait{descriptor, POLLIN, 0};
        if (poll(&wait, 1, 100) <= 0)
            continue;
        char buffer[4096];
        const ssize_t size = read(descriptor, buffer, sizeof(buffer));
        if (size <= 0)
            break;
        seen.append(buffer, size);
    }
    return seen;
}

Result<void> measure(Kvm::LibvirtHypervisor &hypervisor, const QString &xml, Figures &figures)
{
    const auto defined = hypervisor.define(xml);
    if (!defined)
        return fail(defined.error());
    const auto read = Kvm::readDomain(xml);
    const QString uuid = read ? read->config.uuid : QString();
    const auto started = hypervisor.start(uuid);
    if (!started)
        return started;
    const auto serial = hypervisor.openConsole(uuid, Api::ConsoleKind::Serial);
    if (!serial)
        return fail(serial.error());
    const FileDescriptor descriptor(*serial);
    const QByteArray text = readUntilDone(descriptor.get());
    (void)hypervisor.destroy(uuid);
    (void)hypervisor.undefine(uuid);
    for (const Job &job : kJobs) {
        for (const QByteArray &line : text.split('\n')) {
            const QByteArray head = "FIO;" + job.name.toLatin1() + ';';
            if (const qsizetype at = line.indexOf(head); at >= 0) {
                const double number =
                    line.mid(at + head.size()).split(';').value(job.field).toDouble();
                if (number > 0)
                    figures[job.name].append(number * job.scale);
            }
        }
    }
    if (figures.size() == kJobs.size())
        return {};
    return fail(ErrorCode::EngineFailed, u"the guest did not tell what fio measured: %1"_s.arg(
                                             QString::fromUtf8(text.right(2000))));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a line"_s});
    parser.process(app);
    Bench::Report report(u"disk"_s, parser.isSet(u"json"_s));
    for (const QString &program : {u"fio"_s, u"virt-install"_s, u"cpio"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return report.fail(u"%1 is not there"_s.arg(program));
    }
    const auto images = Support::TinyGuest::images();
    if (!images)
        return report.fail(images.error().sentence());
    const auto libvirt = Support::PrivateLibvirt::create();
    if (!libvirt)
        return report.fail(libvirt.error().sentence());
    const QString folder = (*libvirt)->directory();
    const Boot boot{*images + u"/vmlinuz"_s, folder + u"/fio.gz"_s};
    const auto packed = run(QStringLiteral(ATOLL_FIO_GUEST "/make-fio-initrd"),
                            {*images + u"/initrd.gz"_s, boot.initrd});
    if (!packed)
        return report.fail(packed.error().sentence());

    Kvm::LibvirtHypervisor::Options options;
    options.uri = (*libvirt)->uri();
    options.isEmulationForced = true;
    Kvm::LibvirtHypervisor hypervisor(options);
    QDeadlineTimer patience(60'000);
    while (!hypervisor.engine().isAvailable && !patience.hasExpired())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1000);
    const auto able = inWorker([&] { return hypervisor.capabilities(); });
    if (!able)
        return report.fail(able.error().sentence());
    QStringList disks;
    for (const QString &name : {u"/ours.qcow2"_s, u"/peer.qcow2"_s}) {
        disks += folder + name;
        if (const auto made = writeDisk(folder, disks.last()); !made)
            return report.fail(made.error().sentence());
    }
    const auto own = ours(boot, disks.first(), *able);
    const auto peer = virtInstalls(boot, disks.last(), (*libvirt)->uri());
    if (!own || !peer)
        return report.fail((own ? peer.error() : own.error()).sentence());

    const auto compare = [&](int rounds, const QString &where, Bench::Bound bound) -> Result<void> {
        Figures mine;
        Figures theirs;
        for (int round = 0; round < rounds; ++round) {
            const auto first = inWorker([&] { return measure(hypervisor, *own, mine); });
            const auto second = inWorker([&] { return measure(hypervisor, *peer, theirs); });
            if (!first || !second)
                return first ? second : first;
        }
        for (const Job &job : kJobs) {
            Bench::Line line{job.words + where, Bench::median(mine.value(job.name)), job.unit,
                             bound, 1};
            line.peerValue = Bench::median(theirs.value(job.name));
            line.peer = u"virt-install"_s;
            line.isRate = true;
            report.add(line);
        }
        return {};
    };
    Result<void> measured;
    {
        const FullMemory host(disks);
        measured = compare(kRounds, {}, Bench::Bound::AtLeast);
    }
    if (measured)
        measured = compare(1, u", host idle"_s, Bench::Bound::None);
    if (!measured)
        return report.fail(measured.error().sentence());
    return report.finish();
}
