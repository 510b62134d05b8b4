# SPDX-FileCopyrightText: The Atoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Part of ./dev: all tests, counted one by one.

# Outcomes are lines "pass|fail|skip<TAB>name<TAB>reason" in this file.
outcomes=$top/build/test-outcomes
outcome() { printf '%s\t%s\t%s\n' "$1" "$2" "${3-}" >>"$outcomes"; }

dev_test() {
    local label='' name=''
    while (($#)); do
        case $1 in
            -L) label=${2-}; shift 2 || die "-L needs a label" ;;
            -*) die "test knows [-L LABEL] [NAME]" ;;
            *) name=$1; shift ;;
        esac
    done
    packages build run test
    mkdir -p build
    : >"$outcomes"
    [[ $label$name && $label != format ]] || check_format
    case $label in
        format) ;;
        asan) run_asan "$name" ;;
        fuzz) run_fuzzers "$name" ;;
        *)
            build "$preset" all
            run_ctest "$preset" "$label" "$name"
            [[ $label$name ]] || { run_asan ''; run_fuzzers ''; }
            ;;
    esac
    report
}

report() {
    local passed failed skipped
    passed=$(grep -c ^pass "$outcomes") failed=$(grep -c ^fail "$outcomes") || true
    skipped=$(grep -c ^skip "$outcomes") || true
    if ((skipped)); then
        echo "Skipped:"
        awk -F'\t' '$1 == "skip" { print "  " $2 ": " $3 }' "$outcomes"
    fi
    if ((failed)); then
        echo "Failed:"
        awk -F'\t' '$1 == "fail" { print "  " $2 ($3 ? ": " $3 : "") }' "$outcomes"
    fi
    echo "$passed passed, $failed failed, $skipped skipped"
    ((passed + failed + skipped)) || { say "no test is named so"; return 1; }
    ((failed == 0))
}

check_format() {
    local file bad
    say "checking the format of the sources"
    bad=$(git ls-files -- '*.cpp' '*.h' | xargs -r -P "$(nproc)" -n 20 \
        clang-format --dry-run 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:.*clang-format-violations.*/\1/p' | sort -u)
    for file in $bad; do outcome fail "format $file" "run clang-format -i $file"; done
    [[ $bad ]] || outcome pass format
}

# run_ctest PRESET LABEL NAME
run_ctest() {
    local select=() log=build/$1/tests.log
    [[ $2 ]] && select+=(-L "^$2\$")
    [[ $3 ]] && select+=(-R "$3")
    say "running the tests of $1${2:+, label $2}${3:+, named like $3}; log in $log"
    # Screen and input of the person who runs this are not the tests' business.
    env -u DISPLAY -u WAYLAND_DISPLAY ctest --test-dir "build/$1" -V -j "$(nproc)" \
        "${select[@]}" </dev/null 2>&1 | tee "$log" |
        awk -v prefix="${4-}" -v out="$outcomes" -f installers/dev/outcomes.awk || true
}

run_asan() { # NAME
    build asan unit_tests
    # Files that a fontconfig or GLib keeps for ever are not our leaks.
    ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
        run_ctest asan unit "$1" "asan "
}

# Each fuzz target starts from its recorded inputs and gets five seconds.
run_fuzzers() { # NAME
    local program target log corpus work
    build fuzz fuzzers
    for program in build/fuzz/fuzzers/fuzz_*; do
        target=$(basename "$program") log=$program.log
        [[ -x $program && -f $program && $target == *"$1"* && $target != *.log ]] || continue
        corpus=tests/data/fuzz/${target#fuzz_}
        work=build/fuzz/corpus/$target
        mkdir -p "$work"
        [[ -d $corpus ]] || corpus=
        if "$program" -max_total_time=5 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
            -artifact_prefix="$work/crash-" "$work" $corpus >"$log" 2>&1 </dev/null; then
            outcome pass "fuzz $target"
        else
            tail -n 30 "$log"
            outcome fail "fuzz $target" "see $log; inputs in $work"
        fi
    done
}
