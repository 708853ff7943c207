#!/bin/bash
# "confeed import": exit status, standard output and standard error.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

cat >schedule.xml <<'END'
<?xml version="1.0" encoding="utf-8"?>
<schedule>
  <version>1.2</version>
  <conference><acronym>forum</acronym><title>Forum</title></conference>
  <day date="2027-03-12"><room name="Gold Room">
    <event id="12" guid="b8e0eb47">
      <date>2027-03-12T23:30:00+01:00</date><start>23:30</start><duration>01:00</duration>
      <title>Night &amp;amp; day</title><track>Art</track><type>lecture</type>
      <language>en</language><slug>night</slug>
      <persons><person id="7">Ada</person></persons>
    </event>
  </room></day>
</schedule>
END
cat >expected.yaml <<'END'
# Imported by confeed from schedule.xml of frab, pretalx, wafer, Pentabarf and their kin.

agenda:
  id: forum
  title: Forum
  timezone: Europe/Brussels
  words:
    round-table:
      one: Track
      many: Tracks
people:
  - id: ada
    name: Ada
    source: "7"
rooms:
  - id: gold-room
    name: Gold Room
round-tables:
  - id: art
    title: Art
days:
  - date: "2027-03-12"
    slots:
      - start: "23:30"
        end: "24:30"
        sessions:
          - id: "12"
            source: b8e0eb47
            title: "Night & day"
            type: lecture
            languages:
              - en
            room: gold-room
            round-table: art
            contributions:
              - person: ada
                role: speaker
END

# told NAME TAIL…: what is said of the schedule as NAME, and then how much there is.
told() {
    complains "confeed: $1: schedule/version is left out: nothing in an agenda holds it (\"1.2\")" \
        "confeed: $1: event/slug is left out: nothing in an agenda holds it (\"night\")" \
        "confeed: $1: sessions: 1, $2"
}

what='a schedule becomes an agenda, and what is not in it is told'
run 0 import --from frab --timezone Europe/Brussels schedule.xml
diff -u expected.yaml out || fail '  the agenda is another'
told schedule.xml 'agencies: 0, people: 1, rooms: 1'
cp out agenda.yaml
run 0 check --strict agenda.yaml

what='it goes into a new file, and never over one'
run 0 import --from frab --timezone Europe/Brussels schedule.xml -o new.yaml
prints_nothing
cmp -s expected.yaml new.yaml || fail '  the file is another'
echo mine >mine.yaml
run 3 import --from frab --timezone Europe/Brussels schedule.xml -o mine.yaml
complains 'confeed: error: mine.yaml is there already, and is left as it is'
[ "$(cat mine.yaml)" = mine ] || fail "  it is now: $(cat mine.yaml)"

what='a dash is standard input'
"$CONFEED" import --from frab --timezone Europe/Brussels - <schedule.xml >out 2>err ||
    fail "  exit status $?"
diff -u expected.yaml out || fail '  the agenda is another'
told - 'agencies: 0, people: 1, rooms: 1'
# shellcheck disable=SC2002 # a pipe is not a file
cat schedule.xml | "$CONFEED" import --from frab --timezone Europe/Brussels - >out 2>err ||
    fail "  exit status $?"
diff -u expected.yaml out || fail '  the agenda is another'

what='id and agencies are as they are told'
run 0 import --from frab --timezone Europe/Brussels --id other --agencies tracks schedule.xml
grep -qx '  id: other' out || fail '  the id is another'
grep -q 'role: organiser' out || fail '  no track organises'
told schedule.xml 'agencies: 1, people: 1, rooms: 1'

what='ids that no agenda can have become others'
sed 's/>forum</>Private</; s/guid="b8e0eb47"/guid=".b"/; s/id="12"/id="."/' schedule.xml >odd.xml
run 0 import --from frab odd.xml --timezone Europe/Brussels -o odd.yaml
grep -qx '  id: private-agenda' odd.yaml || fail '  the agenda has another id'
grep -qx '          - id: night-day' odd.yaml || fail '  the session has another id'
run 0 check odd.yaml

what='wrong usage is told'
run 2 import schedule.xml
complains 'confeed: error: import: say what it is, as in --from frab'
run 2 import --from frap schedule.xml
complains 'confeed: error: import: there is no format "frap" (did you mean "frab"?)'
run 2 import --from word schedule.xml
complains 'confeed: error: import: there is no format "word"; expected one of frab, schedule-json, pretalx, indico, ics, csv, workbook'
run 2 import --from frab --agencies all schedule.xml
complains 'confeed: error: import: --agencies is "all"; expected organisations, speakers, tracks or none'

run 2 import --from frab --map Topic=title schedule.xml
complains 'confeed: error: import: --map and --delimiter are for tables, and frab is none'
run 2 import --from csv --map Topic table.csv
complains 'confeed: error: import: --map is "Topic"; expected NAME=KEY, as in --map Topic=title'
run 2 import --from csv --delimiter ';;' table.csv
complains 'confeed: error: import: --delimiter is ";;"; expected one character, or tab'

what='an address that cannot be fetched is told, with what to do'
run 3 import --from frab http://127.0.0.1:1/schedule.xml
complains 'confeed: error: http://127.0.0.1:1/schedule.xml: 127.0.0.1, port 1, cannot be reached: Connection refused'
prints_nothing
run 3 import --from frab https://me:secret@example.org/
complains 'confeed: error: https://me:secret@example.org/: a name and a password cannot stand in an address: have what is there made public, or use an address with a key in it'
run 3 import --from pretalx http://127.0.0.1:1/demo/
complains 'confeed: error: http://127.0.0.1:1/demo/: http://127.0.0.1:1/api/events/demo/: 127.0.0.1, port 1, cannot be reached: Connection refused'
run 3 import --from frab ftp://example.org/schedule.xml
complains 'confeed: error: ftp://example.org/schedule.xml: cannot be opened: No such file or directory'

what='a table is a row for each session, below the names of the columns'
printf 'Topic\tDay\tFrom\tUntil\tSpeakers\nOpening\t2027-03-12\t09:00\t10:00\tAda; Bob\n' >table.csv
run 1 import --from csv --timezone Europe/Brussels table.csv
complains 'confeed: error: table.csv: its first row does not name a column "title": say which it is, as in --map "NAME=title"'
run 0 import --from csv --timezone Europe/Brussels --id forum --title 'The Forum' --map Topic=title \
    --delimiter tab table.csv
complains 'confeed: table.csv: sessions: 1, agencies: 0, people: 2, rooms: 0'
grep -qx '  title: The Forum' out || fail '  the title is another'
cp out table.yaml
run 0 check --strict table.yaml

what='a table may be in the encodings that Excel writes'
printf 'title,date,start\nCaf\xe9,2027-03-12,09:00\n' >latin.csv
run 0 import --from csv --timezone Europe/Brussels latin.csv
complains 'confeed: latin.csv: the file is read as Windows-1252: it is not UTF-8' \
    'confeed: latin.csv: an event lasts no time: it is shown for five minutes ("Café")' \
    'confeed: latin.csv: sessions: 1, agencies: 0, people: 0, rooms: 0'
for encoding in UTF-16LE UTF-16BE; do
    printf '\ufefftitle\tdate\tstart\tend\r\nCafé\t2027-03-12\t09:00\t10:00\r\n' |
        iconv -f UTF-8 -t "$encoding" >wide.csv
    run 0 import --from csv --timezone Europe/Brussels wide.csv
    grep -qx '            title: "Café"' out || fail "  $encoding: $(cat out)"
done

what='a time that is not understood is told with its place'
printf 'title,date,start\nA,2027-03-12,soon\nB,2027-03-12,\nC,,\n' >soon.csv
run 0 import --from csv --timezone Europe/Brussels soon.csv
complains 'confeed: soon.csv: a date or a time is not understood: expected 2027-03-12 and 09:00, or the like (2 times, first "line 2, column 1: 2027-03-12 soon")' \
    'confeed: soon.csv: an event is left out: it has no time yet (3 times, first "A")' \
    'confeed: soon.csv: sessions: 0, agencies: 0, people: 0, rooms: 0'

what='a workbook is read as Excel has it'
/usr/bin/python3 - <<'END'
import datetime
import openpyxl

book = openpyxl.Workbook()
book.active.title = "Notes"
book.active.append(["Nothing"])
sessions = book.create_sheet("sessions")
sessions.append(["Title", "Date", "Start", "End", "Organisations"])
day = datetime.datetime(2027, 3, 12)
sessions.append(["Opening", day, datetime.time(9, 0), datetime.time(10, 30), "World Bank (WB); ILO"])
book.save("plan.xlsx")
END
run 0 import --from workbook --id forum --timezone Europe/Brussels plan.xlsx
complains 'confeed: plan.xlsx: a sheet is left out: only one has the sessions ("Notes")' \
    'confeed: plan.xlsx: sessions: 1, agencies: 2, people: 0, rooms: 0'
grep -qx '      - start: "09:00"' out || fail "  $(cat out)"
run 1 import --from workbook --timezone Europe/Brussels schedule.xml
[ "$(wc -l <err)" -eq 1 ] || fail "  it says $(cat err)"

what='each format is in the help, the manual and the completions'
run 2 import --from word schedule.xml
formats=$(sed 's/.*expected one of //; s/,//g' err)
[ "$(echo "$formats" | wc -w)" -ge 7 ] || fail "  formats: $formats"
run 0 import --help
for format in $formats; do
    grep -q "^  $format  " out || fail "  the help lacks $format"
    grep -qx ".It Ql $format" "$TOP/contrib/man/confeed.1" || fail "  the manual lacks $format"
done
for file in "$TOP"/contrib/completion/*; do
    grep -q "[('\"]${formats}[)'\"]" "$file" || fail "  $file offers others than $formats"
done

what='each key of a column is in the manual'
run 1 import --from csv --map Topic=rubbish table.csv
sed -n '/^Keys are/,/^A column/p' "$TOP/contrib/man/confeed.1" >keys
names=$(sed 's/.*expected one of //; s/, agency:.*//; s/, -//; s/,//g' err)
for key in $names; do
    grep -qw -e "$key" keys || fail "  the manual lacks $key"
done

what='a source that is wrong is told, and makes nothing'
run 1 import --from frab schedule.xml -o none.yaml
complains 'confeed: error: schedule.xml: it does not name the time zone of the conference: say it, as in --timezone Europe/Brussels'
run 1 import --from frab --timezone Europe/Brusels schedule.xml -o none.yaml
prints_nothing
run 1 import --from schedule-json schedule.xml -o none.yaml
complains "confeed: error: schedule.xml: line 1, column 1: '[' or '{' expected near '<'"
: >empty.xml
run 1 import --from frab empty.xml -o none.yaml
complains 'confeed: error: empty.xml: it is empty'
run 1 import --from frab --timezone Europe/Brussels --id 'Not an id' schedule.xml -o none.yaml
grep -q '^schedule.xml as an agenda:.* error: .*"Not an id"' err || fail "  it says $(cat err)"
finds_not none.yaml

what='a source that cannot be read is a failure'
run 3 import --from frab nowhere.xml
complains 'confeed: error: nowhere.xml: cannot be opened: No such file or directory'
run 3 import --from frab .
complains 'confeed: error: .: Is a directory'

# --- sources made to do harm ---------------------------------------------------------------------

what='entities are not followed'
echo secret >secret
for value in 'SYSTEM "secret"' '"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"'; do
    echo "<!DOCTYPE schedule [<!ENTITY b $value>]><schedule><event><title>&b;</title></event>" \
        '</schedule>' >entities.xml
    run 1 import --from frab --timezone Europe/Brussels entities.xml
    complains 'confeed: error: entities.xml: it has a <!DOCTYPE>, which no schedule needs and which could be a trap: take it out'
done

what='a source too large to be read is refused'
head -c 70000000 /dev/zero >large.xml
run 1 import --from frab large.xml
complains 'confeed: error: large.xml: it has more than 64 MB, which is more than is read'
rm large.xml

what='what libxml2 has to say of characters is not taken for a remark'
printf '<?xml version="1.0" encoding="UTF-16"?><schedule><day date="\x8c\x95"/></schedule>' >wide.xml
run 1 import --from frab wide.xml
[ "$(wc -l <err)" -eq 1 ] || fail "  it says $(cat err)"

what='what nests without end is refused'
{
    printf '<schedule>'
    head -c 3000000 /dev/zero | sed 's/\x00/<a>/g'
} >deep.xml
run 1 import --from frab deep.xml
grep -q '^confeed: error: deep.xml: line 1: Excessive depth in document' err ||
    fail "  it says $(cat err)"
head -c 3000000 /dev/zero | tr '\0' '[' >deep.json
run 1 import --from schedule-json deep.json
grep -q '^confeed: error: deep.json: line 1, column .*: maximum parsing depth reached' err ||
    fail "  it says $(cat err)"

what='more than 100,000 events are read, or refused in a sentence'
{
    echo '<schedule><day date="2027-03-12"><room name="A">'
    for n in $(seq 120000); do
        echo "<event id='$n'><start>10:00</start><duration>1:00</duration><title>T$n</title></event>"
    done
    echo '</room></day></schedule>'
} >many.xml
run 0 import --from frab --timezone Europe/Brussels many.xml
complains 'confeed: many.xml: sessions: 120000, agencies: 0, people: 0, rooms: 1'

# --- into a file that is there ---

# schedule TITLE ROOM [ID…] >FILE: a schedule with a few events, the first of that title and room.
schedule() {
    local title=$1 room=$2 hour=9 id
    shift 2
    echo '<schedule><conference><acronym>forum</acronym><title>Forum</title></conference>'
    for id in 1 "$@"; do
        echo "<day date='2027-03-12'><room name='$room'><event id='$id' guid='guid-$id'>" \
            "<date>2027-03-12T$(printf '%02d' $hour):00:00+01:00</date><duration>1:00</duration>" \
            "<title>$title</title></event></room></day>"
        title="Event" room="Gold" hour=$((hour + 1))
    done
    echo '</schedule>'
}

# into STATUS ARGUMENT…: imports schedule.xml into forum.yaml.
into() {
    local status=$1
    shift
    run "$status" import --from frab --timezone Europe/Brussels schedule.xml --into forum.yaml "$@"
}

what='an import keeps what the source said'
schedule One Gold 2 3 4 >schedule.xml
run 0 import --from frab --timezone Europe/Brussels schedule.xml -o forum.yaml
grep -q '"title":"One"' forum.yaml.imported || fail "  it keeps $(cat forum.yaml.imported)"

what='what the source changed is put in, and what people wrote stays'
sed -i -e 's/^rooms:/agencies: [{id: ilo, short: ILO}] # ours\nrooms:/' \
    -e 's/^            title: Event$/&  # & is a word/' \
    -e 's/^            title: One$/&\n            contributions: [{agency: ilo, role: chair}]/' forum.yaml
cp forum.yaml before.yaml
schedule Two Silver 2 3 4 >schedule.xml
into 0 --dry-run
grep -q '^  Two (1): renamed, was "One"' out || fail "  it says $(cat out)"
cmp before.yaml forum.yaml
into 0
complains 'confeed: schedule.xml: sessions: 4, agencies: 0, people: 0, rooms: 2'
cmp before.yaml forum.yaml~
diff before.yaml forum.yaml >changes || true
diff -u - changes <<'END' || fail '  it changes something else'
10a11,12
>   - id: silver
>     name: Silver
19c21
<             title: One
---
>             title: Two
21c23
<             room: gold
---
>             room: silver
END

what='what is put in already is not put in again'
cp forum.yaml before.yaml
into 0
complains 'confeed: forum.yaml says so already' \
    'confeed: schedule.xml: sessions: 4, agencies: 0, people: 0, rooms: 2'
cmp before.yaml forum.yaml

what='two edits of one thing are a conflict, which is named, and the file wins'
sed -i 's/title: Two/title: Ours/' forum.yaml
schedule Three Silver 2 3 4 >schedule.xml
into 0
complains 'confeed: forum.yaml:19: conflict: session 1: title is "Ours" here and "Three" in the source, where it was "Two"; it is now as here' \
    'confeed: forum.yaml says so already' \
    'confeed: schedule.xml: sessions: 4, agencies: 0, people: 0, rooms: 2'

what='or the source'
schedule Four Silver 2 3 4 >schedule.xml
into 0 --prefer source
grep -q 'title: Four' forum.yaml || fail '  it does not say what the source says'

what='a source that has lost more than a third is refused'
schedule Four Silver 2 >schedule.xml
cp forum.yaml before.yaml
into 1
complains 'confeed: error: the source has 2 sessions, where it had 4: nothing is written; say --accept if that is right'
cmp before.yaml forum.yaml
into 0 --accept
grep -q 'id: "3"' forum.yaml && fail '  what the source no longer has is still there'

what='without what the source said, nothing is taken away'
rm forum.yaml.imported
schedule Five Silver >schedule.xml
into 0
complains "confeed: forum.yaml.imported is not there: what the source and forum.yaml both have and say otherwise is a conflict, and nothing is taken away" \
    'confeed: forum.yaml:19: conflict: session 1: title is "Four" here and "Five" in the source, where it was nothing; it is now as here' \
    'confeed: forum.yaml says so already' \
    'confeed: schedule.xml: sessions: 1, agencies: 0, people: 0, rooms: 1'

what='what cannot be is not written'
into 2 -o other.yaml
complains 'confeed: error: import: expected --output, for a new file, or --into, for one that is there, not both'
into 2 --prefer both
complains 'confeed: error: import: --prefer is "both"; expected file or source'
run 2 import --from frab schedule.xml --dry-run
complains 'confeed: error: import: --dry-run, --prefer and --accept are for --into'
echo 'agenda: {' >forum.yaml
into 1
grep -q '^forum.yaml:' err || fail "  it says $(cat err)"

finish
