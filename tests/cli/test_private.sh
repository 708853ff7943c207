#!/bin/bash
# What is private, as the secretariat sees it: in "show", "check", "diff", "publish", "history" and
# "token".
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"
export CONFEED_HISTORY=history.db

# write_agenda TITLE SECRET >FILE: a session called TITLE, and a private one called SECRET.
write_agenda() {
    cat <<END
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
          - {id: a, title: $1, contributions: [{agency: ilo, role: chair}]}
          - {id: b, title: $2, visibility: agency, contributions: [{agency: ilo, role: speaker}]}
END
}
# publish_at TIME FILE: publishes at a time, by anna.
publish_at() {
    SOURCE_DATE_EPOCH=$(date -u -d "$1" +%s) run 0 publish --by anna "$2"
}
write_agenda Open Secret >1.yaml
write_agenda Open Hidden >2.yaml
write_agenda Wide Hidden >3.yaml

what='a check sees clashes with what is private'
run 0 check 1.yaml
grep -q 'ILO is needed in 2 sessions at once' out || fail "  found: $(cat out)"

what='what is private is shown for who asks for it'
run 0 show 1.yaml
grep -q Secret out && fail "  shown: $(cat out)"
complains 'confeed: 1 private entry is not shown; --private shows it'
run 0 show --private 1.yaml
grep -q 'Secret (private)' out || fail "  shown: $(cat out)"
complains_of_nothing

what='a publication tells of private calendars'
publish_at 2007-07-01 1.yaml
prints 'forum: revision 1, 2007-07-01T00:00:00Z: 5 calendars, and the private calendar of ilo'
publish_at 2007-07-02 2.yaml
prints 'forum: 2007-07-02T00:00:00Z: only the private calendar of ilo' '' 'ILO (private)' \
    '  Hidden (b): renamed, was "Secret"'
publish_at 2007-07-03 2.yaml
prints 'forum: nothing has changed since revision 1'
publish_at 2007-07-04 3.yaml
prints 'forum: revision 2, 2007-07-04T00:00:00Z: 4 calendars change, and the private calendar of ilo' '' \
    'Agenda' '  Wide (a): renamed, was "Open"' '' 'ILO' '  Wide (a): renamed, was "Open"' '' \
    'Other calendars: Tuesday 10 July 2007' '' 'ILO (private)' '  Wide (a): renamed, was "Open"'

what='the history lists what was published for agencies alone'
run 0 history
prints 'forum@2  2007-07-04T00:00:00Z  anna' 'forum  2007-07-02T00:00:00Z  anna  (private: ilo)' \
    'forum@1  2007-07-01T00:00:00Z  anna'
run 0 history forum
prints 'forum@2  2007-07-04T00:00:00Z  anna' 'forum  2007-07-02T00:00:00Z  anna  (private: ilo)' \
    'forum@1  2007-07-01T00:00:00Z  anna'
run 0 history --verify
prints 'history.db: nothing is wrong'

what='a revision is told to the public, and its file to the secretariat'
run 0 history show 1
grep -q Secret out && fail "  shown: $(cat out)"
run 0 history show 1 --file
cp out 1.json
run 0 diff 1.yaml 1.json
prints_nothing
run 0 history show 2 --file
cp out 3.json
run 0 diff 3.yaml 3.json

what='a difference is told for each view'
run 1 diff 1 2.yaml
prints 'ILO (private)' '  Hidden (b): renamed, was "Secret"'
run 1 diff --format json 1.yaml 2.yaml
/usr/bin/python3 -c '
import json
report = json.load(open("out"))
assert report["changes"] == report["calendars"] == [], report
(private,) = report["private_calendars"]
assert private["agency"] == "ilo" and private["changes"][0]["new"] == "Hidden", private' ||
    fail "  printed: $(cat out)"
run 1 diff --format json 2.yaml 3.yaml
grep -q private_calendars out || fail "  printed: $(cat out)"
sed 's/, visibility: agency//' 1.yaml >public.yaml
run 0 diff --format json public.yaml public.yaml
grep -q private out && fail "  printed: $(cat out)"
run 1 diff public.yaml 1.yaml
grep -q '^  Secret (b): removed from' out || fail "  printed: $(cat out)"
grep -q '^  Secret (b): now private' out || fail "  printed: $(cat out)"

what='what comes into a view is told as what becomes of it, as a difference tells it'
notes='preparations: [{agency: iom, role: comments, title: Notes, visibility: agency}]'
write_agenda Open Other | sed "s/, visibility: agency//; s/^agencies:.*/&\n$notes/" >apart.yaml
sed 's/agency: ilo, role: chair}/&, {agency: iom, role: speaker}/' apart.yaml >joined.yaml
run 0 publish --history joining.db apart.yaml
run 0 publish --history joining.db joined.yaml
sed -n '/(private)/,$p' out >published
run 1 diff apart.yaml joined.yaml
sed -n '/(private)/,$p' out >told
cmp -s published told || fail "  published: $(cat published)" "  told: $(cat told)"
grep -qx '  Open (a): now Speaker' told || fail "  told: $(cat told)"

# --- tokens -----------------------------------------------------------------------------------

what='a token is for an agency of an agenda that is there'
run 2 token new forum ilox
complains 'confeed: error: in forum there is no agency "ilox" (did you mean "ilo"?); there are: ilo, iom'
run 2 token new other ilo
complains 'confeed: error: history.db holds no agenda "other"; it holds: forum'
run 3 token new forum ilo --history none.db
complains 'confeed: error: none.db: there is no history; --history or CONFEED_HISTORY says where it is'
finds_not none.db

what='what is asked wrongly is told'
run 2 token make forum ilo
complains 'confeed: error: token: "make" is unknown here; expected new, list, rotate or revoke'
run 2 token new forum
complains 'confeed: error: token new: expected an agenda and an agency, such as gfmd-2007 ilo, or a person, such as people/jane-doe'
run 2 token rotate forum
complains 'confeed: error: token rotate: expected an agenda, an agency or a person and, of several addresses, a fingerprint'
run 2 token list forum ilo more
complains 'confeed: error: token list: expected an agenda and an agency, or people/ID, at most'
run 2 token rotate forum ilo --overlap 1000
complains 'confeed: error: --overlap is 1000, and should be 0 to 365 days'
run 2 token new forum ilo --public-url nowhere
grep -q -- '--public-url is "nowhere"' err || fail "  said: $(cat err)"
run 0 token list
prints_nothing

what='an address is printed whole where it is known from outside'
run 0 token new forum ilo --public-url https://feeds.example.org/
grep -Eqx 'https://feeds.example.org/private/[a-z2-7]{32}.ics' out || fail "  printed: $(cat out)"
complains 'confeed: this is shown once: whoever knows the address sees what only ilo may'
run 0 token new forum ilo
grep -Eqx '/private/[a-z2-7]{32}.ics' out || fail "  printed: $(cat out)"
run 0 token list forum
[ "$(wc -l <out)" -eq 2 ] || fail "  printed: $(cat out)"
grep -Evq '^forum  ilo  [0-9a-f]{8}  [0-9TZ:-]{20}  in use$' out && fail "  printed: $(cat out)"

what='of several addresses one is named by its fingerprint'
run 2 token rotate forum ilo
complains 'confeed: error: ilo has 2 addresses in forum: say which, by its fingerprint in "confeed token list"'
run 0 token list
fingerprint=$(sed -n '1s/.*ilo  \([0-9a-f]*\) .*/\1/p' out)
run 0 token rotate forum ilo "$fingerprint" --overlap 3
grep -Eqx '/private/[a-z2-7]{32}.ics' out || fail "  printed: $(cat out)"
grep -Eq '^confeed: this is shown once; the old address goes on until [0-9TZ:-]{20}, and says where the new one is$' err ||
    fail "  said: $(cat err)"
run 0 token list forum ilo
[ "$(grep -c 'in use$' out)" -eq 2 ] || fail "  printed: $(cat out)"
grep -q "  $fingerprint  .*  replaced, goes on until " out || fail "  printed: $(cat out)"
run 0 token revoke forum ilo "$fingerprint"
prints 'ended: 1 address of ilo in forum'
run 2 token revoke forum ilo "$fingerprint"
complains "confeed: error: there is no address $fingerprint of ilo in forum that is still good; \"confeed token list\" lists what there is"
run 0 token revoke forum ilo
prints 'ended: 2 addresses of ilo in forum'
run 2 token rotate forum ilo
complains 'confeed: error: there is no address of ilo in forum that is still good; "confeed token list" lists what there is'
run 0 token list
grep -vq '  ended [0-9TZ:-]*$' out && fail "  printed: $(cat out)"

what='a token whose address could not be printed is not there'
before=$("$CONFEED" token list --history history.db)
status=0
"$CONFEED" token new forum ilo --history history.db >/dev/full 2>err || status=$?
[ "$status" -eq 3 ] || fail "  exit status $status"
grep -Fqx 'confeed: error: the address could not be printed: none was made' err || fail "  said: $(cat err)"
[ "$("$CONFEED" token list --history history.db)" = "$before" ] || fail '  there is a token'
run 0 token new forum ilo
before=$("$CONFEED" token list --history history.db)
status=0
"$CONFEED" token rotate forum ilo --history history.db >/dev/full 2>err || status=$?
[ "$status" -eq 3 ] || fail "  exit status $status"
[ "$("$CONFEED" token list --history history.db)" = "$before" ] || fail '  the old token was replaced'

what='a history that can only be read gives no token'
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w history.db .
    run 3 token new forum ilo
    prints_nothing
    chmod u+w . history.db
fi

# write_blocks BLOCK >FILE: an abstract, BLOCK, before contributions of which one is private. In it
# "/" stands for a line break.
write_blocks() {
    cat <<END
agenda: {id: forum, title: Forum, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}, {id: iom, short: IOM}]
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
          - id: a
            title: Open
            abstract: ${1//\//$'\n'}
            contributions:
              - {agency: iom, role: speaker}
              - {agency: ilo, role: chair, visibility: agency, note: Mediation}
          - id: b
            title: Closed
            visibility: agency
            url: https://example.org/b
            contributions: [{agency: ilo, role: chair, note: Mediation}]
END
}

what='an abstract that is left blank is told, whatever block it is, and nothing is made of it'
for block in '|' '>' '|-' '>+' '|2' '| # later' '>1-' '|//' '>-/# later' '|//             /'; do
    write_blocks "$block" >4.yaml
    run 1 build --output tree 4.yaml
    complains '4.yaml:11:13: error: the text of "abstract" is empty'
    finds_not tree
done

what='one that is not takes nothing private with it'
for block in '|/              Words/' '>-/              Words//' '|1/              Words/' \
    "'Words'" '"Words\n"' 'Words/              that go on'; do
    write_blocks "$block" >4.yaml
    rm -rf tree
    run 0 build --output tree 4.yaml
    grep -q '^DESCRIPTION:Contributions:\\nIOM: Speaker\\n\\n *Words' tree/forum/sessions/a.ics ||
        fail "  $block: $(grep ^DESCR tree/forum/sessions/a.ics)"
    ! grep -rlE 'Mediation|contributions:|Closed' tree || fail "  $block: what is private is public"
done

what='what would lose its way is told'
for block in '"Words' "'Words/            of it" '>/                /              # Words'; do
    write_blocks "$block" >5.yaml
    run 1 check 5.yaml
    grep -q '^5.yaml:1[1-4]:[0-9]*: error: not well-formed YAML: ' out || fail "  $block: $(cat out)"
done

finish
