// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "method.h"

//! Nodes: the machines, and the engines that the agent found on them.
namespace Atoll::Api {

enum class NodeState { Unknown, Online, Offline };
constexpr auto enumNames(NodeState)
{
    return std::array{EnumName{NodeState::Unknown, "unknown"},
                      EnumName{NodeState::Online, "online"},
                      EnumName{NodeState::Offline, "offline"}};
}

struct EngineInfo
{
    QString name;    //!< "libvirt", "qemu"
    QString version; //!< empty when missing
    bool isAvailable = false;
    QDateTime since;      //!< of the present state
    QString problem;      //!< what is wrong, for people
    QString advice;       //!< how to get it
    bool isNeeded = true; //!< false: only some guests or nothing but speed depend on it
    static constexpr auto fields()
    {
        return fieldsOf(
            field("name", &EngineInfo::name), field("version", &EngineInfo::version),
            field("isAvailable", &EngineInfo::isAvailable), field("since", &EngineInfo::since),
            field("problem", &EngineInfo::problem),
            field("advice", &EngineInfo::advice, "How to get it"),
            field("isNeeded", &EngineInfo::isNeeded, "False when only some guests depend on it"));
    }
    bool operator==(const EngineInfo &) const = default;
};

struct NodeInfo
{
    QString name;
    NodeState state = NodeState::Unknown;
    QDateTime since;
    QString version; //!< of the agent
    QString osName;
    QString cpuModel;
    int cpus = 0;
    qint64 memoryBytes = 0;
    bool hasKvm = false; //!< false: guests are emulated (TCG), much slower
    QDateTime bootTime;
    QList<EngineInfo> engines;
    static constexpr auto fields()
    {
        return fieldsOf(
            field("name", &NodeInfo::name).required(), field("state", &NodeInfo::state),
            field("since", &NodeInfo::since), field("version", &NodeInfo::version, "Of the agent"),
            field("osName", &NodeInfo::osName), field("cpuModel", &NodeInfo::cpuModel),
            field("cpus", &NodeInfo::cpus), field("memoryBytes", &NodeInfo::memoryBytes),
            field("hasKvm", &NodeInfo::hasKvm, "Hardware virtualization is usable"),
            field("bootTime", &NodeInfo::bootTime), field("engines", &NodeInfo::engines));
    }
    bool operator==(const NodeInfo &) const = default;
};

struct NodeRef
{
    QString node;
    static constexpr auto fields()
    {
        return fieldsOf(field("node", &NodeRef::node, "Name of the node").required().length(1, 64));
    }
};

inline constexpr Method<Nothing, QList<NodeInfo>> nodeList{
    "node.list", "List nodes and the engines on them", Kind::Query, Privilege::NodeView, "/nodes"};
inline constexpr Method<NodeRef, QList<EngineInfo>> nodeProbe{
    "node.probe", "Look anew for the engines of a node", Kind::Query, Privilege::NodeView,
    "/nodes/{node}"};

inline constexpr std::tuple kNodeMethods{nodeList, nodeProbe};

} // namespace Atoll::Api
