#!/bin/bash
# Agenda files that name a source: the commands read both as one.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

mkdir agendas
cat >agendas/forum.yaml <<'END'
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
source: {from: csv, file: ../programme.csv, map: {Topic: title}}
agencies: [{id: ilo, short: ILO}]
annotate:
  one: {contributions: [{agency: ilo, role: chair}]}
END
cat >programme.csv <<'END'
id,Topic,date,start,end,room,hidden
one,Opening,2027-03-12,09:00,10:00,Gold,x
two,Closing,2027-03-12,17:00,18:00,Gold,y
END

what='an agenda is checked with what comes from its source, from the folder of its file'
run 0 check agendas/forum.yaml
grep -q '^confeed: agendas/forum.yaml: 0 errors' err || fail "  it says $(cat err)"

what='what is left out of the source is told'
grep -q '^confeed: agendas/forum.yaml: its source: .*hidden.* is left out' err ||
    fail "  it says $(cat err)"

what='it is shown'
run 0 show agendas/forum.yaml --agency ilo
grep -q '\[Chair\] Opening' out || fail "  it shows $(cat out)"

what='it is published, and again when the source has changed'
run 0 publish agendas/forum.yaml --history history.db
sed -i 's/Closing/The end/' programme.csv
run 0 publish agendas/forum.yaml --history history.db
grep -q 'The end (two): renamed, was "Closing"' out || fail "  it says $(cat out)"

what='a session that its source calls otherwise keeps its id'
sed -i 's/^two,/zwei,/' programme.csv
run 0 publish agendas/forum.yaml --history history.db
run 0 list sessions agendas/forum.yaml
run 0 history show forum@ --file --history history.db
grep -q '"id":"two"' out || fail "  it says $(cat out)"

what='what it comes to say is not written into it'
cp agendas/forum.yaml before.yaml
run 2 revert forum 1 --write --history history.db
grep -q 'takes its agenda from a source: revert without --write$' err || fail "  it says $(cat err)"
run 2 import --from csv programme.csv --timezone Europe/Brussels --map Topic=title --id forum \
    --into agendas/forum.yaml
complains 'confeed: error: agendas/forum.yaml takes its agenda from a source already, each time that it is read'
cmp before.yaml agendas/forum.yaml

what='calendars are built'
run 0 build agendas/forum.yaml -o feeds
grep -q 'SUMMARY:\[Chair\] Opening' feeds/forum/agencies/ilo.ics || fail '  ILO does not chair'

what='a source that is away is told'
mv programme.csv away.csv
run 3 check agendas/forum.yaml
complains 'confeed: error: agendas/forum.yaml: its source ../programme.csv: cannot be opened: No such file or directory'

what='one that is of another format, too'
printf 'Topic\nA\n' >programme.csv
run 3 check agendas/forum.yaml
grep -q '^confeed: error: agendas/forum.yaml: its source ../programme.csv: ' err ||
    fail "  it says $(cat err)"

what='mistakes of the file are told as in any other'
mv away.csv programme.csv
sed -i 's/agency: ilo/agency: iloo/' agendas/forum.yaml
run 1 check agendas/forum.yaml
grep -q '^agendas/forum.yaml:5:34: error: unknown agency "iloo"' out err ||
    fail "  it says $(cat out err)"

finish
