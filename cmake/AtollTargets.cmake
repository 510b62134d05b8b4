# What runs on every node is small before it is fast: built for speed the agent's code is twice as
# large, and it waits for engines and disks anyhow. `shared` is in the agent and in the desktop.
# Precompiled headers are for one level of optimization only.
function(atoll_optimize target layer)
    if(MSVC OR NOT CMAKE_BUILD_TYPE STREQUAL "Release" OR layer STREQUAL "desktop")
        atoll_use_precompiled(${target})
    elseif(layer STREQUAL "agent")
        target_compile_options(${target} PRIVATE -Os)
    else()
        target_compile_options(${target} PRIVATE -O2)
        atoll_use_precompiled(${target})
    endif()
endfunction()

# atoll_add_library(NAME <folder library> SOURCES … [DEPENDS …] [PRIVATE_DEPENDS …] [OWN_FLAGS])
# OWN_FLAGS: the folder sets compile options of its own, so it cannot share precompiled headers.
# One static library per folder. Its public headers are included as <area/x.h>: the include root is
# the layer's folder (shared, agent, desktop).
function(atoll_add_library)
    cmake_parse_arguments(arg "OWN_FLAGS" "NAME" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(${arg_NAME} STATIC ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PUBLIC atoll_options ${arg_DEPENDS}
                                      PRIVATE ${arg_PRIVATE_DEPENDS})
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${CMAKE_SOURCE_DIR}"
               OUTPUT_VARIABLE relative)
    string(REGEX MATCH "^[^/]+" layer "${relative}")
    target_include_directories(${arg_NAME} PUBLIC "${CMAKE_SOURCE_DIR}/${layer}")
    set_target_properties(${arg_NAME} PROPERTIES AUTOMOC ON)
    if(NOT arg_OWN_FLAGS)
        atoll_optimize(${arg_NAME} ${layer})
    endif()
endfunction()

# atoll_add_program(NAME <executable> SOURCES … DEPENDS …)
function(atoll_add_program)
    cmake_parse_arguments(arg "" "NAME" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${arg_NAME} ${arg_SOURCES})
    target_link_libraries(${arg_NAME} PRIVATE atoll_options ${arg_DEPENDS})
    set_target_properties(${arg_NAME} PROPERTIES AUTOMOC ON)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${CMAKE_SOURCE_DIR}"
               OUTPUT_VARIABLE relative)
    string(REGEX MATCH "^[^/]+" layer "${relative}")
    atoll_optimize(${arg_NAME} ${layer})
endfunction()

# atoll_add_test(NAME tst_x LABEL unit|engine|desktop|e2e [SOURCES …] LINK … [TIMEOUT s])
# SOURCES defaults to <NAME>.cpp. Tests find recorded data below ATOLL_TEST_DATA and the programs in
# ATOLL_BIN_DIR. Exit code 77 of a test script, or QSKIP, is a skip.
function(atoll_add_test)
    cmake_parse_arguments(arg "SERIAL" "NAME;LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${arg_NAME}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_executable(${arg_NAME} ${arg_SOURCES})
    set_target_properties(${arg_NAME} PROPERTIES AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(${arg_NAME} PRIVATE atoll_options Qt6::Test ${arg_LINK})
    target_include_directories(${arg_NAME} PRIVATE "${CMAKE_SOURCE_DIR}/tests")
    if(CMAKE_BUILD_TYPE STREQUAL "Debug")
        atoll_use_precompiled(${arg_NAME})
    else() # Qt's headers have assertions only so
        target_compile_definitions(${arg_NAME} PRIVATE QT_FORCE_ASSERTS)
    endif()
    target_compile_definitions(${arg_NAME} PRIVATE
        ATOLL_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data"
        ATOLL_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        ATOLL_BIN_DIR="${CMAKE_BINARY_DIR}/bin")
    add_test(NAME ${arg_NAME} COMMAND ${arg_NAME})
    # Qt Test's own limit for a function is five minutes, less than a guest may take to boot.
    math(EXPR milliseconds "${arg_TIMEOUT} * 1000")
    set_tests_properties(${arg_NAME} PROPERTIES
        LABELS "${arg_LABEL}" TIMEOUT ${arg_TIMEOUT} SKIP_RETURN_CODE 77
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_LOGGING_RULES=qt.qpa.*=false;QTEST_FUNCTION_TIMEOUT=${milliseconds}")
    # unit_tests and so on build just the tests of a label.
    if(NOT TARGET ${arg_LABEL}_tests)
        add_custom_target(${arg_LABEL}_tests)
    endif()
    add_dependencies(${arg_LABEL}_tests ${arg_NAME})
    if(arg_SERIAL)
        set_tests_properties(${arg_NAME} PROPERTIES RUN_SERIAL ON)
    endif()
endfunction()

# atoll_add_fuzzer(NAME fuzz_x [SOURCES …] LINK …)
# A libFuzzer target, built by the preset fuzz only. SOURCES defaults to <NAME>.cpp; inputs to start
# from are in tests/data/fuzz/<x>/. `./dev test -L fuzz` runs it.
function(atoll_add_fuzzer)
    cmake_parse_arguments(arg "" "NAME" "SOURCES;LINK" ${ARGN})
    if(NOT ATOLL_BUILD_FUZZERS)
        return()
    endif()
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${arg_NAME}.cpp)
    endif()
    add_executable(${arg_NAME} ${arg_SOURCES})
    set_target_properties(${arg_NAME} PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzzers")
    target_link_libraries(${arg_NAME} PRIVATE atoll_options ${arg_LINK})
    target_link_options(${arg_NAME} PRIVATE -fsanitize=fuzzer)
    atoll_use_precompiled(${arg_NAME})
    if(NOT TARGET fuzzers)
        add_custom_target(fuzzers)
    endif()
    add_dependencies(fuzzers ${arg_NAME})
endfunction()
