# The protocol by which a console takes the compositor's own shortcuts on Wayland: made from its XML
# by wayland-scanner, as the library atoll_wayland_inhibit. Sets ATOLL_WITH_WAYLAND_INHIBIT, false
# where wayland-client, the protocol or Qt's private headers are not there.
set(ATOLL_WITH_WAYLAND_INHIBIT OFF)
pkg_check_modules(WAYLAND_CLIENT QUIET IMPORTED_TARGET wayland-client)
pkg_get_variable(wayland_protocols wayland-protocols pkgdatadir)
find_program(WAYLAND_SCANNER wayland-scanner)
find_file(WAYLAND_INHIBIT_XML keyboard-shortcuts-inhibit-unstable-v1.xml
    PATHS "${wayland_protocols}/unstable/keyboard-shortcuts-inhibit" NO_DEFAULT_PATH)
# From Qt 6.10 on private modules are packages of their own.
if(NOT TARGET Qt6::GuiPrivate)
    find_package(Qt6 QUIET OPTIONAL_COMPONENTS GuiPrivate)
endif()
unset(native_interface)
if(TARGET Qt6::GuiPrivate)
    get_target_property(private_includes Qt6::GuiPrivate INTERFACE_INCLUDE_DIRECTORIES)
    find_file(native_interface qpa/qplatformnativeinterface.h
        PATHS ${private_includes} NO_DEFAULT_PATH NO_CACHE)
endif()

if(NOT WAYLAND_CLIENT_FOUND OR NOT WAYLAND_SCANNER OR NOT WAYLAND_INHIBIT_XML
    OR NOT native_interface)
    message(STATUS "Wayland: without keyboard-shortcuts-inhibit "
        "(libwayland-dev, wayland-protocols, qt6-base-private-dev)")
    return()
endif()

set(generated "${CMAKE_BINARY_DIR}/wayland/keyboard-shortcuts-inhibit-unstable-v1")
add_custom_command(OUTPUT "${generated}-client.h" "${generated}.c"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_BINARY_DIR}/wayland"
    COMMAND ${WAYLAND_SCANNER} client-header "${WAYLAND_INHIBIT_XML}" "${generated}-client.h"
    COMMAND ${WAYLAND_SCANNER} private-code "${WAYLAND_INHIBIT_XML}" "${generated}.c"
    DEPENDS "${WAYLAND_INHIBIT_XML}" VERBATIM)
add_library(atoll_wayland_inhibit STATIC "${generated}.c" "${generated}-client.h")
set_target_properties(atoll_wayland_inhibit PROPERTIES
    AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
target_include_directories(atoll_wayland_inhibit SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/wayland")
target_link_libraries(atoll_wayland_inhibit PUBLIC PkgConfig::WAYLAND_CLIENT)
set(ATOLL_WITH_WAYLAND_INHIBIT ON)
