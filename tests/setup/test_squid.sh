#!/bin/bash
# contrib/squid/squid.conf is what Squid takes, and in front of confeed it does as it says.
set -eu
# shellcheck source=tests/setup/front_lib.sh
. tests/setup/front_lib.sh
needs squid squid

# Squid listens at no socket with a name.
confeed_port=$port
pick_port
front_port=$port
port=$confeed_port
start_confeed
# A port and paths of our own in place of those of a machine.
sed -e "s|^http_port 80 |http_port 127.0.0.1:$front_port |" -e "s| 8080 0 | $port 0 |" \
    -e "s|/var/log/squid/|$scratch/|" contrib/squid/squid.conf >"$scratch/squid.conf"
cat >>"$scratch/squid.conf" <<CONF
pid_filename $scratch/squid.pid
cache_log $scratch/squid.log
coredump_dir $scratch
netdb_filename none
CONF
# As root, Squid works as another user, who has to write there.
chmod 777 "$scratch"
squid -k parse -f "$scratch/squid.conf" >"$scratch/parse.log" 2>&1 || {
    cat "$scratch/parse.log"
    exit 1
}
! grep -e WARNING -e ERROR "$scratch/parse.log" || fail 'Squid complains of its configuration'
squid -N -f "$scratch/squid.conf" >"$scratch/out.log" 2>&1 &
pids+=($!)
until_true is_up
# Of what it has itself, Squid 5 answers 304 without the ETag.
etag_of_304=
check_feed
ask "$feed"
[[ $(field x-cache) == hit* ]] || fail "the cache is not used: $(field x-cache)"
check_names 421
check_hidden "$scratch/access.log" "$scratch/squid.log" "$scratch/out.log"
grep -q "\"GET http://feeds.example.org$feed HTTP/" "$scratch/access.log" || fail 'nothing is logged'
grep -q '"- - -" 404 ' "$scratch/access.log" || fail 'requests of private calendars are not counted'

# shellcheck disable=SC2317 # check_stale calls it
is_old() {
    [[ $(field age) -gt 2 ]]
}
check_stale is_old
exit $failed
