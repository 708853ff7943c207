#!/bin/bash
# Too little memory: each command ends with 3 and a message, and never by a signal.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

case $BUILD_DIR in
*/asan | */tsan) echo 'a sanitizer takes more memory than there can be' && exit 77 ;;
esac

ulimit -c 0
python3 - <<'END' >agenda.json
import json

sessions = [{"id": f"s{i}", "title": f"Session {i}", "contributions": [{"agency": "ilo", "role": "chair"}]}
            for i in range(3000)]
print(json.dumps({
    "agenda": {"id": "forum", "title": "Forum", "timezone": "Europe/Brussels"},
    "agencies": [{"id": "ilo", "short": "ILO", "delegation": 5000}],
    "days": [{"date": "2007-07-10", "slots": [{"start": "09:00", "end": "10:00", "sessions": sessions}]}],
}))
END
run 0 publish agenda.json --history history.db

# status_with KILOBYTES ARGUMENT…: how confeed ends that gets no more memory.
status_with() {
    local kilobytes=$1 status=0
    shift
    (
        ulimit -v "$kilobytes"
        exec timeout -s TERM 0.7 "$CONFEED" "$@" >out 2>err </dev/null
    ) || status=$?
    echo "$status"
}

# The least that the libraries can be loaded with.
least=20000
while [ "$(status_with $least --version)" -ne 0 ]; do
    least=$((least + 500))
done

what='too little memory ends in a message'
short=0
whole=0
# try STEPS STEP ARGUMENT…: with a step more of memory each time.
try() {
    local steps=$1 step=$2 i status
    shift 2
    for ((i = 0; i < steps; i++)); do
        status=$(status_with $((least + i * step)) "$@")
        case $status in
        3)
            grep -q '^confeed: error: ' err || fail "  $1 said: $(cat err)"
            if grep -q 'not enough memory' err; then short=$((short + 1)); fi
            ;;
        2) grep -q 'Could not open converter' err || fail "  $1 said: $(cat err)" ;; # so does iconv
        0 | 124) whole=$((whole + 1)) ;; # of serve, that it served until it was told to end
        127) grep -q 'error while loading shared libraries' err || fail "  $1 said: $(cat err)" ;;
        *) fail "  $1 with $((least + i * step)) kB: exit status $status, $(cat err)" ;;
        esac
    done
}
try 8 2000 check agenda.json
try 8 2000 build agenda.json -o feeds
try 6 3000 publish agenda.json --history other.db
try 6 3000 history --verify --history history.db
try 4 15000 serve agenda.json --history history.db --listen 127.0.0.1:0
[ $short -gt 3 ] || fail "  only $short runs ended for want of memory"
[ $whole -gt 3 ] || fail "  only $whole runs had enough"
echo "for want of memory: $short, whole: $whole"

what='what is not seen in a name is shown'
printf 'x: [' >"$(printf 'a\342\200\256lmay.txt')"
run 1 check ./*lmay.txt
grep -Fq 'a\u{202e}lmay.txt' err out || fail "  said: $(cat err out)"

what='a title does not turn what follows it'
printf 'agenda: {id: forum, title: Forum, timezone: Europe/Brussels}\ndays: [{date: 2007-07-10, slots: [{start: "09:00", end: "10:00", plenary: {id: a, title: "x\\u202Ey"}}]}]\n' >turned.yaml
run 0 show turned.yaml
grep -Fq 'x\u{202e}y' out || fail "  printed: $(cat out)"

finish
