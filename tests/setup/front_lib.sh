# shellcheck shell=bash
# Shared by the tests of web servers in front of confeed: confeed on a free port, $port, and the web
# server at the socket $socket.
# Functions are handed to until_true, and "failed" ends the tests, which shellcheck does not see:
# shellcheck disable=SC2317,SC2034
set -eu

# needs NAME PACKAGE: skips the test where the web server is not there.
PATH=$PATH:/usr/sbin
needs() {
    if ! command -v "$1" >/dev/null; then
        echo "there is no $1 here (Debian package $2; make setup USE=front)"
        exit 77
    fi
}

scratch=$(mktemp -d)
socket=$scratch/front.sock
base=http://feeds.example.org
failed=0
pids=()

finish() {
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait
    rm -rf "$scratch"
}
trap finish EXIT

fail() {
    printf 'failed: %s\n' "$1"
    failed=1
}

# until_true COMMAND…: waits, 30 s at most.
until_true() {
    local tries=0
    until "$@" 2>/dev/null; do
        tries=$((tries + 1))
        if [ $tries -gt 300 ]; then
            echo "gave up waiting for: $*"
            cat "$scratch"/*.log
            exit 1
        fi
        sleep 0.1
    done
}

# is_up ARGUMENT…: the web server answers at the socket.
is_up() {
    [ -S "$socket" ] && curl -s --max-time 30 -o /dev/null "$@" --unix-socket "$socket" "$base/"
}

confeed_pid=
# start_confeed [PORT]: the port is the system's choice at first.
start_confeed() {
    rm -f "$scratch/confeed.log"
    "$CONFEED" serve --listen "127.0.0.1:${1:-0}" data/gfmd-2007.yaml \
        >"$scratch/confeed.log" 2>&1 &
    confeed_pid=$!
    pids+=("$confeed_pid")
    until_true grep -q '^Serving at' "$scratch/confeed.log"
    port=$(sed -n 's/^Serving at .*:\([0-9]*\)\/$/\1/p' "$scratch/confeed.log")
}

stop_confeed() {
    kill "$confeed_pid"
    wait "$confeed_pid" || true
}

# ask ADDRESS ARGUMENT…: through the web server; head and body are in the files head and body.
ask() {
    local path=$1
    shift
    curl -sk --max-time 30 --unix-socket "$socket" -D "$scratch/head" -o "$scratch/body" "$@" \
        "$base$path" || true
    tr -d '\r' <"$scratch/head" | tr '[:upper:]' '[:lower:]' >"$scratch/head.lower"
}
field() {
    sed -n "s/^$1: //p" "$scratch/head.lower"
}
status() {
    sed -n '1s/^http[^ ]* \([0-9]*\).*/\1/p' "$scratch/head.lower"
}

# answers WHAT STATUS
answers() {
    [ "$(status)" = "$2" ] || fail "$1: the status is $(status), expected $2"
}

feed=/gfmd-2007/agencies/ilo.ics

# check_feed: what every web server in front has to let through.
check_feed() {
    local direct etag
    direct=$(curl -sI --noproxy '*' "http://127.0.0.1:$port$feed" |
        tr -d '\r' | tr '[:upper:]' '[:lower:]')
    etag=$(sed -n 's/^etag: //p' <<<"$direct")
    for turn in first second; do
        ask "$feed"
        answers "the $turn request" 200
        cmp "$scratch/body" "feeds$feed" || fail "the $turn request: the calendar is another"
        for name in etag last-modified cache-control content-type content-disposition \
            content-security-policy x-content-type-options; do
            [ "$(field "$name")" = "$(sed -n "s/^$name: //p" <<<"$direct")" ] ||
                fail "the $turn request: $name is another"
        done
    done
    ask "$feed" -I
    answers HEAD 200
    [ "$(field content-length)" = "$(wc -c <"feeds$feed")" ] || fail 'HEAD: another Content-Length'
    ask "$feed" -H "If-None-Match: $etag"
    answers 'If-None-Match with its ETag' 304
    [ "$(field etag)" = "$etag" ] || fail '304: the ETag is another'
    ask "$feed" -H 'If-None-Match: "other"'
    answers 'If-None-Match with another ETag' 200
    ask "$feed?download=1"
    [[ $(field content-disposition) == attachment* ]] || fail 'download=1: the browser does not save'
    ask "$feed" -r 100-199
    answers 'a range' 206
    cmp "$scratch/body" <(tail -c +101 "feeds$feed" | head -c 100) || fail 'a range: other octets'
    ask /gfmd-2007
    answers 'an address without its slash' 301
    ask /gfmd-2007/nothing.ics
    answers 'an address where nothing is' 404
    ask "$feed" -X POST -d x
    answers POST 405
    ask /healthz
    answers 'whether it is alive' 200
    for path in /metrics /readyz '/metrics?name=x' /readyz?; do
        ask "$path"
        answers "$path, which is not for the world," 404
        ! grep -q -e agendas -e confeed_ "$scratch/body" || fail "$path is shown"
    done
    # A target with a host in it, as a proxy is asked.
    ask / --request-target "$base/metrics"
    ! grep -q confeed_ "$scratch/body" || fail '/metrics of an address with its host is shown'
}

# check_stale OLD…: with confeed gone, what was asked for before is still there, be it stale, which is
# so once the command OLD… says so of the last answer.
check_stale() {
    is_stale() {
        ask "$feed" && "$@"
    }
    is_back() {
        ask /gfmd-2007/agencies/iom.ics && [ "$(status)" = 200 ]
    }
    stop_confeed
    until_true is_stale "$@"
    answers 'while confeed is away' 200
    cmp "$scratch/body" "feeds$feed" || fail 'while confeed is away: the calendar is another'
    ask /gfmd-2007/agencies/iom.ics
    [[ $(status) == 50[234] ]] || fail "what nobody has asked for before: $(status)"
    start_confeed "$port"
    # Varnish does not try for a moment after a refused connection.
    until_true is_back
}
