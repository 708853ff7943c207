#!/bin/bash
# "confeed new": exit status, standard output and standard error.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

what='the example is printed, and is fine as it is'
run 0 new
complains_of_nothing
cmp -s out "$TOP/src/assets/start.yaml" || fail '  it is not src/assets/start.yaml'
cp out start.yaml
run 0 check --strict start.yaml
prints_nothing
run 0 build start.yaml -o feeds
finds feeds/example-2027/agencies/ilo.ics

what='it goes into a file that was not there'
run 0 new -o mine.yaml
prints_nothing
complains_of_nothing
cmp -s mine.yaml start.yaml || fail '  the file is another'

what='what is there is never overwritten'
echo mine >mine.yaml
ln -s nowhere link.yaml
mkdir folder
for path in mine.yaml link.yaml folder; do
    run 3 new --output "$path"
    prints_nothing
    complains "confeed: error: $path is there already, and is left as it is"
done
[ "$(cat mine.yaml)" = mine ] || fail "  it is now: $(cat mine.yaml)"
finds_not nowhere

what='a file that cannot be written whole is not there'
status=0
(ulimit -f 1; trap '' XFSZ; exec "$CONFEED" new -o full.yaml) 2>err || status=$?
[ "$status" -eq 3 ] || fail "  exit status $status"
complains 'confeed: error: full.yaml: cannot be written: File too large'
finds_not full.yaml

what='--from begins the next agenda, which needs but another id and days'
run 0 new --from "$TOP/data/gfmd-2007.yaml" -o next.yaml
prints_nothing
complains_of_nothing
run 0 check --strict next.yaml
prints_nothing
grep -A 3 '^agenda:$' next.yaml | grep -qx '  # Another id, please: it is a part of every address, and under the one of the last' ||
    fail "  the id has no remark: $(cat next.yaml)"
for list in agencies roles round-tables; do
    "$CONFEED" list $list "$TOP/data/gfmd-2007.yaml" >before
    "$CONFEED" list $list next.yaml >after
    cmp -s before after || fail "  $list differ"
done
run 0 list sessions next.yaml
prints 'This agenda has no sessions.'

what='an agenda with errors is not followed'
write_bad_agenda >bad.yaml
run 1 new --from bad.yaml -o never.yaml
prints_nothing
complains "$(mistakes_in_bad_yaml)"
finds_not never.yaml
run 3 new --from none.yaml
complains 'confeed: error: none.yaml: cannot be opened: No such file or directory'

what='there are no operands'
run 2 new agenda.yaml
complains 'confeed: error: new: there are too many operands' 'Usage: confeed new [OPTION…]'

finish
