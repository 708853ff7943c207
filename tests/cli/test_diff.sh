#!/bin/bash
# "confeed diff": exit status, standard output and standard error; and that the calendars it names
# are just those that "confeed build" writes otherwise.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

write_agenda forum >forum.yaml
write_agenda other >other.yaml
write_bad_agenda >bad.yaml
sed 's/title: A,/title: Alpha,/' forum.yaml >renamed.yaml

what='what leaves all calendars the same is no difference'
run 0 diff forum.yaml forum.yaml
prints_nothing
complains_of_nothing
{
    echo '# The same, said otherwise.'
    sed '/id: a,/{h;d};/id: b,/{G}' forum.yaml
} >reordered.yaml
cmp -s forum.yaml reordered.yaml && fail '  the file was not reordered'
run 0 diff forum.yaml reordered.yaml
prints_nothing
complains_of_nothing

what='a difference is printed, by calendar'
run 1 diff forum.yaml renamed.yaml
prints 'Agenda' '  Alpha (a): renamed, was "A"' '' 'ILO' '  Alpha (a): renamed, was "A"' '' \
    'Other calendars: Tuesday 10 July 2007'
complains_of_nothing
run 1 diff --format text forum.yaml renamed.yaml
complains_of_nothing

what='JSON holds the same, and empty lists for no difference'
run 1 diff --format json forum.yaml renamed.yaml
complains_of_nothing
/usr/bin/python3 - <<'END_OF_PYTHON' || fail '  the JSON is not as expected'
import json

report = json.load(open("out", encoding="utf-8"))
assert list(report) == ["agenda", "changes", "new_clashes", "solved_clashes", "calendars"], report
assert report["changes"] == [
    {"kind": "renamed", "session": "a", "title": "Alpha", "old": "A", "new": "Alpha"}
], report
assert report["calendars"][1] == {
    "kind": "agency",
    "path": "forum/agencies/ilo",
    "name": "ILO – FORUM",
    "state": "changed",
    "changes": [0],
}, report
assert len(report["calendars"]) == 4, report
END_OF_PYTHON
run 0 diff -f json forum.yaml forum.yaml
/usr/bin/python3 -c '
import json
report = json.load(open("out", encoding="utf-8"))
assert report.pop("agenda") == "forum" and not any(report.values()), report' ||
    fail '  the JSON is not as expected'

what='a clash that is solved without a change of calendars is a difference'
sed 's/short: ILO}/short: ILO, delegation: 2}/' forum.yaml >delegation.yaml
run 1 diff forum.yaml delegation.yaml
prints 'Solved clashes' '  ILO on Tuesday 10 July 2007 09:00–10:00: a, b'

what='an agenda with errors is trouble, like wrong usage; both are read'
run 2 diff bad.yaml forum.yaml
prints_nothing
complains "$(mistakes_in_bad_yaml)"
run 2 diff forum.yaml bad.yaml
complains "$(mistakes_in_bad_yaml)"
run 3 diff bad.yaml none.yaml
prints_nothing
complains "$(mistakes_in_bad_yaml)" \
    'confeed: error: none.yaml: cannot be opened: No such file or directory'

what='two agendas cannot be compared'
run 2 diff forum.yaml other.yaml
prints_nothing
complains 'confeed: error: diff: forum.yaml is of agenda "forum", other.yaml of "other"; the two should be of one agenda'

what='wrong usage'
run 2 diff forum.yaml
complains 'confeed: error: diff: an operand is missing' 'Usage: confeed diff [OPTION…] OLD NEW'
run 2 diff forum.yaml forum.yaml forum.yaml
complains 'confeed: error: diff: there are too many operands' \
    'Usage: confeed diff [OPTION…] OLD NEW'
run 2 diff --format xml forum.yaml forum.yaml
prints_nothing
complains 'confeed: error: diff: --format is text or json, not "xml"'

# Compares the calendars named in the file out with those that build writes; with the options that
# follow.
names_what_build_changes() {
    local before=$1 after=$2
    shift 2
    rm -rf old new
    SOURCE_DATE_EPOCH=0 "$CONFEED" build "$before" -o old "$@" >built 2>&1
    SOURCE_DATE_EPOCH=0 "$CONFEED" build "$after" -o new "$@" >built 2>&1
    /usr/bin/python3 - <<'END_OF_PYTHON' || fail "  $after changes other calendars"
import json, pathlib

def calendars(folder):
    return {str(p.relative_to(folder))[:-4]: p.read_bytes() for p in folder.rglob("*.ics")}

old, new = calendars(pathlib.Path("old")), calendars(pathlib.Path("new"))
differing = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
states = {c["path"]: c["state"] for c in json.load(open("out", encoding="utf-8"))["calendars"]}
assert states.keys() == differing, states.keys() ^ differing
for path, state in states.items():
    assert state == ("new" if path not in old else "gone" if path not in new else "changed"), path
END_OF_PYTHON
}

what='the calendars named are those that build writes otherwise'
count=0
languages=$TOP/tests/golden/diff/languages
for old in "$TOP"/tests/golden/diff/*.old.yaml; do
    [ "$old" != "$languages.old.yaml" ] || continue
    run 1 diff --format json "$old" "${old%.old.yaml}.new.yaml"
    names_what_build_changes "$old" "${old%.old.yaml}.new.yaml"
    count=$((count + 1))
done
[ "$count" -gt 0 ] || fail '  nothing was compared'

what='what changes in another language than the first changes the stamps in all, with a history'
run 1 diff --format json "$languages.old.yaml" "$languages.new.yaml"
names_what_build_changes "$languages.old.yaml" "$languages.new.yaml" --history history.db

what='one session moved in the agenda of the first Global Forum names its agencies'
sed '/- id: "3.4"/a\            start: "10:00"' "$TOP/data/gfmd-2007.yaml" >moved.yaml
run 1 diff "$TOP/data/gfmd-2007.yaml" moved.yaml
grep -q '^IOM$' out || fail "  printed: $(cat out)"
! grep -q '^ILO$' out || fail "  printed: $(cat out)"
run 1 diff -f json "$TOP/data/gfmd-2007.yaml" moved.yaml
sed '/^  published:/d' "$TOP/data/gfmd-2007.yaml" >unmoved.yaml
sed -i '/^  published:/d' moved.yaml
names_what_build_changes unmoved.yaml moved.yaml

what='what is told is the same in an odd zone and locale'
cp out usual
TZ=right/Pacific/Chatham LC_ALL=C run 1 diff -f json unmoved.yaml moved.yaml
cmp usual out || fail '  it differs'

finish
