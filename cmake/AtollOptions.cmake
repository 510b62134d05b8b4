# One INTERFACE target that every Atoll target links: language level, warnings, Qt's strict defines.
add_library(atoll_options INTERFACE)
target_compile_features(atoll_options INTERFACE cxx_std_20)
target_include_directories(atoll_options INTERFACE "${CMAKE_SOURCE_DIR}/shared")
target_compile_definitions(atoll_options INTERFACE
    ATOLL_VERSION="${PROJECT_VERSION}"
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(MSVC)
    target_compile_options(atoll_options INTERFACE /W4 /WX /utf-8)
else()
    target_compile_options(atoll_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor
        -Woverloaded-virtual -Wno-missing-field-initializers -Werror)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 reports these inside Qt's and the standard library's own templates at -O2.
        target_compile_options(atoll_options INTERFACE
            -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
            -Wno-array-bounds -Wno-dangling-pointer)
    endif()
endif()

set(ATOLL_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")
if(ATOLL_SANITIZE)
    target_compile_options(atoll_options INTERFACE
        -fsanitize=${ATOLL_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(atoll_options INTERFACE -fsanitize=${ATOLL_SANITIZE})
endif()
if(ATOLL_BUILD_FUZZERS)
    target_compile_options(atoll_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(ATOLL_MOLD mold)
if(ATOLL_MOLD AND NOT MSVC)
    # A program may ask for GNU's linker, with its property ATOLL_GNU_LINKER.
    target_link_options(atoll_options INTERFACE
        $<$<NOT:$<BOOL:$<TARGET_PROPERTY:ATOLL_GNU_LINKER>>>:-fuse-ld=mold>)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
