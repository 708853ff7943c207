#!/bin/bash
# "confeed show": exit status, standard output and standard error.
set -eu

cd "$TOP"
unset COLUMNS
export LC_ALL=C.UTF-8
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
agenda=data/gfmd-2007.yaml

failed=0
# fail WHAT TEXT
fail() {
    printf 'failed: %s\n%s\n' "$1" "$2"
    failed=1
}

# run STATUS WHAT ARGUMENT…: runs "confeed show", leaves what it said in $out and $err.
run() {
    local expected=$1 what=$2 status=0
    shift 2
    "$CONFEED" show "$@" >"$scratch/out" 2>"$scratch/err" || status=$?
    out=$(cat "$scratch/out")
    err=$(cat "$scratch/err")
    [ "$status" -eq "$expected" ] || fail "$what" "  exit status $status, expected $expected: $err"
    [ "$status" -eq 0 ] || [ -z "$out" ] || fail "$what" "  has output in spite of an error: $out"
    [ "$status" -ne 0 ] || [ -z "$err" ] || fail "$what" "  has messages in spite of success: $err"
}

# says / says_not WHAT TEXT: standard output has a line that holds TEXT, or none has.
says() {
    grep -q -F -e "$2" <<<"$out" || fail "$1" "  not in the output: $2"
}
says_not() {
    ! grep -q -F -e "$2" <<<"$out" || fail "$1" "  in the output: $2"
}

# complains WHAT TEXT: standard error is just this line, with "confeed: error: show: " before it.
complains() {
    [ "$err" = "confeed: error: show: $2" ] || fail "$1" "  said: $err"
}

what='the whole agenda is shown, with breaks and preparations'
run 0 "$what" $agenda
says "$what" '1.2  Temporary labor migration'
says "$what" 'Lunch'
says "$what" '6 parallel'
says "$what" 'Preparations'
grep -q "$(printf '\033')" <<<"$out" && fail 'no colour without a terminal' '  there is an escape'

what='an agency sees its role, the plenaries, no breaks and no sessions of others'
run 0 "$what" $agenda --agency ilo
says "$what" '1.2  [Rapporteur, Input (requested)] Temporary'
says "$what" 'Closing Session'
says "$what" '· [Background paper (requested)] Migration and Gender'
says_not "$what" 'Lunch'
says_not "$what" '2.2'
mv "$scratch/out" "$scratch/ilo"

what='an agency goes by its short name too, in any case'
for name in ILO Ilo ' ilo '; do
    run 0 "$what" $agenda --agency "$name"
    cmp -s "$scratch/out" "$scratch/ilo" || fail "$what" "  $name differs from ilo"
done
run 0 "$what" $agenda --agency 'world bank'
says "$what" '[Presenter, Background paper] Coherent'

what='several agencies are shown in the general wording'
run 0 "$what" $agenda --agency ilo,unodc --agency ohchr
says "$what" '1.2  Temporary'
says "$what" 'UNODC           · Adviser (offered)'
says "$what" 'OHCHR'
says_not "$what" '[Rapporteur'

what='a role narrows what an agency sees, preparations too'
run 0 "$what" $agenda --agency ilo --role rapporteur
says "$what" '1.2  [Rapporteur'
says "$what" '· [Rapporteur (requested)] Round Tables'
says_not "$what" '3.1'
says_not "$what" 'Closing Session'

what='a role alone finds plenaries where somebody has it'
run 0 "$what" $agenda --role presenter
says "$what" 'Civil Society Day'
says_not "$what" 'Opening Session'

what='a round table is shown without plenaries, breaks and preparations'
run 0 "$what" $agenda --round-table 3
says "$what" '3.4'
for text in 'Lunch' 'Opening' '1.1' 'Preparations'; do
    says_not "$what" "$text"
done

what='a day is shown with all that it has'
run 0 "$what" $agenda --day 2007-07-11
says "$what" 'Wednesday 11 July 2007'
says "$what" 'Lunch'
for text in 'Tuesday' 'Preparations'; do
    says_not "$what" "$text"
done

what='what matches nothing is told in a sentence'
run 0 "$what" $agenda --round-table 1 --day 2007-07-09
[ "$out" = 'No session of this agenda matches.' ] || fail "$what" "  said: $out"

what='notes are shown where asked for'
run 0 "$what" $agenda
says_not "$what" 'MIDA'
run 0 "$what" $agenda --notes
says "$what" 'MIDA'

what='ids are shown where asked for'
run 0 "$what" $agenda
says_not "$what" 'role rapporteur'
run 0 "$what" $agenda --ids --day 2007-07-10
says "$what" 'id 1.2 · round-table 1 ·'
run 0 "$what" $agenda -i --agency ilo
says "$what" 'agency ilo ·'

what='texts are shown in the language asked for'
run 0 "$what" data/tutorial.yaml --private --lang fr
says "$what" 'Fleuves et villes'

what='a locale without UTF-8 gets ASCII'
LC_ALL=C "$CONFEED" show data/tutorial.yaml --private --lang fr >"$scratch/out"
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && fail "$what" '  there is something else'
out=$(cat "$scratch/out")
says "$what" '11:00-13:00  |  Table ronde 1'
says "$what" '+- 1.1'

what='colour can be asked for'
NO_COLOR=1 run 0 "$what" $agenda --color=always
says "$what" "$(printf '\033[1mTuesday 10 July 2007\033[0m')"

what='an unknown value is wrong usage, told with what there is'
run 2 "$what" $agenda --round-table 4
complains "$what" 'there is no round table "4"; there are: 1, 2, 3'
run 2 "$what" $agenda --day tuesday
complains "$what" 'there is no day "tuesday"; there are: 2007-07-09, 2007-07-10, 2007-07-11'
run 2 "$what" $agenda --agency unesko
grep -q '^confeed: error: show: there is no agency "unesko" (did you mean "unesco"?); there are: bang' \
    <<<"$err" || fail "$what" "  said: $err"
run 2 "$what" $agenda --role raporteur
grep -q '(did you mean "rapporteur"?); there are: chair, rapporteur, ' <<<"$err" ||
    fail "$what" "  said: $err"

what='an empty value is wrong usage'
run 2 "$what" $agenda --round-table ''
complains "$what" 'there is no round table ""; there are: 1, 2, 3'
run 2 "$what" $agenda --round-table 1,
complains "$what" 'there is no round table ""; there are: 1, 2, 3'

what='all unknown values are told at once'
run 2 "$what" $agenda --round-table 7,8 --day 2007-07-12
[ "$(wc -l <"$scratch/err")" -eq 3 ] || fail "$what" "  said: $err"

what='--color takes three words'
run 2 "$what" $agenda --color=blue
complains "$what" '--color is auto, always or never, not "blue"'

what='a table says who contributes what'
run 0 "$what" $agenda --table --agency ilo --round-table 1
says "$what" 'Rapporteur'

what='what is for a table alone is wrong usage without one'
for option in --transpose --empty; do
    run 2 "$what" $agenda $option
    complains "$what" '--transpose and --empty are for a table: add --table'
done

what='a table of nothing says so'
run 0 "$what" $agenda --table --agency ilo --day 2007-07-09
says "$what" 'Nobody contributes to what matches.'

what='just one file is shown'
run 2 "$what"
run 2 "$what" $agenda data/tutorial.yaml

what='an unknown option is wrong usage'
run 2 "$what" $agenda --rome x

what='a file that is not there is a failure'
run 3 "$what" "$scratch/none.yaml"
[ -n "$err" ] || fail "$what" '  nothing is said'

what='an agenda with errors is not shown'
echo 'agenda: {}' >"$scratch/bad.yaml"
run 1 "$what" "$scratch/bad.yaml"
grep -q "^$scratch/bad.yaml:.*error: " <<<"$err" || fail "$what" "  said: $err"

what='--help tells the options'
run 0 "$what" --help
says "$what" '--round-table=ID'

what='a full disk is a failure'
status=0
err=$("$CONFEED" show $agenda 2>&1 >/dev/full) || status=$?
[ "$status" -eq 3 ] || fail "$what" "  exit status $status: $err"

exit $failed
