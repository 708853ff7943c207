#!/bin/bash
# Clashes are the organisers' business: commands tell them, and what is public does so only where the
# agenda says "show-clashes".
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export CONFEED_HISTORY=history.db

# write_clashes KEY SLOT >FILE: sessions in one room, one of them with ILO at another time.
write_clashes() {
    cat <<END
agenda: {id: forum, title: Forum, timezone: Europe/Brussels$1}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]
rooms: [{id: gold, name: Gold}]
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "11:00"
        sessions:
          - {id: a, title: A, room: gold, contributions: [{agency: ilo, role: chair}]}
          - {id: b, title: B, room: gold, start: "$2", contributions: [{agency: ilo, role: speaker}]}
          - {id: c, title: C, start: "10:00", contributions: [{agency: iom, role: chair}]}
END
}
# build_at TIME FILE: publishes and builds at a time.
build_at() {
    SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s) run 0 build "$2" --history history.db \
        --public-url https://example.org/ -o feeds
}
# count_clashes: how many public files name a clash. Styles and scripts know the word.
count_clashes() {
    find feeds -type f -not -path '*/assets/*' -exec grep -li clash {} + | wc -l
}
write_clashes '' 09:00 >1.yaml
write_clashes '' 09:30 >2.yaml
write_clashes ', show-clashes: yes' 09:30 >shown.yaml

what='the organisers are told'
run 0 check 1.yaml
[ "$(grep -c 'warning: .* at once' out)" -eq 2 ] || fail "  found: $(cat out)"
sed 's/id: b, title: B, room: gold/id: b, title: B/' 1.yaml >0.yaml
sed -i 's/agency: ilo, role: speaker/agency: iom, role: speaker/' 0.yaml
run 1 diff 0.yaml 1.yaml
grep -q '^New clashes' out || fail "  told: $(cat out)"
grep -q 'now clashes with' out || fail "  told: $(cat out)"

what='nothing that is public names a clash, not even lists of changes'
build_at 2007-07-01 0.yaml
build_at 2007-07-02 1.yaml
build_at 2007-07-03 2.yaml
grep -q 'B (b)' feeds/forum/agencies/ilo.changes.json || fail '  no list of changes'
[ "$(count_clashes)" -eq 0 ] || fail "  named in: $(grep -rli clash feeds)"
run 0 history --verify

what='where the agenda says so, all of it does'
build_at 2007-07-04 shown.yaml
for file in index.html agencies/ilo.html agencies/ilo.atom agencies/ilo.changes.json \
    agencies/ilo.changes.txt rooms/gold.html sessions/a.html; do
    grep -qi clash "feeds/forum/$file" || fail "  not named in $file"
done
grep -qi clash feeds/forum/agencies/ilo.ics && fail '  named in a calendar'
run 0 history --verify

what='and no more when it no longer says so'
sed 's/title: C,/title: D,/' 2.yaml >3.yaml
build_at 2007-07-05 3.yaml
[ "$(count_clashes)" -eq 0 ] || fail "  named in: $(grep -rli clash feeds)"
finish
