// SPDX-FileCopyrightText: The Atoll authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <core/result.h>

#include <QTest>

//! In a test function or initTestCase: goes on if `result` holds a value, skips with the reason if
//! this machine lacks what it takes (ErrorCode::Unsupported), and fails with the words otherwise.
#define ATOLL_SKIP_OR_FAIL(result)                                                                 \
    do {                                                                                           \
        if (!(result)) {                                                                           \
            if ((result).error().code == Atoll::ErrorCode::Unsupported) {                          \
                QSKIP(qPrintable((result).error().sentence()));                                    \
            }                                                                                      \
            QFAIL(qPrintable((result).error().sentence()));                                        \
        }                                                                                          \
    } while (false)

//! Fails the test with the error's own words.
#define ATOLL_VERIFY(expression)                                                                   \
    do {                                                                                           \
        const auto &atollOutcome = (expression); /* once: it may change something */               \
        QVERIFY2(                                                                                  \
            atollOutcome.has_value(),                                                              \
            qPrintable(atollOutcome.has_value() ? QString() : atollOutcome.error().sentence()));   \
    } while (false)
