#!/bin/bash
# "confeed list": exit status, standard output and standard error.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

gfmd=$TOP/data/gfmd-2007.yaml

what='each list has a row for each, and fits a terminal'
for list in agencies rooms roles sessions round-tables days; do
    run 0 list $list "$TOP/data/tutorial.yaml"
    complains_of_nothing
    [ "$(wc -l <out)" -ge 3 ] || fail "  $list: $(cat out)"
    run 0 list $list "$gfmd"
    [ "$(wc -L <out)" -le 80 ] || fail "  $list are too wide: $(cat out)"
done
run 0 list round-tables "$gfmd"
prints 'id  title' \
    '1   Human Capital Development and Labour Mobility: Maximizing Opportunities and…' \
    '2   Remittances and other Diaspora resources: increasing their net volume and…' \
    3

what='COLUMNS sets the width; JSON has all'
COLUMNS=40 run 0 list round-tables "$gfmd"
[ "$(sed -n 2p out)" = '1   Human Capital Development and…' ] || fail "  it has $(sed -n 2p out)"
run 0 list round-tables "$gfmd" --format json
/usr/bin/python3 - <<'PYTHON' || fail '  JSON is not as expected'
import json
rows = json.load(open("out", encoding="utf-8"))
assert [row["id"] for row in rows] == ["1", "2", "3"], rows
assert rows[0]["title"].endswith("Minimizing Risks"), rows[0]
PYTHON

what='each session that is listed can be selected by its id'
run 0 list sessions "$gfmd" -f json
/usr/bin/python3 -c 'import json; [print(row["id"]) for row in json.load(open("out"))]' >ids
"$CONFEED" build "$gfmd" -o feeds >build.log 2>&1
while read -r id; do
    finds "feeds/gfmd-2007/sessions/$id.ics"
done <ids
[ "$(wc -l <ids)" -gt 15 ] || fail "  there are only $(wc -l <ids)"

what='a list that there is not, or a file, is refused'
run 2 list agency "$gfmd"
prints_nothing
complains 'confeed: error: list: there is no list of "agency"; there are: agencies, people, rooms, roles, sessions, round-tables, types, tags, languages, days'
run 2 list rooms
run 3 list rooms none.yaml
complains 'confeed: error: none.yaml: cannot be opened: No such file or directory'
write_bad_agenda >bad.yaml
run 1 list rooms bad.yaml
prints_nothing
complains "$(mistakes_in_bad_yaml)"

what='no control character reaches the terminal'
printf 'agenda: {id: a, title: A, timezone: Europe/Brussels}\nrooms: [{id: r, name: "a\xe2\x80\xaeb"}]\ndays: []\n' >bidi.yaml
run 0 list rooms bidi.yaml
prints 'id  name' 'r   a\u{202e}b'

finish
