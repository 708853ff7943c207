#!/bin/bash
# What is held back of an agenda that follows an earlier one: by publish, by build, told by check;
# and files and folders that are links.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export SOURCE_DATE_EPOCH=1184198400

# write_sessions COUNT >FILE: an agenda of so many sessions.
write_sessions() {
    cat <<END
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
END
    for i in $(seq 10 $((9 + $1))); do
        echo "          - {id: s$i, title: Session $i}"
    done
}

held='confeed: error: agenda.yaml: held back, nothing was published: '
remedy='; if that is meant: confeed publish --accept agenda.yaml --history confeed.db'
open_line='its last line, 19, has no end, as if it were not all saved'

what='a first publication is never held back'
write_sessions 12 | head -c -1 >agenda.yaml
run 0 publish agenda.yaml
complains_of_nothing

what='a file that ends in the middle of a line is told by check'
run 0 check agenda.yaml
prints 'agenda.yaml:19:1: warning: the last line has no end: if the file is whole, end it with a line break, else it is not published without --accept'
run 1 check --strict agenda.yaml
run 0 check --format json agenda.yaml
grep -q '"rule": *"open-line"' out || fail "  printed: $(cat out)"

what='one that says the same is not held back'
run 0 publish agenda.yaml
prints 'forum: nothing has changed since revision 1'

what='one that ends in the middle of a line is, and says which'
sed -i 's/title: Forum/title: Other/' agenda.yaml
run 1 publish agenda.yaml
prints_nothing
complains "$held$open_line$remedy"

what='--accept publishes it'
run 0 publish --accept agenda.yaml
complains_of_nothing
grep -q '^forum: revision 2, ' out || fail "  printed: $(cat out)"

what='JSON tells by itself that it is whole'
json='{"agenda": {"id": "json", "title": "A", "timezone": "Europe/Brussels"}, "days": []}'
echo "$json" >agenda.json
run 0 publish agenda.json
printf '%s' "${json/A/B}" >agenda.json
run 0 publish agenda.json
run 0 check agenda.json
prints_nothing

what='an agenda that leaves out more than a third of its sessions is held back, and says which'
write_sessions 7 >agenda.yaml
run 1 publish agenda.yaml
prints 'would go: s17 Session 17' 'would go: s18 Session 18' 'would go: s19 Session 19' \
    'would go: s20 Session 20' 'would go: s21 Session 21'
gone='5 of 12 sessions are not in it any more: s17 Session 17, s18 Session 18, s19 Session 19 and 2 more'
complains "$held$gone$remedy"

what='build publishes nothing that is held back, and writes nothing'
run 1 build agenda.yaml --history confeed.db -o feeds
prints_nothing
complains "confeed: error: agenda.yaml: held back, what was there stays: $gone$remedy" \
    'confeed: json: is in the history, and in none of the files that are read; what was published of it stays'
finds_not feeds
run 0 build --history confeed.db -o feeds
finds feeds/forum/sessions/s21.ics

what='without a history nothing is before it'
run 0 build agenda.yaml -o plain
finds_not plain/forum/sessions/s21.ics

what='a third of them is not too much'
write_sessions 8 >agenda.yaml
run 0 publish agenda.yaml

what='sessions that are marked as cancelled are not left out'
write_sessions 12 >agenda.yaml
run 0 publish agenda.yaml
sed -i 's/\(Session .*\)}/\1, status: cancelled}/' agenda.yaml
run 0 publish agenda.yaml

what='agendas are read through links, files and folders'
mkdir real
write_agenda linked >real/a.yaml
ln -s real folder
ln -s folder/a.yaml link.yaml
mkdir links
ln -s ../real/a.yaml links/b.yaml
for path in folder folder/ link.yaml links; do
    rm -rf out-of
    run 0 build "$path" -o out-of
    finds out-of/linked/agenda.ics
done
run 0 check link.yaml
run 0 publish link.yaml

what='links that lead nowhere or round are errors, each'
ln -s gone.yaml nowhere.yaml
ln -s round.yaml round.yaml
for path in nowhere.yaml round.yaml; do
    for command in check build publish; do
        run 3 $command "$path"
        grep -q "^confeed: error: $path: cannot be opened: " err || fail "  said: $(cat err)"
    done
done
ln -s ../nowhere links/c.yaml
run 3 build links -o out-of
complains 'confeed: error: links/c.yaml: cannot be opened: No such file or directory'

what='an agenda is not written to where a link leads'
mkdir elsewhere
rm -rf out-of/linked
ln -s ../elsewhere out-of/linked
run 3 build link.yaml -o out-of
complains 'confeed: error: out-of/linked is in the way: confeed did not write it and leaves it alone; move it away or choose another folder'
[ -z "$(ls elsewhere)" ] || fail "  wrote $(ls elsewhere)"

finish
