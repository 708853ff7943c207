#!/bin/bash
# "confeed serve" as a command: what it says when it starts, how it ends, and that it serves what
# "confeed build" writes.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

write_agenda forum >forum.yaml
write_agenda other >other.yaml
write_bad_agenda >bad.yaml

what='an agenda with mistakes is not served'
run 1 serve --listen 127.0.0.1:0 forum.yaml bad.yaml
prints_nothing
complains "$(mistakes_in_bad_yaml)"

what='two agendas of one id are not served'
cp forum.yaml again.yaml
run 1 serve --listen 127.0.0.1:0 forum.yaml again.yaml
complains "$(twin forum.yaml again.yaml)" "$(twin again.yaml forum.yaml)"

what='a file that is not there is not served'
run 3 serve --listen 127.0.0.1:0 none.yaml
complains 'confeed: error: none.yaml: cannot be opened: No such file or directory'

what='an address that is none is wrong usage'
run 2 serve --listen nowhere forum.yaml
prints_nothing
complains 'confeed: error: "nowhere" is not an address to listen on: expected ADDR:PORT with a port of 0 to 65535, such as 127.0.0.1:8080, [::1]:8080 or localhost:8080, or unix:PATH'

what='numbers of connections that make no sense are told'
run 2 serve --max-connections 0 forum.yaml
complains 'confeed: error: --max-connections is 0, and should be 1 to 1000000'
run 2 serve --max-connections-per-address=-1 forum.yaml
complains 'confeed: error: --max-connections-per-address is -1, and should be 0 (any number) to 1000000'
run 2 serve --max-age=-1 forum.yaml
complains 'confeed: error: --max-age is -1, and should be 0 to 31536000'
run 2 serve --stale-if-error 31536001 forum.yaml
complains 'confeed: error: --stale-if-error is 31536001, and should be 0 (never) to 31536000'
run 2 serve --max-connections many forum.yaml
grep -q 'many' err || fail "  said: $(cat err)"
prints_nothing

what='a name that is none is wrong usage'
run 2 serve --host feeds.example.org --host feeds.example.org:8080 forum.yaml
complains 'confeed: error: --host is "feeds.example.org:8080", and should be like feeds.example.org: no port, and letters beyond ASCII as in xn--mnchen-3ya.example'
prints_nothing

what='a proxy that cannot be trusted is wrong usage'
run 2 serve --trusted-proxy 127.0.0.1 --trusted-proxy proxy.example.org forum.yaml
complains 'confeed: error: --trusted-proxy: "proxy.example.org" is not where a proxy could be: expected ADDRESS, ADDRESS/BITS or unix, such as 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32'
run 2 serve --trusted-proxy 10.0.0.1/8 forum.yaml
complains 'confeed: error: --trusted-proxy: "10.0.0.1/8" is not the address of a network: expected 10.0.0.0/8, or an address without /8'
prints_nothing

what='an address that this machine does not have is told'
run 3 serve --listen 192.0.2.1:0 forum.yaml
prints_nothing
grep -q '^confeed: error: cannot listen on 192.0.2.1:0: ' err || fail "  said: $(cat err)"

# begin LAST OPERAND…: starts a server, waits until it has said where it is, to the agenda LAST; sets
# $pid and $url.
begin() {
    local waited=0 last=$1
    shift
    : >out
    "$CONFEED" serve --listen 127.0.0.1:0 "$@" >out 2>err &
    pid=$!
    until grep -q "/$last/  " out; do
        waited=$((waited + 1))
        if [ $waited -gt 600 ] || ! kill -0 "$pid" 2>/dev/null; then
            fail "  it did not start: $(cat out err)"
            exit 1
        fi
        sleep 0.05
    done
    url=$(sed -n '1s/^Serving at \(.*\)\/$/\1/p' out)
}

for signal in TERM INT; do
    what="it tells its addresses, serves what build writes, and ends well on SIG$signal"
    # A shell that is not interactive lets its background processes ignore SIGINT.
    set -m
    begin other other.yaml forum.yaml
    set +m
    prints "Serving at $url/" "$url/forum/  Forum forum" "$url/other/  Forum other"
    rm -rf built
    # With PDFs, which the service's pages offer, unless the program makes none.
    "$CONFEED" build --pdf forum.yaml other.yaml -o built >said 2>&1 ||
        "$CONFEED" build forum.yaml other.yaml -o built >said
    /usr/bin/python3 - "$url" <<'END' || fail '  it serves something else'
import pathlib
import sys
import urllib.request

opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
paths = [p for p in pathlib.Path("built").rglob("*") if p.is_file() and p.name[0] != "."]
assert len([path for path in paths if path.suffix != ".pdf"]) == 36, paths
for path in paths:
    address = str(path.relative_to("built")).replace("index.html", "")
    with opener.open(f"{sys.argv[1]}/{address}", timeout=30) as answer:
        # The page of an agenda and that of its table offer less where there is no service.
        is_less = address in ("forum/", "other/", "forum/table.html", "other/table.html")
        assert (answer.read() == path.read_bytes()) != is_less, path
END
    kill -s $signal "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 0 ] || fail "  exit status $status"
    complains_of_nothing
done

what='an agenda that has ended is served, and its addresses are not told'
run 0 publish forum.yaml --history h.db
run 0 publish other.yaml --history h.db
run 0 retire forum --history h.db
begin other --history h.db
prints "Serving at $url/" "$url/other/  Forum other"
/usr/bin/python3 - "$url/forum/agenda.ics" <<'END' || fail '  it is not served'
import sys
import urllib.request

opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
with opener.open(sys.argv[1], timeout=30) as answer:
    assert answer.read().startswith(b"BEGIN:VCALENDAR")
END
kill "$pid"
wait "$pid" || fail '  it ended badly'

what='the calendars of agencies are told to whom asks for them'
begin other --list other.yaml
for _ in $(seq 600); do
    ! grep -q ilo.ics out || break
    sleep 0.05
done
prints "Serving at $url/" "$url/other/  Forum other" "  $url/other/agencies/ilo.ics"
kill "$pid"
wait "$pid" || fail '  it ended badly'

what='with standard output closed, no socket or file takes its place'
"$CONFEED" serve --listen 127.0.0.1:0 forum.yaml >&- 2>err &
pid=$!
# holds_stream: whether the program, no longer the shell before it, has put something there.
holds_stream() {
    [ "$(readlink "/proc/$pid/exe")" -ef "$CONFEED" ] &&
        [ "$(readlink "/proc/$pid/fd/1")" = /dev/null ]
}
waited=0
until holds_stream || [ $waited -gt 200 ]; do
    waited=$((waited + 1))
    sleep 0.05
done
holds_stream || fail "  it is $(readlink "/proc/$pid/fd/1")"
kill "$pid"
wait "$pid" || true

finish
