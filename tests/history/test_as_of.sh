#!/bin/bash
# Revisions of long ago: diff, history, history show, history --verify.
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

# agenda ID ROOM TITLE >FILE
agenda() {
    cat <<END
agenda: {id: $1, title: Forum, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]
rooms: [{id: gold, name: $2}]
days:
  - date: 2027-07-10
    slots:
      - {start: "09:00", end: "10:00", plenary: {id: opening, title: Opening, room: gold}}
      - start: "11:00"
        end: "12:00"
        sessions:
          - {id: a, title: $3, contributions: [{agency: ilo, role: chair}]}
END
}

# publish HISTORY SECONDS FILE ARGUMENT…: seconds after the first publication.
publish() {
    local history=$1 seconds=$2
    shift 2
    SOURCE_DATE_EPOCH=$((1800000000 + seconds)) run 0 publish "$@" --history "$history" --by Ann
}

# feeds_of HISTORY FOLDER
feeds_of() {
    run 0 build --history "$1" --manual -o "$2"
}

agenda forum Gold Work >1.yaml
agenda forum Red Work >2.yaml
agenda forum Red Health >3.yaml
agenda other Gold Work >other.yaml
publish h.db 0 1.yaml -m first
publish h.db 100 2.yaml
feeds_of h.db feeds-2
publish h.db 0 3.yaml -m 'the clock was wrong'
export CONFEED_HISTORY=h.db

# --- the list --------------------------------------------------------------------------------

what='the list of revisions'
run 0 history
prints \
    'forum@3  2027-01-15T08:01:41Z  Ann  the clock was wrong' \
    'forum@2  2027-01-15T08:01:40Z  Ann' \
    'forum@1  2027-01-15T08:00:00Z  Ann  first'
complains_of_nothing
mv out list
run 0 history forum
diff -u list out || fail '  of the one agenda it is another'

what='the list of an agenda that is not there'
run 2 history nobody
prints_nothing
complains 'confeed: error: h.db holds no agenda "nobody"; it holds: forum'

what='the same published again'
publish h.db 300 3.yaml
prints 'forum: nothing has changed since revision 3'
run 0 history
diff -u list out || fail '  there is another revision'

# --- two revisions ---------------------------------------------------------------------------

what='what the first and the third have different'
run 1 diff 1 3
prints Agenda '  Name of room gold: now "Red", was "Gold"' '  Health (a): renamed, was "Work"' '' \
    ILO '  Name of room gold: now "Red", was "Gold"' '  Health (a): renamed, was "Work"' '' \
    IOM '  Name of room gold: now "Red", was "Gold"' '' \
    'Other calendars: Saturday 10 July 2027, Red'
complains_of_nothing
mv out difference

what='the same, named otherwise'
for names in 'forum@1 forum@3' 'forum@1 forum@' '1 3.yaml' '1.yaml 3' '1.yaml 3.yaml'; do
    # shellcheck disable=SC2086 # two names
    run 1 diff $names
    diff -u difference out || fail "  diff $names says something else"
done

what='a revision and itself'
run 0 diff 2 2
prints_nothing
run 0 diff 2 2.yaml
prints_nothing
complains_of_nothing

what='revisions that are not there'
for names in '1 9' '9 1'; do
    # shellcheck disable=SC2086 # two names
    run 2 diff $names
    prints_nothing
    complains 'confeed: error: forum has the revisions 1 to 3, and no 9'
done
run 2 diff other@1 1
complains 'confeed: error: h.db holds no agenda "other"; it holds: forum'

what='two agendas'
run 2 diff 1 other.yaml
prints_nothing
complains 'confeed: error: diff: 1 is of agenda "forum", other.yaml of "other"; the two should be of one agenda'

# --- one revision ----------------------------------------------------------------------------

what='the second revision'
run 0 history show 2
prints 'forum@2  2027-01-15T08:01:40Z  Ann' '' \
    Agenda '  Name of room gold: now "Red", was "Gold"' '' \
    ILO '  Name of room gold: now "Red", was "Gold"' '' \
    IOM '  Name of room gold: now "Red", was "Gold"' '' \
    'Other calendars: Saturday 10 July 2027, Red'
complains_of_nothing

what='the first revision'
run 0 history show forum@1
prints 'forum@1  2027-01-15T08:00:00Z  Ann  first' '' 'The first revision; sessions: 2, agencies: 2.'

what='what is no revision'
run 2 history show 0
complains 'confeed: error: forum has the revisions 1 to 3, and no 0'
run 2 history show last
prints_nothing
complains 'confeed: error: "last" is no revision; expected a number, or an agenda with one, such as gfmd-2007@12'
run 2 history shwo 2
complains 'confeed: error: history: "shwo" is unknown here; did you mean: history show 2'
run 2 history --file
complains 'confeed: error: history: --file goes with show, as in: history show 12 --file'
run 2 history --verify forum
complains 'confeed: error: history: --verify looks at the whole history: leave out what else is asked'
run 2 history --verify show 1
complains 'confeed: error: history: --verify looks at the whole history: leave out what else is asked'
run 2 history --verify --file
complains 'confeed: error: history: --verify looks at the whole history: leave out what else is asked'

what='a revision as a file'
for number in 1 2; do
    run 0 history show $number --file
    complains_of_nothing
    mv out "again-$number.json"
    run 0 diff "$number.yaml" "again-$number.json"
    prints_nothing
done
publish again.db 0 again-1.json
publish again.db 50 1.yaml
prints 'forum: nothing has changed since revision 1'
publish again.db 100 again-2.json
feeds_of again.db feeds-again
diff -r feeds-2 feeds-again || fail '  published again, its feeds are others'

# --- several agendas -------------------------------------------------------------------------

what='numbers where there are several agendas'
cp h.db two.db
publish two.db 500 other.yaml
run 2 history show 2 --history two.db
prints_nothing
complains 'confeed: error: two.db holds 2 agendas: say of which, such as forum@2'
run 2 diff 1 2 --history two.db
prints_nothing
complains 'confeed: error: two.db holds 2 agendas: say of which, such as forum@1' \
    'confeed: error: two.db holds 2 agendas: say of which, such as forum@2'
run 1 diff forum@1 forum@3 --history two.db
diff -u difference out || fail '  named, they say something else'
run 2 diff forum@1 other@1 --history two.db
complains 'confeed: error: diff: forum@1 is of agenda "forum", other@1 of "other"; the two should be of one agenda'
run 0 history --history two.db
{ cat list && echo 'other@1  2027-01-15T08:08:20Z  Ann'; } | diff -u - out ||
    fail '  the list is not as expected'

# --- no history ------------------------------------------------------------------------------

what='no history'
for arguments in 'history' 'history show 1' 'history --verify' 'diff 1 2'; do
    # shellcheck disable=SC2086 # several arguments
    run 3 $arguments --history none.db
    prints_nothing
    complains 'confeed: error: none.db: there is no history; --history or CONFEED_HISTORY says where it is'
done
finds_not none.db

what='an empty file'
: >empty.db
run 3 history --history empty.db
complains 'confeed: error: empty.db: there is no history in it'

what='not a history'
for arguments in 'history' 'history --verify' 'diff 1 2' 'publish 1.yaml'; do
    cp 1.yaml other.db
    # shellcheck disable=SC2086 # several arguments
    run 3 $arguments --history other.db
    prints_nothing
    said='confeed: error: other.db: not a history of confeed: choose another file, or restore a copy'
    if [ "$arguments" = 'publish 1.yaml' ]; then
        said+='; nothing was published'
    fi
    complains "$said"
    cmp 1.yaml other.db || fail '  the file is another now'
done

# --- looking for damage ----------------------------------------------------------------------

what='a whole history'
for history in h.db two.db again.db; do
    run 0 history --verify --history $history
    prints "$history: nothing is wrong"
    complains_of_nothing
done

what='a history in which something was changed by hand'
python3 - <<'END'
import sqlite3

with sqlite3.connect("two.db") as history:
    history.execute("UPDATE event SET sequence = 7 WHERE agenda = 'forum' AND last IS NULL AND key = 'a'")
END
run 3 history --verify --history two.db
prints_nothing
complains 'confeed: error: two.db: revision 3 of forum: the stamps of events are others (1, such as that of a)'

finish
