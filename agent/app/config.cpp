// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config.h"

#include <QFile>
#include <QStandardPaths>
#include <QSysInfo>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <unistd.h>

#include <functional>

using namespace Qt::StringLiterals;

namespace Atoll {
namespace {

constexpr qint64 kMaximumBytes = 256 * 1024;

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

//! One key: reads a node into the configuration, or says what it must be.
struct Key
{
    const char *name; //!< "agent.listen"
    const char *wants;
    std::function<bool(const toml::node &, Config &)> read;
};

std::function<bool(const toml::node &, Config &)> text(QString Config::*member)
{
    return [member](const toml::node &node, Config &config) {
        const auto value = node.value_exact<std::string>();
        if (value)
            config.*member = fromStd(*value);
        return value.has_value();
    };
}

bool readListen(const toml::node &node, Config &config)
{
    const auto value = node.value_exact<std::string>();
    return value && config.setListen(fromStd(*value));
}

bool readWorkers(const toml::node &node, Config &config)
{
    const auto value = node.value_exact<int64_t>();
    if (!value || *value < 1 || *value > 64)
        return false;
    config.taskWorkers = int(*value);
    return true;
}

bool readEmulation(const toml::node &node, Config &config)
{
    const auto value = node.value_exact<std::string>();
    const auto read = fromJson<Emulation>(QJsonValue(value ? fromStd(*value) : QString()));
    if (read)
        config.emulation = *read;
    return read.has_value();
}

const QList<Key> &keys()
{
    static const QList<Key> list{
        {"agent.state_dir", "a path in quotes", text(&Config::stateDirectory)},
        {"agent.listen", "an address and a port in quotes, as \"0.0.0.0:7443\" or \"[::]:7443\"",
         readListen},
        {"agent.name", "a name in quotes", text(&Config::nodeName)},
        {"agent.task_workers", "a number from 1 to 64", readWorkers},
        {"cluster.name", "a name in quotes", text(&Config::clusterName)},
        {"cluster.site", "a name in quotes", text(&Config::site)},
        {"libvirt.uri", "a libvirt URI in quotes, as \"qemu:///system\"",
         text(&Config::libvirtUri)},
        {"libvirt.emulation", "\"never\", \"when-needed\" or \"always\"", readEmulation},
        {"storage.path", "a path in quotes", text(&Config::storagePath)},
    };
    return list;
}

Error at(const QString &fileName, const toml::source_region &where, const QString &key,
         const QString &why)
{
    return {ErrorCode::InvalidParams,
            u"%1:%2: %3"_s.arg(fileName).arg(where.begin.line).arg(why),
            {},
            {{u"field"_s, key}, {u"line"_s, qint64(where.begin.line)}}};
}

Result<void> readTable(const toml::table &table, const QString &fileName, Config &config)
{
    for (const auto &[sectionName, section] : table) {
        const QString name = fromStd(sectionName.str());
        const toml::table *entries = section.as_table();
        if (!entries)
            return fail(at(fileName, section.source(), name,
                           u"“%1” stands outside of a section such as [agent]"_s.arg(name)));
        for (const auto &[entryName, node] : *entries) {
            const QString path = name + u'.' + fromStd(entryName.str());
            const auto key = std::find_if(keys().begin(), keys().end(), [&path](const Key &known) {
                return path == QLatin1StringView(known.name);
            });
            if (key == keys().end()) {
                QStringList known;
                for (const Key &one : keys())
                    known += QString::fromUtf8(one.name);
                Error error = at(fileName, node.source(), path, u"unknown key “%1”"_s.arg(path));
                error.hint = u"Known keys: "_s + known.join(u", ");
                return fail(error);
            }
            if (!key->read(node, config))
                return fail(at(fileName, node.source(), path,
                               u"%1 must be %2"_s.arg(path, QString::fromUtf8(key->wants))));
        }
    }
    return {};
}

} // namespace

Result<void> Config::setListen(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isNumber = false;
    const int number = text.mid(colon + 1).toInt(&isNumber);
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    const QHostAddress address(host);
    if (colon < 0 || !isNumber || number < 0 || number > 65535 || address.isNull())
        return fail(invalidField(u"listen"_s, u"must be an address and a port, as 0.0.0.0:7443"_s));
    listenAddress = address;
    port = quint16(number);
    return {};
}

void Config::setStateDirectory(const QString &path)
{
    if (storagePath == stateDirectory + u"/volumes"_s)
        storagePath = path + u"/volumes"_s;
    stateDirectory = path;
}

Config Config::defaults()
{
    Config config;
    const bool isRoot = geteuid() == 0;
    config.stateDirectory =
        isRoot
            ? u"/var/lib/atoll"_s
            : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/atoll"_s;
    config.nodeName = QSysInfo::machineHostName().section(u'.', 0, 0);
    config.libvirtUri = isRoot ? u"qemu:///system"_s : u"qemu:///session"_s;
    return config;
}

Result<Config> Config::parse(const QByteArray &text, const QString &fileName)
{
    if (text.size() > kMaximumBytes) {
        return fail(ErrorCode::LimitExceeded,
                    u"%1 is larger than %2 bytes"_s.arg(fileName).arg(kMaximumBytes));
    }
    const toml::parse_result parsed =
        toml::parse(std::string_view(text.constData(), size_t(text.size())));
    if (!parsed) {
        return fail(
            at(fileName, parsed.error().source(), {}, fromStd(parsed.error().description())));
    }
    Config config = defaults();
    if (const auto read = readTable(parsed.table(), fileName, config); !read)
        return fail(read.error());
    if (config.nodeName.isEmpty())
        config.nodeName = u"node"_s;
    if (config.clusterName.isEmpty())
        config.clusterName = config.nodeName;
    if (config.storagePath.isEmpty())
        config.storagePath = config.stateDirectory + u"/volumes"_s;
    return config;
}

Result<Config> Config::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::NotFound,
                    u"cannot read the configuration %1: %2"_s.arg(path, file.errorString()));
    }
    return parse(file.read(kMaximumBytes + 1), path);
}

} // namespace Atoll
