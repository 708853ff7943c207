#!/bin/bash
# An undo lasts: what revert takes back stays taken back, whatever is touched, read again or built,
# until a file says something else.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export SOURCE_DATE_EPOCH=1184198400

# write TITLE: agenda.yaml of that title.
write() {
    mkdir -p files
    echo "agenda: {id: forum, title: $1, timezone: Europe/Brussels}
days: [{date: 2007-07-20, slots: [{start: '09:00', end: '10:00', sessions: [{id: a, title: A of $1}]}]}]" \
        >files/agenda.yaml
}

# last NUMBER TITLE: what is published.
last() {
    "$CONFEED" history forum | head -n 1 | grep -q "^forum@$1 " ||
        fail "  the last is not $1: $("$CONFEED" history forum)"
    "$CONFEED" history show "forum@$1" --file | grep -q "\"title\":\"$2\"" ||
        fail "  it is not $2: $("$CONFEED" history show "forum@$1" --file)"
}

build() {
    run 0 build files --history confeed.db -o feeds
}

what='two revisions'
write One
build
write Two
build
last 2 Two

what='a file says something else, and that is taken back'
run 0 revert forum 1 --by anna -m 'too early'
complains_of_nothing
grep -q '^forum: revision 3, ' out || fail "  printed: $(cat out)"
grep -qxF "$(realpath files/agenda.yaml) says what revision 2 said; it is held back until it changes" out ||
    fail "  printed: $(cat out)"
last 3 One
"$CONFEED" history forum | grep -q 'too early' || fail "  why is not there"
run 0 history --verify
grep -q '^SEQUENCE:1' feeds/forum/agenda.ics || fail "  the second revision was not built"

what='it stays so when the file is built again, touched, moved, or gets a comment'
held='confeed: files/agenda.yaml: says what revision 2 said; it is held back until it changes'
build
complains "$held"
grep -q '^SEQUENCE:2' feeds/forum/agenda.ics || fail "  SEQUENCE has not risen"
grep -q 'A of One' feeds/forum/agenda.ics || fail "  what was taken back is built"
touch files/agenda.yaml
build
complains "$held"
echo '# A comment.' >>files/agenda.yaml
build
complains "$held"
mv files/agenda.yaml files/other.yaml
build
complains "${held/agenda/other}"
mv files moved
run 0 build moved --history confeed.db -o feeds
last 3 One
mv moved files
mv files/other.yaml files/agenda.yaml

what='a file that was never read by the history is held back too'
rm confeed.db
write One
run 0 publish files/agenda.yaml
write Two
run 0 publish files/agenda.yaml
mkdir elsewhere
mv files/agenda.yaml elsewhere/b.yaml
run 0 revert forum 1
rm -r files
mv elsewhere files
build
complains 'confeed: files/b.yaml: says what revision 2 said; it is held back until it changes'
last 3 One

what='what it says next is published, and what was taken back too if it is said again'
mv files/b.yaml files/agenda.yaml
write Three
build
last 4 Three
write Two
build
last 5 Two

what='publish is a wish'
run 0 revert forum 4
last 6 Three
run 0 publish files/agenda.yaml
last 7 Two
build
complains_of_nothing

what='a file that says what is published is no news, and then something else is'
run 0 revert forum 1
last 8 One
write One
build
complains_of_nothing
last 8 One
run 0 revert forum 8
prints 'forum: the last revision, 8, says the same'

what='private parts come back'
sed -i 's/title: A of One/title: A, visibility: agency, contributions: [{agency: ilo, role: chair}]/; s/^days/agencies: [{id: ilo, short: ILO}]\ndays/' files/agenda.yaml
build
last 9 One
write Four
build
run 0 revert forum 9
"$CONFEED" history show forum@ --file | grep -q '"visibility":"agency"' || fail '  it is gone'
run 0 history --verify
build
complains 'confeed: files/agenda.yaml: says what revision 10 said; it is held back until it changes'

what='--write has the file say so, changes nothing else of it, and keeps the old one'
sed -i '1i # Of the secretariat.\n\n# Two.' files/agenda.yaml
cp files/agenda.yaml old.yaml
run 0 revert forum 8 --write
file=$(realpath files/agenda.yaml)
grep -qxF "$file says so, too; what it said is in $file~" out || fail "  printed: $(cat out)"
cmp old.yaml files/agenda.yaml~
sed "s/title: [A-Z][a-z]*,/title: One,/; s/title: A of [A-Z][a-z]*}/title: A of One}/" old.yaml |
    diff - files/agenda.yaml || fail '  more than the titles is another'
run 0 check files/agenda.yaml
build
complains_of_nothing
run 0 publish files/agenda.yaml
prints 'forum: nothing has changed since revision 12'
run 0 revert forum 9 --write
run 0 publish files/agenda.yaml
prints 'forum: nothing has changed since revision 13'
what='who could read and write the file still can'
chmod 640 files/agenda.yaml
[ "$(id -u)" -ne 0 ] || chown 12345:54321 files/agenda.yaml
before=$(stat -c '%a %u %g' files/agenda.yaml)
(umask 077 && run 0 revert forum 9 --write && exit $failed) || failed=1
[ "$(stat -c '%a %u %g' files/agenda.yaml)" = "$before" ] ||
    fail "  $before became $(stat -c '%a %u %g' files/agenda.yaml)"

what='of several files none is written'
cp files/agenda.yaml other.yaml
run 0 publish other.yaml
run 2 revert forum 10 --write
grep -q 'has several files, such as' err || fail "  said: $(cat err)"

what='a file that cannot be written is told, and that it is held back'
rm other.yaml files/agenda.yaml~
mkdir files/agenda.yaml~
write Five
run 0 publish files/agenda.yaml
run 3 revert forum 8 --write
rmdir files/agenda.yaml~
grep -q "^confeed: error: $file: not written: .*; it is published all the same, and \"confeed history show forum@ --file\" prints it$" err ||
    fail "  said: $(cat err)"
grep -qxF "$file says what revision 14 said; it is held back until it changes" out ||
    fail "  printed: $(cat out)"
last 15 One

what='what cannot be'
run 2 revert forum 99
complains 'confeed: error: forum has the revisions 1 to 15, and no 99'
run 2 revert nothing 1
complains 'confeed: error: confeed.db holds no agenda "nothing"; it holds: forum'
run 2 revert forum one
complains 'confeed: error: revert: "one" is no revision; expected its number, such as 12'
run 2 revert forum forum@1
complains 'confeed: error: revert: "forum@1" is no revision; expected its number, such as 12'
run 3 revert forum 1 --history none.db
complains 'confeed: error: none.db: there is no history; --history or CONFEED_HISTORY says where it is'
finds_not none.db

what='histories are for their owner alone'
[ "$(stat -c %a confeed.db)" = 600 ] || fail "  $(stat -c %A confeed.db)"

finish
