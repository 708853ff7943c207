#!/bin/bash
# publish with --strict and --above, under a clock or a stamp that is ahead, and with an id like an
# earlier one.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export SOURCE_DATE_EPOCH=1184198400

# sequences: those of the agenda's calendar, sorted, and which of them are cancelled.
sequences() {
    run 0 build --history confeed.db -o feeds
    tr -d '\r' <feeds/forum/agenda.ics | awk -F: '/^SUMMARY/ {s = $2} /^SEQUENCE/ {q = $2}
        /^END:VEVENT/ {print q, s} /^SUMMARY:Cancelled/ {s = s ":" $3}' | sort | tr '\n' ';'
}

what='--strict refuses clashes, and says which'
write_agenda forum >agenda.yaml
run 1 publish --strict agenda.yaml
prints_nothing
complains "$(clash_in agenda.yaml)" \
    'confeed: error: agenda.yaml: nothing was published, because of --strict'
run 2 history forum

what='but not those that were there before'
run 0 publish agenda.yaml
complains_of_nothing
sed -i 's/title: B,/title: Bee,/' agenda.yaml
run 0 publish --strict agenda.yaml
complains_of_nothing
grep -q '^forum: revision 2, ' out || fail "  printed: $(cat out)"

what='what comes in addition is refused'
echo '          - {id: c, title: C, contributions: [{agency: ilo, role: chair}]}' >>agenda.yaml
run 1 publish --strict agenda.yaml
grep -q 'ILO is needed in 3 sessions at once' err || fail "  said: $(cat err)"
run 0 publish agenda.yaml

what='--above raises all of them, and what begins later; the same file is published'
sed -i '/id: c,/d' agenda.yaml
run 0 publish agenda.yaml
[ "$(sequences)" = '0 A;1 Bee;1 Cancelled: C;' ] || fail "  $(sequences)"
run 0 publish --above 7 agenda.yaml
complains_of_nothing
grep -q '^forum: revision 5, ' out || fail "  printed: $(cat out)"
[ "$(sequences)" = '8 A;8 Bee;8 Cancelled: C;' ] || fail "  $(sequences)"
echo '          - {id: d, title: D}' >>agenda.yaml
run 0 publish agenda.yaml
[ "$(sequences)" = '8 A;8 Bee;8 Cancelled: C;8 D;' ] || fail "  $(sequences)"
run 0 history --verify
run 0 publish --above 7 agenda.yaml
prints 'forum: nothing has changed since revision 6'
run 2 publish --above x agenda.yaml

what='--above begins a new history'
rm confeed.db
run 0 publish --above 3 agenda.yaml
[ "$(sequences)" = '4 A;4 Bee;4 D;' ] || fail "  $(sequences)"
run 0 history --verify

what='a stamp that is ahead is warned of, and makes nothing vanish'
rm confeed.db
sed -i '1s/timezone/published: 2062-01-01T00:00:00Z, timezone/' agenda.yaml
run 0 publish agenda.yaml
published='agenda.yaml: warning: "published" is 2062-01-01T00:00:00Z, more than a day ahead: changes are not dated before it'
complains "$published"
sed -i '1s/published: [^,]*, //; /id: d,/d' agenda.yaml
run 0 publish agenda.yaml
complains 'agenda.yaml: warning: the last revision is of 2062-01-01T00:00:00Z, which is ahead of the clock: all that follow are stamped after it'
grep -qx 'SUMMARY:Cancelled: D' <(tr -d '\r' <<<"$(sequences >/dev/null; cat feeds/forum/agenda.ics)") ||
    fail '  there is no tombstone'
run 0 history --verify
run 1 publish --strict agenda.yaml
rm confeed.db
echo '          - {id: d, title: D}' >>agenda.yaml
SOURCE_DATE_EPOCH=2130000000 run 0 publish agenda.yaml
sed -i '/id: d,/d' agenda.yaml
run 0 publish agenda.yaml
sequences >/dev/null
grep -q '^SUMMARY:Cancelled: D' feeds/forum/agenda.ics || fail '  there is no tombstone'
run 0 history --verify

what='--strict refuses before new rules of the zone are published'
rm confeed.db
write_agenda forum | sed '/id: b,/d' >agenda.yaml
run 0 publish agenda.yaml
mkdir -p zones/Europe
cp /usr/share/zoneinfo/Europe/London zones/Europe/Brussels
write_agenda forum >agenda.yaml
TZDIR=$PWD/zones run 1 publish --strict agenda.yaml
complains "$(clash_in agenda.yaml)" \
    'confeed: error: agenda.yaml: nothing was published, because of --strict'
run 0 history forum
[ "$(grep -c '^forum@' out)" -eq 1 ] || fail "  published: $(cat out)"
TZDIR=$PWD/zones run 0 publish agenda.yaml
complains 'confeed: forum: the rules of Europe/Brussels have changed'
run 0 history forum
[ "$(grep -c '^forum@' out)" -eq 3 ] || fail "  published: $(cat out)"

what='what is held back after new rules were published counts as never published'
rm confeed.db
write_agenda forum | sed '/id: b,/d' >agenda.yaml
run 0 publish agenda.yaml
sed -i 's/title: A,/title: Ah,/' agenda.yaml
truncate -s -1 agenda.yaml
for command in 'publish' 'build -o feeds'; do
    # shellcheck disable=SC2086 # several words
    TZDIR=$PWD/zones run 1 $command --history confeed.db agenda.yaml
    grep -q 'held back, .*its last line, 9, has no end' err || fail "  $command said: $(cat err)"
done

what='an id that differs only in capitals from an earlier one is warned of, once'
similar() {
    echo "agenda.yaml:$1: warning: the id \"A\" differs only in small and capital letters from \"a\"," \
        'which was published earlier and whose addresses stay: give the session that id if it is the' \
        'same, else one that differs in more'
}
rm confeed.db
write_agenda forum | sed '/id: b,/d' >agenda.yaml
run 0 publish agenda.yaml
cp confeed.db before.db
sed -i 's/id: a,/id: A,/' agenda.yaml
run 1 publish --strict agenda.yaml
complains "$(similar 9:13)" 'confeed: error: agenda.yaml: nothing was published, because of --strict'
run 0 publish agenda.yaml
complains "$(similar 9:13)"
sed -i 's/title: A,/title: Ah,/' agenda.yaml
run 0 publish agenda.yaml
complains_of_nothing
run 0 build --history before.db agenda.yaml -o feeds
complains "$(similar 9:13)" 'confeed: forum: revision 2, 2007-07-12T00:00:01Z: 5 calendars change'

finish
