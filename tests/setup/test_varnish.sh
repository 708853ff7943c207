#!/bin/bash
# contrib/varnish/confeed.vcl is what Varnish takes, and in front of confeed it does as it says.
set -eu
# shellcheck source=tests/setup/front_lib.sh
. tests/setup/front_lib.sh
needs varnishd varnish

chmod 755 "$scratch"
varnishd -C -n "$scratch/compiled" -f "$PWD/contrib/varnish/confeed.vcl" >"$scratch/varnish.log" 2>&1 || {
    cat "$scratch/varnish.log"
    exit 1
}
start_confeed
sed -e "s|\"8080\"|\"$port\"|" contrib/varnish/confeed.vcl >"$scratch/confeed.vcl"
varnishd -F -j none -n "$scratch/run" -a "$socket,mode=666" -s malloc,16m -f "$scratch/confeed.vcl" \
    >"$scratch/varnish.log" 2>&1 &
pids+=($!)
until_true is_up
check_feed
[ "$(field x-varnish)" != '' ] || fail 'it was not Varnish that answered'
check_names 421

# What the file says of logs is what varnishncsa takes, and does as it says.
query=$(sed -n "/^# -q '/,/'$/{s/^# //; s/^-q '//; s/'$//; p}" contrib/varnish/confeed.vcl | tr '\n' ' ')
format='%h %l %u %t "%r" %s %b "%{Referer}i" "%{User-agent}i"'
varnishncsa -n "$scratch/run" -q "$query" -F "$format" >"$scratch/ncsa.log" 2>&1 &
pids+=($!)
# shellcheck disable=SC2317 # until_true calls it
is_logged() {
    ask "$feed"
    [ -s "$scratch/ncsa.log" ]
}
until_true is_logged
check_hidden "$scratch/varnish.log" "$scratch/ncsa.log"

# shellcheck disable=SC2317 # check_stale calls it
is_old() {
    [[ $(field age) -gt 2 ]]
}
check_stale is_old
exit $failed
