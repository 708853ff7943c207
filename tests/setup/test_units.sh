#!/bin/bash
# systemd finds nothing wrong with the units as they are installed, and little that it could do to the
# machine.
set -eu

EXPOSURE_MAX=1.5

if ! command -v systemd-analyze >/dev/null; then
    echo "there is no systemd-analyze here (Debian package systemd)"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

make --no-print-directory "BUILD=$(basename "$BUILD_DIR")" DESTDIR= "prefix=$scratch" install >/dev/null
unit=$scratch/lib/systemd/system/confeed.service
grep -q "^ExecStart=$scratch/bin/confeed serve " "$unit" || {
    echo "the installed unit does not start the installed program:"
    grep ExecStart "$unit"
    exit 1
}
said=$(systemd-analyze verify --man=no "$unit" "${unit%.service}.socket" 2>&1) || {
    echo "systemd-analyze verify failed"
    said+=' '
}
if [ -n "$said" ]; then
    echo "$said"
    exit 1
fi

# Its table ends with "Overall exposure level for confeed.service: 0.9 SAFE".
table=$(systemd-analyze security --no-pager --offline=true "$unit")
exposure=$(sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p' <<<"$table")
echo "systemd-analyze security: ${exposure:-no score}, at most $EXPOSURE_MAX"
if ! awk -v score="${exposure:-99}" -v max=$EXPOSURE_MAX 'BEGIN { exit !(score <= max) }'; then
    echo "$table"
    exit 1
fi

# What the unit says of folders fits what it starts.
start=$(grep ^ExecStart= "$unit")
for folder in /var/lib/"$(sed -n 's/^StateDirectory=//p' "$unit")"/ \
    /etc/"$(sed -n 's/^ConfigurationDirectory=//p' "$unit")"; do
    if [[ $start != *" $folder"* ]]; then
        echo "$folder is made, and not used: $start"
        exit 1
    fi
done

# What it may take has room to spare: for twice the threads of a service at four addresses, and for far
# more memory than one with an agenda takes.
value_of() { sed -n "s/^$1=//p" "$unit"; }
"$scratch/bin/confeed" serve --listen 127.0.0.1:0 --listen 127.0.0.2:0 --listen 127.0.0.3:0 \
    --listen "unix:$scratch/socket" "$TOP/data/gfmd-2007.yaml" >"$scratch/said" &
service=$!
trap 'kill $service; rm -rf "$scratch"' EXIT
for _ in $(seq 600); do
    ! grep -q '/gfmd-2007/  ' "$scratch/said" || break
    sleep 0.1
done
tasks=$(find /proc/$service/task -mindepth 1 -maxdepth 1 | wc -l)
kilobytes=$(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB$/\1/p' /proc/$service/status)
echo "$tasks threads, TasksMax=$(value_of TasksMax); $kilobytes kB, MemoryMax=$(value_of MemoryMax)"
most=$(numfmt --from=iec "$(value_of MemoryMax)")
if [ "$tasks" -lt 5 ] || [ $((2 * tasks)) -gt "$(value_of TasksMax)" ]; then
    echo "there is no room for twice as many threads"
    exit 1
fi
if [ $((20 * kilobytes * 1024)) -gt "$most" ] && [[ $BUILD_DIR != *[at]san ]]; then
    echo "there is no room for twenty times as much memory"
    exit 1
fi
