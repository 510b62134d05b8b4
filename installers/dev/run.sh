# SPDX-FileCopyrightText: The Atoll authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Part of ./dev: the private agent, its libvirt, the sample VM and the desktop. All they write is in
# $run_dir: one NAME.pid for each process, NAME.log beside it.

sample=atoll-sample

# A process is known by its id and start time, so that stop never hits another that got the same id.
start_time() { cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null; }
remember() { echo "$2 $(start_time "$2")" >"$run_dir/$1.pid"; } # NAME PID
running() {                                                      # NAME: prints the id
    local pid since
    read -r pid since 2>/dev/null <"$run_dir/$1.pid" || return 1
    [[ $since && $(start_time "$pid") == "$since" ]] && echo "$pid"
}
end_process() { # NAME SECONDS
    local pid i
    if pid=$(running "$1"); then
        kill "$pid" 2>/dev/null || true
        for ((i = 0; i < $2 * 10; i++)); do running "$1" >/dev/null || break; sleep 0.1; done
        if running "$1" >/dev/null; then
            say "$1 (process $pid) did not end within $2 s and is killed"
            kill -KILL "$pid" 2>/dev/null || true
        fi
    fi
    rm -f "$run_dir/$1.pid"
}
detached() { # NAME PROGRAM…: starts it in a session of its own
    local name=$1
    shift
    setsid "$@" </dev/null >"$run_dir/$name.log" 2>&1 &
    remember "$name" $!
}
await() { # NAME SECONDS CONDITION…
    local name=$1 i steps=$(($2 * 10))
    shift 2
    for ((i = 0; i < steps; i++)); do
        "$@" && return
        running "$name" >/dev/null || break
        sleep 0.1
    done
    "$@" && return
    tail -n 15 "$run_dir/$name.log" >&2
    die "$name did not come up, see $run_dir/$name.log"
}

# ---------------------------------------------------------------- libvirt and the sample VM
virsh_() { virsh -q -c "$(<"$run_dir/libvirt.uri")" "$@"; }
libvirt_answers() { [[ -s $run_dir/libvirt.uri ]] && timeout 15 virsh -q -c "$(<"$run_dir/libvirt.uri")" version >/dev/null 2>&1; }
private_uri() { sed -n 's/^uri //p' "$run_dir/libvirtd.log" >"$run_dir/libvirt.uri"; libvirt_answers; }

start_libvirt() {
    libvirt_answers && return
    if [[ ${ATOLL_LIBVIRT_URI-} ]]; then
        echo "$ATOLL_LIBVIRT_URI" >"$run_dir/libvirt.uri"
        libvirt_answers || die "$ATOLL_LIBVIRT_URI does not answer"
        return
    fi
    if ((EUID == 0)); then
        echo qemu:///system >"$run_dir/libvirt.uri"
        libvirt_answers && { say "using this machine's libvirt"; return; }
    fi
    say "starting a private libvirtd"
    rm -f "$run_dir/libvirtd.orders"
    mkfifo "$run_dir/libvirtd.orders"
    # Open for both directions: the daemon ends at the end of its input, which so never comes.
    setsid tests/support/private-libvirtd --state "$run_dir/libvirt" \
        --cache "$top/build/cache/libvirt-$EUID" \
        <>"$run_dir/libvirtd.orders" >"$run_dir/libvirtd.log" 2>&1 &
    remember libvirtd $!
    await libvirtd 90 private_uri
}

start_sample() {
    local xml=$run_dir/sample.xml images=$top/build/cache/tinyguest-$EUID
    if [[ $(virsh_ domstate $sample 2>/dev/null) == running ]]; then return; fi
    if ! virsh_ dominfo $sample >/dev/null 2>&1; then
        say "making the sample VM of Debian packages"
        tests/support/tinyguest/make-tiny-guest "$images"
        [[ -e $run_dir/sample.qcow2 ]] || qemu-img create -q -f qcow2 -F qcow2 \
            -b "$images/disk.qcow2" "$run_dir/sample.qcow2"
        sed -e "s|@NAME@|$sample|g" -e "s|@MEMORY@|96|" -e "s|@ARGUMENTS@|tiny.dhcp=1|" \
            -e "s|@IMAGES@|$images|g" -e "s|@DISK@|$run_dir/sample.qcow2|" \
            -e "s|@SERIAL_LOG@|$run_dir/sample.serial|" \
            -e "s|@VNC_SOCKET@|$run_dir/sample.vnc|" \
            tests/support/tinyguest/domain.xml.in >"$xml"
        virsh_ define "$xml" >/dev/null
        touch "$run_dir/sample.defined"
    fi
    virsh_ start $sample >/dev/null || die "the sample VM does not start"
}

stop_libvirt() {
    local pid i
    if [[ -e $run_dir/sample.defined ]] && libvirt_answers; then
        virsh_ destroy $sample >/dev/null 2>&1 || true
        # In the machine's own libvirt nothing may stay; in ours the guest is part of the state.
        if ! running libvirtd >/dev/null; then
            virsh_ undefine --nvram $sample >/dev/null 2>&1 || true
            rm -f "$run_dir/sample.defined"
        fi
    fi
    if pid=$(running libvirtd); then
        echo quit 1<>"$run_dir/libvirtd.orders"
        for ((i = 0; i < 200; i++)); do running libvirtd >/dev/null || break; sleep 0.1; done
    fi
    end_process libvirtd 10
    rm -f "$run_dir/libvirtd.orders" "$run_dir/libvirt.uri"
}

# ---------------------------------------------------------------- the agent
bin=$top/build/$preset/bin

free_port() {
    local port
    for ((port = 7443; port < 7543; port++)); do
        (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo $port; return; }
    done
    die "no free port between 7443 and 7542"
}
agent_ready() {
    local line
    line=$(grep -m1 '^listening on ' "$run_dir/agent.log" 2>/dev/null) || return 1
    read -r _ _ address _ fingerprint <<<"$line"
}

# Inside some virtual machines /dev/kvm is there and does not work. QEMU then ends at once; one that
# still runs after a second is well.
emulation() {
    local code=0
    [[ -w /dev/kvm ]] || { echo when-needed; return; }
    timeout 1 qemu-system-x86_64 -accel kvm -cpu host -S -nodefaults -display none -monitor none \
        -serial none -m 16 >"$run_dir/kvm.log" 2>&1 || code=$?
    if ((code == 124)); then echo when-needed; else echo always; fi
}

start_agent() {
    if running agent >/dev/null && agent_ready; then return; fi
    if [[ ! -e $run_dir/admin.password ]]; then
        (umask 077 && head -c 18 /dev/urandom | base64 >"$run_dir/admin.password")
    fi
    cat >"$run_dir/atolld.toml" <<TOML
[agent]
name = "$(uname -n)"
state_dir = "$run_dir/agent"
listen = "127.0.0.1:$(free_port)"

[cluster]
name = "Development"

[libvirt]
uri = "$(<"$run_dir/libvirt.uri")"
emulation = "$(emulation)"

[storage]
path = "$run_dir/storage"
TOML
    mkdir -p "$run_dir/agent" "$run_dir/storage"
    if [[ ! -e $run_dir/agent/.dev-user ]]; then
        "$bin/atolld" --config "$run_dir/atolld.toml" user add admin --role Administrator \
            --password-stdin <"$run_dir/admin.password" >"$run_dir/user.log" 2>&1 ||
            { cat "$run_dir/user.log" >&2; die "the agent's first user could not be made"; }
        touch "$run_dir/agent/.dev-user"
    fi
    say "starting the agent"
    detached agent "$bin/atolld" --config "$run_dir/atolld.toml"
    await agent 60 agent_ready
}

# ---------------------------------------------------------------- commands
# Sets `login`, `address` and `fingerprint` for the agent that runs; fails when none does.
find_agent() {
    running agent >/dev/null && agent_ready || return 1
    login=(--fingerprint "$fingerprint" --user admin@builtin
        --password-file "$run_dir/admin.password")
    desktop=("$bin/atoll" --profile "$run_dir/desktop" --connect "$address" "${login[@]}")
}

dev_run() {
    local mode=window
    case ${1-} in
        --headless | --xvfb) mode=${1#--} ;;
        '') ;;
        *) usage >&2; exit 2 ;;
    esac
    if [[ $mode == window && ! ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then
        die "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). Choose one:
  ./dev run --headless   the agent and the sample VM only
  ./dev run --xvfb       with the desktop on a virtual screen"
    fi
    packages build run
    if [[ $mode == headless ]]; then
        build "$preset" atolld atollctl
    else
        build "$preset" atolld atollctl atoll
    fi
    mkdir -p "$run_dir"
    start_libvirt
    start_sample
    start_agent
    find_agent
    echo "address     $address"
    echo "fingerprint $fingerprint"
    case $mode in
        headless) say "running; ./dev ctl … talks to it, ./dev stop ends it" ;;
        xvfb) start_xvfb && start_desktop ;;
        window) open_desktop ;;
    esac
}

dev_stop() {
    [[ -d $run_dir ]] || return 0
    end_process desktop 10
    end_process xvfb 5
    end_process agent 20
    stop_libvirt
    say "stopped; the state stays in ${run_dir#"$top/"}"
}

dev_ctl() {
    find_agent || die "no agent runs; start it by ./dev run --headless"
    exec "$bin/atollctl" --server "$address" "${login[@]}" "$@"
}

# ---------------------------------------------------------------- the desktop
# Its settings and cache stay in the tree, too (--profile).
open_desktop() {
    say "opening the desktop; the agent runs on when you close it, until ./dev stop"
    "${desktop[@]}"
}

xvfb_ready() { [[ -s $run_dir/display ]]; }
start_xvfb() {
    running xvfb >/dev/null && xvfb_ready && return
    rm -f "$run_dir/display"
    # Xvfb takes the first free display number and tells it.
    detached xvfb bash -c 'exec Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp \
        -noreset 3>"$0"' "$run_dir/display"
    await xvfb 20 xvfb_ready
}
window_shown() { xwininfo -root -tree 2>/dev/null | grep -q '"Atoll'; }
start_desktop() {
    DISPLAY=:$(<"$run_dir/display")
    export DISPLAY
    unset WAYLAND_DISPLAY
    if ! running desktop >/dev/null; then
        detached desktop "${desktop[@]}"
    fi
    await desktop 60 window_shown
    say "the desktop is on DISPLAY=$DISPLAY; ./dev stop ends it"
}

dev_shot() {
    [[ ${1-} && $1 != -* ]] || die "shot needs a directory"
    local out
    mkdir -p "$1" && out=$(cd "$1" && pwd)
    dev_run --headless
    build "$preset" atoll
    env -u WAYLAND_DISPLAY xvfb-run -a -s '-screen 0 1600x1000x24 -nolisten tcp' \
        "${desktop[@]}" --shots "$out" || die "no pictures were made"
    ls "$out"
}
