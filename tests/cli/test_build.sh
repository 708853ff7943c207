#!/bin/bash
# "confeed build": exit status, standard output and standard error, and what becomes of the files.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

write_agenda forum >forum.yaml
write_agenda other >other.yaml
write_bad_agenda >bad.yaml
# Feeds of an agenda: itself, ILO, a day, two sessions; their pages, that of changes, the table as a
# page and as CSV, and what pages need, which the index has too.
assets=3
per_agenda=$((2 * 5 + 1 + 2 + assets))

what='feeds/ is where it goes'
run 0 build forum.yaml
prints "feeds: $((per_agenda + 2 + assets)) written, 0 unchanged, 0 removed"
complains_of_nothing
for file in index.html forum/index.html forum/agenda.ics forum/agencies/ilo.ics \
    forum/days/2007-07-10.ics forum/sessions/a.ics forum/sessions/b.ics; do
    finds "feeds/$file"
done
[ "$(find feeds -type f -not -name '.*' | wc -l)" -eq $((per_agenda + 1 + assets)) ] ||
    fail "  there is: $(find feeds -type f)"

what='a second build touches nothing'
find feeds -type f -printf '%p %i %T@ %s\n' | sort >before
run 0 build forum.yaml
prints "feeds: 0 written, $((per_agenda + 2 + assets)) unchanged, 0 removed"
find feeds -type f -printf '%p %i %T@ %s\n' | sort | diff before - || fail '  files were touched'

what='with --pdf everything but sessions is there as PDF, too, and pages offer it'
said=$("$CONFEED" build --pdf forum.yaml -o printed 2>&1 || true)
rm -rf printed
if [[ $said != *'built without pango'* ]]; then
    run 0 build --pdf forum.yaml -o printed
    # The agenda, ILO and a day.
    prints "printed: $((per_agenda + 3 + 2 + assets)) written, 0 unchanged, 0 removed"
    complains_of_nothing
    for feed in agenda agencies/ilo days/2007-07-10; do
        head -c 5 "printed/forum/$feed.pdf" | grep -q '%PDF-' || fail "  $feed.pdf is no PDF"
        diff "feeds/forum/$feed.ics" "printed/forum/$feed.ics" || fail "  $feed.ics differs"
    done
    finds_not printed/forum/sessions/a.pdf
    grep -q 'href="../agencies/ilo.pdf"' printed/forum/agencies/ilo.html || fail '  no page offers it'
    ! grep -rq --include='*.html' '[.]pdf"' printed/forum/sessions feeds || fail '  what is not there is offered'
    run 0 build forum.yaml -o printed
    prints "printed: 3 written, $((per_agenda - 3 + 2 + assets)) unchanged, 3 removed"
    finds_not printed/forum/agenda.pdf
    rm -r printed
else
    run 3 build --pdf forum.yaml -o printed
    prints_nothing
    complains 'confeed: error: build: this program was built without pango, so it makes no PDF'
fi

what='what no longer belongs is removed, and what is not ours is not'
echo mine >feeds/forum/sessions/mine.txt
sed '/id: b/d' forum.yaml >shorter.yaml
touch -r forum.yaml shorter.yaml
run 0 build shorter.yaml
prints 'feeds: 8 written, 11 unchanged, 2 removed'
finds_not feeds/forum/sessions/b.ics
finds feeds/forum/sessions/mine.txt

what='another agenda joins, and the index lists both'
run 0 build other.yaml
finds feeds/forum/agenda.ics
[ "$(grep -c '<li.*<a href="[a-z]*/">' feeds/index.html)" -eq 2 ] || fail "  index: $(cat feeds/index.html)"

what='several agendas and folders are built at once, by name'
mkdir folder
cp forum.yaml folder/b.yaml
cp other.yaml folder/a.yml
printf '{"agenda":{"id":"json","title":"J","timezone":"Etc/UTC"},"days":[]}\n' >folder/c.json
cp bad.yaml folder/.hidden.yaml
echo 'no agenda' >folder/notes.txt
run 0 build folder -o out-of-folder
prints "out-of-folder: $((2 * per_agenda + 5 + assets + 2 + assets)) written, 0 unchanged, 0 removed"
finds out-of-folder/json/agenda.ics
rm -r folder/*
run 3 build folder -o none
complains 'confeed: error: there is no agenda (*.yaml, *.yml, *.json) in folder'
finds_not none

what='an agenda with mistakes is told, and nothing is written'
run 1 build forum.yaml bad.yaml -o none
prints_nothing
complains "$(mistakes_in_bad_yaml)"
finds_not none

what='two agendas of one id are refused'
cp forum.yaml again.yaml
run 1 build forum.yaml again.yaml -o none
prints_nothing
complains "$(twin forum.yaml again.yaml)" "$(twin again.yaml forum.yaml)"
finds_not none

what='a file that is not there cannot be built'
run 3 build none.yaml -o none
prints_nothing
complains 'confeed: error: none.yaml: cannot be opened: No such file or directory'
finds_not none

what='a file where the folder should be is left alone'
echo mine >file
run 3 build forum.yaml -o file
prints_nothing
complains 'confeed: error: cannot make the folder file: Not a directory'
[ "$(cat file)" = mine ] || fail '  the file changed'
run 3 build forum.yaml -o file/deeper
complains 'confeed: error: cannot make the folder file/deeper: Not a directory'

what='an empty --output is wrong usage'
run 2 build forum.yaml -o ''
complains 'confeed: error: build: --output needs the name of a folder'
finds_not forum

what='a foreign file in the way is told, and nothing is written'
mkdir -p foreign/forum
echo mine >foreign/forum/agenda.ics
run 3 build forum.yaml -o foreign
prints_nothing
complains 'confeed: error: foreign/forum/agenda.ics is in the way: confeed did not write it and leaves it alone; move it away or choose another folder'
[ "$(find foreign -type f)" = foreign/forum/agenda.ics ] || fail "  there is: $(find foreign)"

what='a build in a folder that another one writes waits for nobody'
mkdir busy
flock --nonblock busy "$CONFEED" build forum.yaml -o busy >out 2>err && fail '  it was built'
complains 'confeed: error: another run of confeed is writing into busy; wait for it to end'

what='published, else SOURCE_DATE_EPOCH, else the time of the file is the stamp'
# stamp_is STAMP: of everything in the feed that was built last.
stamp_is() {
    [ "$(sed -n 's/^\(DTSTAMP\|CREATED\|LAST-MODIFIED\)://p' stamped/forum/agenda.ics | tr -d '\r' | sort -u)" = "$1" ] ||
        fail "  stamps: $(grep -E '^(DTSTAMP|CREATED|LAST-MODIFIED)' stamped/forum/agenda.ics)"
}
touch -d 2020-02-29T12:34:56Z forum.yaml
run 0 build forum.yaml -o stamped
stamp_is 20200229T123456Z
SOURCE_DATE_EPOCH=1184198400 run 0 build forum.yaml -o stamped
stamp_is 20070712T000000Z
sed 's/^agenda: {/&published: 2001-01-01T01:00:00+01:00, /' forum.yaml >published.yaml
SOURCE_DATE_EPOCH=1184198400 run 0 build published.yaml -o stamped
stamp_is 20010101T000000Z

what='a SOURCE_DATE_EPOCH that is no time is told'
for epoch in '' x -1 1.5 ' 1' 253402300800 99999999999999999999; do
    SOURCE_DATE_EPOCH=$epoch run 3 build forum.yaml -o none
    complains "confeed: error: SOURCE_DATE_EPOCH is \"$epoch\", and should be seconds since 1970"
done
finds_not none

what='a public address stands in SOURCE'
run 0 build forum.yaml -o public --public-url https://feeds.example.org/
grep -qx $'SOURCE;VALUE=URI:https://feeds.example.org/forum/agencies/ilo.ics\r' \
    public/forum/agencies/ilo.ics || fail '  it does not'
grep -qx $'URL:https://feeds.example.org/forum/\r' public/forum/agencies/ilo.ics || fail '  no URL'
run 2 build forum.yaml -o none --public-url feeds.example.org
complains 'confeed: error: --public-url is "feeds.example.org", and should be like https://feeds.example.org'
finds_not none

what='sitemaps list each page, at its address'
/usr/bin/python3 - <<'END' || fail '  they do not'
import pathlib
import re
import xml.etree.ElementTree as tree

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ROOT = "https://feeds.example.org/"


def locations(path):
    root = tree.parse(f"public/{path.removeprefix(ROOT)}").getroot()
    stamps = [stamp.text for stamp in root.iter(f"{SPACE}lastmod")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp) for stamp in stamps), stamps
    return [place.text for place in root.iter(f"{SPACE}loc")]


assert locations("sitemap.xml") == [f"{ROOT}forum/sitemap.xml"]
pages = {str(path.relative_to("public")) for path in pathlib.Path("public").rglob("*.html")}
addresses = {ROOT + re.sub(r"(?<=/)index\.html$", "", page) for page in pages - {"index.html"}}
listed = locations("forum/sitemap.xml")
assert len(listed) == len(set(listed)) and set(listed) == addresses, addresses.symmetric_difference(listed)
END
run 0 build forum.yaml -o private
finds_not private/sitemap.xml
finds_not private/forum/sitemap.xml

what='the order of the file changes no byte'
/usr/bin/python3 - <<'END'
import json
import os
import random

import yaml

seed = random.randrange(2**32)
print(f"seed {seed}")
numbers = random.Random(seed)
# What the format has as something else than a text.
VALUES = {
    "all-day": bool,
    "capacity": int,
    "delegation": int,
    "geo": lambda pair: [float(number) for number in pair],
    "links": list,  # pages have them in the order of the file
    "present": lambda text: text == "true",
}


def shuffled(value):
    """The same agenda in another order. Of languages, the one given first is the default."""
    if isinstance(value, list):
        return numbers.sample([shuffled(each) for each in value], len(value))
    if isinstance(value, dict) and not {"en", "fr"} & set(value):
        keys = numbers.sample(list(value), len(value))
        return {key: VALUES.get(key, shuffled)(value[key]) for key in keys}
    return value


for name in "gfmd-2007", "tutorial":
    with open(f"{os.environ['TOP']}/data/{name}.yaml", encoding="utf-8") as file:
        agenda = yaml.load(file, Loader=yaml.BaseLoader)
    with open(f"{name}.json", "w", encoding="utf-8") as file:
        json.dump(shuffled(agenda), file)
END
export SOURCE_DATE_EPOCH=1184198400
run 0 build "$TOP/data/gfmd-2007.yaml" "$TOP/data/tutorial.yaml" -o straight
run 0 build tutorial.json gfmd-2007.json -o shuffled
diff -r straight shuffled || fail '  the files differ'

finish
