#!/bin/bash
# "confeed subscribers": who holds which revision, as it was fetched from "confeed serve".
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

# agenda TITLE >FILE: ILO and IOM are in a session each, the World Bank in none.
agenda() {
    cat <<END
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}, {id: world-bank, short: World Bank}]
days:
  - date: 2037-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
          - {id: a, title: $1, contributions: [{agency: ilo, role: chair}]}
          - {id: b, title: B, contributions: [{agency: iom, role: speaker}]}
END
}

# serving ARGUMENT…: starts a service and waits until it has said where it is; sets $pid and $url.
serving() {
    local waited=0
    : >served
    "$CONFEED" serve --listen 127.0.0.1:0 --history h.db "$@" >served 2>told &
    pid=$!
    until grep -q '/forum/  ' served; do
        waited=$((waited + 1))
        if [ $waited -gt 600 ] || ! kill -0 "$pid" 2>/dev/null; then
            fail "  it did not start: $(cat served told)"
            exit 1
        fi
        sleep 0.05
    done
    url=$(sed -n '1s/^Serving at \(.*\)\/$/\1/p' served)
}

# stop: ends it, by which it has written what it knows.
stop() {
    kill "$pid"
    wait "$pid" || fail "  the service failed: $(cat told)"
}

# fetch PROGRAM PATH
fetch() {
    curl -sf -A "$1" -o /dev/null "$url/forum/$2" || fail "  $2 was not there"
}

# prints_undated LINE…: the same as prints, with D for each time.
prints_undated() {
    sed -i 's/20[0-9][0-9]-[0-9-]*T[0-9:]*Z/D/' out
    prints "$@"
}

agenda A >forum.yaml
run 0 publish forum.yaml --history h.db

what='without a list there is nothing to tell'
run 3 subscribers --history h.db
prints_nothing
complains 'confeed: error: h.db.subscribers: not there yet; "serve --history" makes it when a calendar is fetched'

what='without a history neither'
run 3 subscribers --history none.db
complains 'confeed: error: none.db: there is no history; --history or CONFEED_HISTORY says where it is'

what='what no agency has fetched is told as such'
serving --manual
stop
finds_not h.db.subscribers
serving --manual --subscribers other.db
fetch curl agenda.ics
stop
run 0 subscribers --history h.db --subscribers other.db
sed -i 5,\$d out
prints 'forum@1: no agency has ever fetched its calendar' '' 'Never fetched: ILO, IOM, World Bank' ''
complains_of_nothing

what='what each program has fetched is told'
serving --manual
fetch Google-Calendar-Importer agencies/ilo.ics
fetch 'iOS/17.1 (21B74) dataaccessd/1.0' agencies/ilo.ics
fetch Google-Calendar-Importer 'agencies/iom.ics?cancelled=title'
fetch 'Mozilla/5.0 Thunderbird/102.4' agenda.ics
fetch curl agencies/world-bank.ics?rev=1
fetch curl select.ics?agency=world-bank
fetch curl agencies/world-bank.atom
curl -sfI -o /dev/null "$url/forum/agencies/world-bank.ics"
stop
[ "$(stat -c %s told)" = 0 ] || fail "  it said: $(cat told)"
CONFEED_HISTORY=h.db run 0 subscribers forum
prints_undated \
    'forum@1: no agency holds an older plan; 1 has never fetched its own' \
    '' \
    'Agency                  Program      Revision  Fetched               What it holds' \
    'ILO                     Google              1  D  up to date' \
    '                        Apple               1  D  up to date' \
    'IOM                     Google              1  D  up to date' \
    '' \
    'Never fetched: World Bank' \
    '' \
    'Other calendar          Program      Revision  Fetched               What it holds' \
    'agenda                  Thunderbird         1  D  up to date'
complains_of_nothing

what='after a change it is told who holds an older plan; what has not changed is up to date'
agenda Alpha >forum.yaml
run 0 publish forum.yaml --history h.db
serving --manual
fetch 'iOS/17.1 (21B74) dataaccessd/1.0' agencies/ilo.ics
stop
run 0 subscribers --history h.db
prints_undated \
    'forum@2: 1 of 3 agencies holds an older plan; 1 has never fetched its own' \
    '' \
    'Agency                  Program      Revision  Fetched               What it holds' \
    'ILO                     Google              1  D  older plan' \
    '                        Apple               2  D  up to date' \
    'IOM                     Google              1  D  up to date' \
    '' \
    'Never fetched: World Bank' \
    '' \
    'Other calendar          Program      Revision  Fetched               What it holds' \
    'agenda                  Thunderbird         1  D  older plan'

what='programs read the same'
run 0 subscribers --history h.db --format json
complains_of_nothing
/usr/bin/python3 - <<'END_OF_PYTHON' || fail '  the JSON is not as expected'
import json

[forum] = json.load(open("out", encoding="utf-8"))
assert (forum["agenda"], forum["revision"]) == ("forum", 2)
assert forum["agencies"] == {"current": 1, "older": 1, "never": 1}
held = {
    calendar["path"]: {
        program["family"]: (program["revision"], program["holds"]) for program in calendar["programs"]
    }
    for calendar in forum["calendars"]
}
assert held == {
    "forum/agencies/ilo": {"google": (1, "older"), "apple": (2, "current")},
    "forum/agencies/iom": {"google": (1, "current")},
    "forum/agencies/world-bank": {},
    "forum/agenda": {"thunderbird": (1, "older")},
}, held
END_OF_PYTHON

what='a list can stand elsewhere'
serving --manual --subscribers elsewhere.db
fetch Google-Calendar-Importer agencies/world-bank.ics
stop
run 0 subscribers --history h.db --subscribers elsewhere.db
grep -q '^World Bank  *Google  *2 ' out || fail "  it said: $(cat out)"
grep -q '^Never fetched: ILO, IOM$' out || fail "  it said: $(cat out)"

what='no address is kept'
strings -a h.db.subscribers | grep -q 127.0.0.1 && fail '  there is one in the list'

what='a list that is damaged is told, and does not keep the service from serving'
head -c 5000 /dev/zero >h.db.subscribers
serving --manual
fetch curl agenda.ics
stop
run 3 subscribers --history h.db
complains 'confeed: error: h.db.subscribers: not a list of subscribers of confeed: choose another file, or restore a copy'
[ "$(grep -c 'h.db.subscribers: not a list' told)" = 1 ] || fail "  it said: $(cat told)"

what='wrong usage'
run 2 subscribers --history h.db --subscribers elsewhere.db nobody
prints_nothing
complains 'confeed: error: h.db holds no agenda "nobody"; it holds: forum'
run 2 subscribers --format xml
complains 'confeed: error: subscribers: --format is text or json, not "xml"'
run 2 serve --access-log xml forum.yaml
complains 'confeed: error: --access-log is "xml", and should be combined or json'
run 2 serve --subscribers elsewhere.db forum.yaml
complains 'confeed: error: --subscribers goes with --history'

finish
