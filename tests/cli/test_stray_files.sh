#!/bin/bash
# Stray copies, files that are gone, and ids that changed by mistake, in a folder with a history.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export SOURCE_DATE_EPOCH=1184198400

build() {
    run "$1" build files --history confeed.db -o feeds
}

what='a stray copy publishes nothing, and what was there stays'
mkdir files
write_agenda forum >files/a.yaml
write_agenda other >files/b.yaml
build 0
sed 's/title: A,/title: Stray,/' files/a.yaml >'files/a (1).yaml'
build 1
complains "$(twin 'files/a (1).yaml' files/a.yaml)" "$(twin files/a.yaml 'files/a (1).yaml')"
run 0 history forum
[ "$(wc -l <out)" -eq 1 ] || fail "  published: $(cat out)"
run 0 build --history confeed.db -o feeds
grep -q 'SUMMARY:A' feeds/forum/agenda.ics || fail '  what was there is gone'

what='when one of them goes the other is taken'
rm 'files/a (1).yaml'
build 0
complains_of_nothing

what='JSON beside YAML is a copy, too'
run 0 history show forum@1 --file
cp out files/a.json
build 1
rm files/a.json

what='an agenda without a file says so, and stays'
mv files/b.yaml .
build 0
complains 'confeed: other: is in the history, and in none of the files that are read; what was published of it stays'
finds feeds/other/agenda.ics

what='under another id it is recognised, and held back until somebody says so'
sed 's/id: other/id: others/' b.yaml >files/b.yaml
build 1
complains 'confeed: error: files/b.yaml: held back, what was there stays: it looks like the agenda other under a new id; if that is meant: confeed publish --accept files/b.yaml --history confeed.db' \
    'confeed: other: is in the history, and in none of the files that are read; what was published of it stays'
run 2 history others
run 0 publish files/b.yaml --history confeed.db
build 0
finds feeds/others/agenda.ics
rm files/b.yaml

what='another agenda is not held back'
sed 's/id: other/id: third/; s/title: Forum other/title: Another/; s/2007-07-10/2008-07-10/' b.yaml >files/b.yaml
build 0
finds feeds/third/agenda.ics

finish
