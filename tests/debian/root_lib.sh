# shellcheck shell=bash
# Roots of a Debian release, below the folder $ROOT, in which commands run apart from the machine: they
# share the kernel, the devices and the network, and nothing else.
#
# A root reaches the network as the machine does: it takes over apt's options of how to acquire, name
# servers, hosts and certificates. So it is for tests alone.
set -eu

# From the environment.
: "${TOP:?}" "${RELEASE:?}" "${ROOT:?}"
declare -A suites=([12]=bookworm [13]=trixie)

# needs_root TARGET: ends with 77, aloud, where no root can be made.
needs_root() {
    local why=
    if [ "$(id -u)" -ne 0 ]; then
        why="a root of Debian takes root to set up: sudo make $1"
    elif ! "$TOP/contrib/install-packages" debian; then
        why="what sets up a root of Debian is not here: make setup USE=debian"
    elif ! unshare --mount --pid --fork true 2>/dev/null; then
        why="nothing may be mounted here (in a container: --privileged)"
    fi
    if [ -n "$why" ]; then
        echo "skip: $why"
        exit 77
    fi
}

# mirror: where this machine has its Debian from.
mirror() {
    local found
    # shellcheck disable=SC2016 # apt expands it
    found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
        'Component: main' 2>/dev/null | grep -v security | head -n 1) || true
    echo "${found:-http://deb.debian.org/debian}"
}

# make_base: a bare root, unless it is there.
make_base() {
    local suite=${suites[$RELEASE]:-} base=$ROOT/base
    if [ -z "$suite" ]; then
        echo "RELEASE=$RELEASE is unknown: use ${!suites[*]}" >&2
        exit 2
    fi
    [ ! -e "$base.done" ] || return 0
    rm -rf "$base"
    mkdir -p "$base"
    echo "making a root of Debian $RELEASE ($suite) in $base"
    debootstrap --variant=minbase "$suite" "$base" "$(mirror)" \
        >"$base.log" 2>&1 || {
        tail -n 5 "$base.log" >&2
        exit 3
    }
    apt-config dump Acquire >"$base/etc/apt/apt.conf.d/50machine"
    # The package ca-certificates takes these up when it comes.
    cp -RLT /usr/local/share/ca-certificates "$base/usr/local/share/ca-certificates" 2>/dev/null || true
    echo force-unsafe-io >"$base/etc/dpkg/dpkg.cfg.d/unsafe-io"
    # Services are installed, and not started.
    printf '#!/bin/sh\nexit 101\n' >"$base/usr/sbin/policy-rc.d"
    chmod 755 "$base/usr/sbin/policy-rc.d"
    touch "$base.done"
}

# copy_base FOLDER: another root like it.
copy_base() {
    rm -rf "$1"
    cp -a --reflink=auto "$ROOT/base" "$1"
}

# in_root FOLDER COMMAND…: runs it there as root. What it mounts and leaves running ends with it.
in_root() {
    cp /etc/resolv.conf /etc/hosts "$1/etc/"
    # The shell that waits is the first process of its kind, and buries orphans.
    # shellcheck disable=SC2016 # the shell inside expands it
    unshare --mount --pid --fork --kill-child bash -c '
        mount -t proc proc "$1/proc"
        mount --rbind /dev "$1/dev"
        chroot "$@"
        exit $?' in_root "$1" \
        env -u LC_ALL -u TMPDIR -u XDG_RUNTIME_DIR -u MAKEFLAGS -u MAKELEVEL HOME=/root LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${@:2}"
}

# copy_tree FOLDER: what is or could be committed, in the place of all that lay there but build/.
copy_tree() {
    mkdir -p "$1"
    find "$1" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
    (
        cd "$TOP"
        # git also names what was deleted and not yet committed.
        if git rev-parse --git-dir >/dev/null 2>&1; then
            git ls-files -z --cached --others --exclude-standard
        else
            find . -path ./build -prune -o ! -type d -print0
        fi | while IFS= read -r -d '' name; do
            [ ! -e "$name" ] && [ ! -L "$name" ] || printf '%s\0' "$name"
        done | tar --null --files-from=- -c
    ) | tar -C "$1" -x
}
