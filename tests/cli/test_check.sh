#!/bin/bash
# "confeed check": exit status, standard output and standard error.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

write_agenda forum >forum.yaml
write_bad_agenda >bad.yaml
sed 's/role: chair/role: input/; s/id: forum/id: fine/' forum.yaml >fine.yaml

what='an agenda without fault is fine'
run 0 check fine.yaml
prints_nothing
complains 'confeed: fine.yaml: 0 errors, 0 warnings'

what='a clash is a warning, which does not fail'
run 0 check forum.yaml
prints "$(clash_in forum.yaml)"
complains 'confeed: forum.yaml: 0 errors, 1 warning'

what='--strict lets a warning fail'
run 1 check --strict forum.yaml
prints "$(clash_in forum.yaml)"
complains 'confeed: forum.yaml: 0 errors, 1 warning'
run 0 check --strict fine.yaml

what='every mistake is told in one go'
run 1 check bad.yaml
prints "$(mistakes_in_bad_yaml)"
complains 'confeed: bad.yaml: 4 errors, 0 warnings'

what='several files are told one after the other, and the worst counts'
run 1 check fine.yaml bad.yaml forum.yaml
prints "$(mistakes_in_bad_yaml)" "$(clash_in forum.yaml)"
complains 'confeed: fine.yaml: 0 errors, 0 warnings' 'confeed: bad.yaml: 4 errors, 0 warnings' \
    'confeed: forum.yaml: 0 errors, 1 warning'

what='a file that is not there cannot be read; the others are checked'
run 3 check none.yaml forum.yaml
prints "$(clash_in forum.yaml)"
complains 'confeed: error: none.yaml: cannot be opened: No such file or directory' \
    'confeed: forum.yaml: 0 errors, 1 warning'
mkdir folder
run 3 check folder
prints_nothing
complains 'confeed: error: there is no agenda (*.yaml, *.yml, *.json) in folder'

what='of a folder all agendas are checked, and two with one id are an error in both'
mkdir two
cp fine.yaml two/a.yaml
cp fine.yaml 'two/a (1).yaml'
cp forum.yaml two/b.yaml
run 1 check two
prints "two/a (1).yaml:1:1: error: the agenda's id is \"fine\", as in two/a.yaml: none of them is taken while there are several" \
    "two/a.yaml:1:1: error: the agenda's id is \"fine\", as in two/a (1).yaml: none of them is taken while there are several" \
    "$(clash_in two/b.yaml)"
rm two/a.yaml
run 0 check two

what='on a machine without zone files, an unknown zone is not put down to the agenda alone'
TZDIR=$PWD/folder run 1 check fine.yaml
grep -q 'unknown time zone .*(there are no zones in .*/folder: is tzdata installed?)' out ||
    fail "  said: $(cat out)"

what='an empty file is a mistake'
: >empty.yaml
run 1 check empty.yaml
grep -q '^empty.yaml:.* error: ' out || fail "  said: $(cat out)"

what='JSON holds the same'
run 1 check --format=json fine.yaml bad.yaml forum.yaml
complains_of_nothing
/usr/bin/python3 - <<'END' || fail '  the JSON is not as expected'
import json

fine, bad, forum = json.load(open("out", encoding="utf-8"))
assert fine == {"file": "fine.yaml", "errors": 0, "warnings": 0, "findings": []}, fine
assert (bad["file"], bad["errors"], bad["warnings"]) == ("bad.yaml", 4, 0), bad
assert [f["column"] for f in bad["findings"]] == [1, 9, 19, 43], bad
assert bad["findings"][2] == {
    "line": 1,
    "column": 19,
    "severity": "error",
    "rule": "unknown-key",
    "text": 'unknown key "titel" in the agenda; expected one of id, title, timezone, short, status, '
    "description, url, location, geo, contact, image, words, published, embed, show-clashes",
    "hint": 'did you mean "title"?',
}, bad
assert len(forum["findings"]) == forum["warnings"] == 1, forum
clash = forum["findings"][0]
assert (clash["severity"], clash["rule"], clash["line"]) == ("warning", "agency-clash", 10), clash
assert clash["hint"] is None, clash
END

what='JSON is UTF-8 whatever the name of the file'
cp bad.yaml $'caf\xe9.yaml'
run 1 check --format json $'caf\xe9.yaml'
/usr/bin/python3 -c '
import json
(report,) = json.load(open("out", encoding="utf-8"))
assert report["file"] == "caf\ufffd.yaml" and len(report["findings"]) == 4, report' ||
    fail '  the JSON is not as expected'

what='another format is wrong usage'
run 2 check --format xml fine.yaml
prints_nothing
complains 'confeed: error: check: --format is text or json, not "xml"'
run 2 check --format '' fine.yaml
complains 'confeed: error: check: --format is text or json, not ""'

what='the agenda of the first Global Forum has no mistake, and IOM in two rooms on Wednesday morning'
run 0 check "$TOP/data/gfmd-2007.yaml"
grep -q 'warning: IOM is needed in 2 sessions at once on Wednesday 11 July 2007, 09:00–12:00: 1\.3 (rapporteur), 3\.4 (speaker' out ||
    fail "  found: $(cat out)"
! grep -q ' error: ' out || fail "  found: $(cat out)"
run 1 check --strict "$TOP/data/gfmd-2007.yaml"

what='what is checked is the same in an odd zone and locale'
run 0 check "$TOP/data/gfmd-2007.yaml" "$TOP/data/tutorial.yaml"
cp out usual
TZ=right/Pacific/Chatham LC_ALL=C run 0 check "$TOP/data/gfmd-2007.yaml" "$TOP/data/tutorial.yaml"
cmp usual out || fail '  it differs'

what='oddities are warnings, of a publication, too'
write_agenda aux | sed 's/{id: a, title: A,.*/{id: a, title: A}/; s/timezone/published: 2062-01-01T00:00:00Z, timezone/' >odd.yaml
SOURCE_DATE_EPOCH=1800000000 run 0 check odd.yaml
odd='odd.yaml: warning: the agenda has the id "aux", which no file on Windows can have as its name'
ahead='odd.yaml: warning: "published" is 2062-01-01T00:00:00Z, more than a day ahead: changes are not dated before it'
prints "$odd" "$ahead"
SOURCE_DATE_EPOCH=1800000000 run 1 check --strict odd.yaml
SOURCE_DATE_EPOCH=1800000000 run 0 publish --history odd.db odd.yaml
complains "$odd" "$ahead"
finish
