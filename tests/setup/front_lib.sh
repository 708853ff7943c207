# shellcheck shell=bash
# Shared by the tests of web servers in front of confeed: confeed at the port $port, to which it
# comes back, and the web server at the socket $socket, or at the port $front_port if that is set.
# What confeed sends is stale after 2 s.
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
front_port=
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

# through_front ARGUMENT…: curl, which finds the web server whatever the address says.
through_front() {
    if [ -n "$front_port" ]; then
        curl -sk --max-time 30 --connect-to "::127.0.0.1:$front_port" "$@"
    else
        curl -sk --max-time 30 --unix-socket "$socket" "$@"
    fi
}

# is_up: the web server answers.
is_up() {
    through_front -o /dev/null "$base/"
}

# pick_port: one that nobody has and that the system gives to nobody unasked.
pick_port() {
    local first
    read -r first _ </proc/sys/net/ipv4/ip_local_port_range
    port=$((1024 + RANDOM % (first - 1024)))
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        port=$((1024 + RANDOM % (first - 1024)))
    done
}
pick_port

confeed_pid=
start_confeed() {
    rm -f "$scratch/confeed.log"
    "$CONFEED" serve --listen "127.0.0.1:$port" --host feeds.example.org --max-age 2 \
        data/gfmd-2007.yaml >"$scratch/confeed.log" 2>&1 &
    confeed_pid=$!
    pids+=("$confeed_pid")
    until_true grep -q '^Serving at' "$scratch/confeed.log"
}

stop_confeed() {
    kill "$confeed_pid"
    wait "$confeed_pid" || true
}

# ask ADDRESS ARGUMENT…: through the web server; head and body are in the files head and body.
ask() {
    local path=$1
    shift
    through_front -D "$scratch/head" -o "$scratch/body" "$@" "$base$path" || true
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
    [ "$(field etag)" = "$etag" ] || [ "$(field etag)" = "${etag_of_304-$etag}" ] ||
        fail '304: the ETag is another'
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
    for path in /metrics /readyz '/metrics?name=x' /readyz? /METRICS /%6detrics /Readyz /%72eadyz; do
        ask "$path"
        answers "$path, which is not for the world," 404
        ! grep -q -e agendas -e confeed_ "$scratch/body" || fail "$path is shown"
    done
    # A target with a host in it, as a proxy is asked.
    ask / --request-target "$base/metrics"
    ! grep -q confeed_ "$scratch/body" || fail '/metrics of an address with its host is shown'
}

# check_names STATUS: whoever asks for the site under another name is not led to confeed, nor to that
# name; its own is known in any letters, and with a port.
check_names() {
    ask "$feed"
    for name in evil.example feeds.example.org.evil.example confeed 127.0.0.1 localhost; do
        for path in "$feed" / /gfmd-2007; do
            ask "$path" -H "Host: $name"
            answers "$path of $name" "$1"
            [ "$(field location)" = '' ] || fail "$path of $name leads to $(field location)"
            ! grep -q BEGIN:VCALENDAR "$scratch/body" || fail "$path of $name is there"
        done
    done
    for name in FEEDS.example.ORG feeds.example.org:8443; do
        ask "$feed" -H "Host: $name"
        answers "the feed of $name" 200
    done
}

is_back() {
    ask /gfmd-2007/agencies/undp.ics && [ "$(status)" = 200 ]
}

# An address of a private calendar that nobody has, in 32 letters of chance.
token=$(tr -dc a-z2-7 </dev/urandom | head -c 32)
secret=https://feeds.example.org/private/$token.ics

# ask_in_private: for it, in ways in which it may come to be asked for or told.
ask_in_private() {
    local escaped path
    escaped=$(printf '%s' "$token" | od -An -v -tx1 | tr -d '\n' | tr ' ' %)
    for path in "/private/$token.ics" "/private/$token.ics?download=1" "/%70rivate/$token.ics" \
        "/pr%69vate/$token" "/private%2f$token" "/private%252f$token" "/%2570rivate/$escaped" \
        "/private\\$token" "//private//$token" "/./private/$token" "/x/../private/$token.ics" \
        "/PRIVATE/${token^^}" "/x/$escaped" "/x/${escaped//%/%25}" "/?u=$token" "/private;x/$token" \
        "$secret" "/private/$token HTTP/1.0 x"; do
        ask / --request-target "$path"
    done
    ask "$feed" -e "$secret"
    ask "$feed" -A "an app (+$secret)"
    ask "$feed" -u "$token:$token"
    ask /gfmd-2007/agencies/unhcr.ics -e "$secret"
    ask "/private/$token.ics" -X POST -d x
    ask "/private/$token.ics" -X "$token"
    ask "/private/$token.ics" -H "Host: other.example"
    ask "/private/$token.ics" -H "Host: not a name"
    ask "/private/$token.ics" -H "X: $(head -c 40000 /dev/zero | tr '\0' a)"
    ask "/private/$token.ics" -H "X: $(head -c 20000 /dev/zero | tr '\0' a)"
    ask "/private/$(head -c 30000 /dev/zero | tr '\0' a)$token"
}

# check_hidden LOG…: none of these tells it, whether confeed answers, is slow or is away.
check_hidden() {
    local log at
    ask_in_private
    kill -STOP "$confeed_pid"
    ask "/private/$token.ics" --max-time 0.5
    kill -CONT "$confeed_pid"
    stop_confeed
    ask_in_private
    start_confeed
    # Varnish does not try for a moment after a refused connection.
    until_true is_back
    for log; do
        [ -f "$log" ] || fail "there is no $log"
        # A part of it would be too much, as would its escaped octets.
        for at in 0 8 16 24; do
            ! grep -iqF -e "${token:at:8}" "$log" ||
                fail "$log tells an address: $(grep -iF -e "${token:at:8}" "$log" | head -n 1)"
        done
        ! grep -iqF -e "$(printf '%%%02x%%%02x' "'${token:0:1}" "'${token:1:1}")" "$log" ||
            fail "$log tells an address in escapes"
    done
}

# check_stale OLD…: with confeed gone, what was asked for before is still there, be it stale, which is
# so once the command OLD… says so of the last answer.
check_stale() {
    is_stale() {
        ask "$feed" && "$@"
    }
    stop_confeed
    until_true is_stale "$@"
    answers 'while confeed is away' 200
    cmp "$scratch/body" "feeds$feed" || fail 'while confeed is away: the calendar is another'
    ask /gfmd-2007/agencies/iom.ics
    [[ $(status) == 50[234] ]] || fail "what nobody has asked for before: $(status)"
    start_confeed
    until_true is_back
}
