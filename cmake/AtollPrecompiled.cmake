# Precompiled headers: Qt and the standard library are most of what the compiler reads, so they are
# read once a preset. Only headers from outside the tree belong here, because a change of one of
# them compiles everything again. No source may rely on it: each includes what it uses.
option(ATOLL_PRECOMPILED_HEADERS "Read Qt's and the standard library's headers once" ON)
if(NOT ATOLL_PRECOMPILED_HEADERS)
    function(atoll_use_precompiled target)
    endfunction()
    return()
endif()

set(core_headers
    <QDateTime> <QDeadlineTimer> <QFuture> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
    <QList> <QLoggingCategory> <QMap> <QObject> <QPointer> <QString> <QStringList> <QTimer>
    <QVariant> <tl/expected.hpp>
    <algorithm> <array> <chrono> <functional> <memory> <optional> <stop_token> <tuple> <utility>
    <variant>)
set(gui_headers
    <QAbstractItemModel> <QAction> <QBoxLayout> <QFormLayout> <QLabel> <QLineEdit> <QPainter>
    <QPushButton> <QToolButton> <QWidget>)

file(WRITE "${CMAKE_BINARY_DIR}/precompiled.cpp" "// carries the precompiled headers\n")
# Include paths without the libraries: Qt's QT_GUI_LIB and its likes must not be part of what is
# precompiled, because not all that use it have them.
function(atoll_add_precompiled name modules)
    add_library(${name} OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(${name} PRIVATE atoll_options)
    target_compile_definitions(${name} PRIVATE
        QT_CORE_LIB $<$<NOT:$<CONFIG:Debug>>:QT_NO_DEBUG>)
    target_compile_options(${name} PRIVATE $<TARGET_PROPERTY:Qt6::Core,INTERFACE_COMPILE_OPTIONS>)
    foreach(module IN LISTS modules)
        target_include_directories(${name} SYSTEM PRIVATE
            $<TARGET_PROPERTY:${module},INTERFACE_INCLUDE_DIRECTORIES>)
    endforeach()
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON AUTOMOC OFF AUTOUIC OFF)
    target_precompile_headers(${name} PRIVATE ${ARGN})
    # ccache knows a precompiled header by this instead of its bytes, which no two trees share.
    string(SHA256 sum "${ARGN} Qt ${Qt6_VERSION} ${CMAKE_CXX_COMPILER_VERSION} ${ATOLL_SANITIZE} ${CMAKE_CXX_FLAGS_DEBUG} ${CMAKE_BUILD_TYPE}")
    foreach(ending IN ITEMS gch pch)
        file(WRITE "${CMAKE_BINARY_DIR}/CMakeFiles/${name}.dir/cmake_pch.hxx.${ending}.sum" "${sum}")
    endforeach()
endfunction()

atoll_add_precompiled(atoll_precompiled Qt6::Core ${core_headers})
if(ATOLL_BUILD_DESKTOP)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets)
    atoll_add_precompiled(atoll_precompiled_gui "Qt6::Core;Qt6::Gui;Qt6::Widgets"
        ${core_headers} ${gui_headers})
endif()

function(atoll_use_precompiled target)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${CMAKE_SOURCE_DIR}"
               OUTPUT_VARIABLE relative)
    if(ATOLL_BUILD_DESKTOP AND relative MATCHES "^(tests/)?desktop")
        target_precompile_headers(${target} REUSE_FROM atoll_precompiled_gui)
    else()
        target_precompile_headers(${target} REUSE_FROM atoll_precompiled)
    endif()
endfunction()
