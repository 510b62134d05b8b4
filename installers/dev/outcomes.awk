# SPDX-FileCopyrightText: The Atoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads `ctest -V`, writes one outcome for each test function of a Qt Test program, and one for any
# other test, to the file `out` as "pass|fail|skip<TAB>name<TAB>reason". Prints what a person wants
# to see while it runs: a line for each program, and all output of those that fail.

function add(kind, name, reason) {
    gsub(/[\t\r]/, " ", reason)
    printf "%s\t%s%s\t%s\n", kind, prefix, name, reason >> out
}
function finish_pending(n) {
    if (pending_kind[n]) {
        add(pending_kind[n], pending_name[n], pending_reason[n])
        pending_kind[n] = ""
    }
}

/^test [0-9]+$/ { next }
/^ *Start +[0-9]+: / { n = $2 + 0; title[n] = $3; next }

/^[0-9]+: / {
    n = $1 + 0
    line = $0
    sub(/^[0-9]+: ?/, "", line)
    output[n] = output[n] line "\n"
    if (line ~ /^(PASS   |FAIL!  |SKIP   |XPASS  ): /) {
        finish_pending(n)
        kind = substr(line, 1, 4)
        rest = substr(line, 10)
        cut = index(rest, ") ")
        name = cut ? substr(rest, 1, cut) : rest
        reason = cut ? substr(rest, cut + 2) : ""
        if (kind == "PASS") {
            if (name !~ /::(init|cleanup)TestCase\(\)$/) { passed[n]++; add("pass", name, "") }
        } else if (kind == "SKIP") {
            skipped[n]++
            pending_kind[n] = "skip"; pending_name[n] = name; pending_reason[n] = reason
        } else {
            failed[n]++
            pending_kind[n] = "fail"; pending_name[n] = name; pending_reason[n] = reason
        }
    } else if (pending_kind[n] && line ~ /^   Loc: /) {
        pending_reason[n] = pending_reason[n] " " substr(line, 9)
        finish_pending(n)
    }
    last[n] = line
    next
}

# " 3/20 Test  #7: tst_json ........   Passed    0.05 sec"
/ Test +#[0-9]+: / {
    match($0, /#[0-9]+: /)
    n = substr($0, RSTART + 1, RLENGTH - 3) + 0
    after = substr($0, RSTART + RLENGTH)
    split(after, words, " ")
    name = words[1]
    finish_pending(n)
    good = after ~ / Passed +[0-9.]+ sec/
    if (after ~ /\*\*\*Skipped/) {
        if (!skipped[n]) add("skip", name, last[n])
        verdict = "skipped"
    } else if (good) {
        if (!passed[n] && !skipped[n] && !failed[n]) add("pass", name, "")
        verdict = "passed"
    } else {
        verdict = "FAILED"
        if (!failed[n]) {
            reason = after
            sub(/^[^*]*\*\*\*/, "", reason)
            sub(/  +[0-9.]+ sec.*/, "", reason)
            add("fail", name, reason ": " last[n])
        }
        printf "%s", output[n]
    }
    printf "%-8s %s (%d passed, %d failed, %d skipped)\n", verdict, prefix name, \
        passed[n], failed[n], skipped[n]
    fflush()
    output[n] = ""
    next
}
/^No tests were found/ { next }
