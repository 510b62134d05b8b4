# SPDX-FileCopyrightText: The Atoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Part of ./dev: packages, presets and what is made of the release build.

# packages LIST…: installs what is missing of installers/packages/LIST.txt; quick when all is there.
packages() {
    command -v dpkg-query apt-get >/dev/null ||
        die "this is not Debian; docs/building.md tells what is needed"
    local wanted missing
    wanted=$(for list in "$@"; do cat "installers/packages/$list.txt"; done | sort -u)
    # shellcheck disable=SC2086
    missing=$(comm -23 <(echo "$wanted") <(dpkg-query -W \
        -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii  *//p' | sort -u))
    [[ $missing ]] || return 0

    local as_root=(env DEBIAN_FRONTEND=noninteractive)
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "these packages are missing and there is no sudo; as root:
  apt-get install --no-install-recommends ${missing//$'\n'/ }"
        as_root=(sudo "${as_root[@]}")
    fi
    say "installing Debian packages: ${missing//$'\n'/ }"
    mkdir -p build
    local install=("${as_root[@]}" apt-get -y -q --no-install-recommends install)
    # shellcheck disable=SC2086
    "${install[@]}" $missing >build/apt.log 2>&1 </dev/null && return
    # The lists of a bare machine are empty, those of an old one point to what is gone.
    "${as_root[@]}" apt-get -q update >>build/apt.log 2>&1 </dev/null || true
    # shellcheck disable=SC2086
    "${install[@]}" $missing >>build/apt.log 2>&1 </dev/null ||
        { tail -n 15 build/apt.log >&2; die "apt-get could not install them, see build/apt.log"; }
}

configure() { # PRESET
    [[ -e build/$1/build.ninja ]] && return
    say "configuring the preset $1"
    mkdir -p "build/$1"
    cmake --preset "$1" >"build/$1/configure.log" 2>&1 ||
        { tail -n 30 "build/$1/configure.log" >&2; die "cmake failed"; }
}

build() { # PRESET TARGET…
    local preset=$1 quiet=()
    shift
    configure "$preset"
    [[ -t 1 ]] || quiet=(--quiet)
    say "building $preset: $*"
    ninja -C "build/$preset" "${quiet[@]}" "$@" >&2 || die "the build failed"
}

dev_bench() {
    local name='' json=() program found=0
    for word in "$@"; do
        case $word in
            --json) json=(--json) ;;
            -*) die "bench knows [NAME] [--json]" ;;
            *) name=$word ;;
        esac
    done
    packages build run bench
    # Each bench depends on the programs that it measures.
    case $name in
        agent | call | console | disk | fleet | latency | list | peer | soak | terminal)
            build release "bench_$name" ;;
        *) build release benches ;;
    esac
    for program in build/release/bin/bench_*; do
        [[ -x $program && $(basename "$program") == *"$name"* ]] || continue
        found=1
        "$program" "${json[@]}" || failed=1
    done
    ((found)) || die "there is no bench named like '$name'"
    return "${failed:-0}"
}

dev_package() {
    packages build package
    build release all
    rm -rf build/release/packages
    (cd build/release && cpack -G DEB -B packages >cpack.log 2>&1) ||
        { tail -n 20 build/release/cpack.log >&2; die "cpack failed"; }
    ls build/release/packages/*.deb
}
