#!/bin/bash
# contrib/caddy/Caddyfile is what Caddy takes, and in front of confeed it hands everything through.
set -eu
# shellcheck source=tests/setup/front_lib.sh
. tests/setup/front_lib.sh
needs caddy caddy

export HOME=$scratch XDG_DATA_HOME=$scratch XDG_CONFIG_HOME=$scratch
caddy validate --adapter caddyfile --config contrib/caddy/Caddyfile >"$scratch/caddy.log" 2>&1 || {
    cat "$scratch/caddy.log"
    exit 1
}

# start_caddy NAME SUBSTITUTION: at the socket NAME.sock, with a change of its file.
start_caddy() {
    socket=$scratch/$1.sock
    # Plain HTTP on a socket of our own: no certificate is to be had here.
    sed -e "0,/^{/s||{\n    admin off\n    auto_https off|" \
        -e "s|^feeds.example.org {|http://feeds.example.org {\n    bind unix/$socket|" \
        -e "s|127.0.0.1:8080|127.0.0.1:$port|" -e "$2" contrib/caddy/Caddyfile >"$scratch/$1.conf"
    caddy run --adapter caddyfile --config "$scratch/$1.conf" >"$scratch/$1.log" 2>&1 &
    pids+=($!)
    until_true is_up
}

start_confeed
start_caddy impatient 's|lb_try_duration 10s|lb_try_duration 0s|'
check_feed
# Of another name it has nothing, and says so by saying nothing.
check_names 200
check_hidden "$scratch/impatient.log"
grep -q http.log.error "$scratch/impatient.log" || fail 'nothing tells that confeed was away'

# There is no cache: who asks while confeed starts again waits for it.
start_caddy patient ''
stop_confeed
ask "$feed" &
asking=$!
start_confeed
wait "$asking"
answers 'while confeed starts again' 200
cmp "$scratch/body" "feeds$feed" || fail 'while confeed starts again: the calendar is another'
exit $failed
