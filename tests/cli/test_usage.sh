#!/bin/bash
# The command line: help, version, what is missing, unknown or too much, and outputs that cannot be
# written.
set -eu
# shellcheck source=tests/cli/run_lib.sh
. "$TOP/tests/cli/run_lib.sh"

write_agenda forum >forum.yaml

what='the version is one line'
run 0 --version
grep -qx 'confeed [0-9]*\.[0-9]*\.[0-9]*' out || fail "  printed: $(cat out)"
complains_of_nothing

what='without a command the commands are told, as an error'
run 0 --help
cp out help
run 2
cmp -s help err || fail '  standard error is not what --help prints'
prints_nothing

what='every command that is listed has a help of its own that fits 80 columns'
commands=$(sed -n 's/^  \([a-z]*\) .*/\1/p' help)
[ "$(echo "$commands" | wc -w)" -ge 4 ] || fail "  listed: $commands"
for command in $commands; do
    run 0 "$command" --help
    complains_of_nothing
    head -n 2 out | tail -n 1 |
        grep -Eq "^  confeed $command \[OPTION…\]( (FILE|SOURCE|WHAT FILE|OLD NEW|ACTION|AGENDA|\[)|$)" ||
        fail "  usage of $command: $(head -n 2 out)"
    grep -q '^Exit status: 0 fine' out || fail "  $command does not tell its exit statuses"
    grep -q '^  -h, --help ' out || fail "  $command does not tell of --help"
    cat out >>help
done
/usr/bin/python3 -c '
import sys
long = [line for line in open("help", encoding="utf-8") if len(line.rstrip("\n")) > 80]
sys.exit("".join(long) or 0)' || fail '  a line is too long'

what='an unknown command is refused, and the like is suggested'
run 2 biuld
complains 'confeed: error: there is no command "biuld" (did you mean "build"?)'
prints_nothing
run 2 xyzzy
complains 'confeed: error: there is no command "xyzzy"; "confeed --help" lists them'
run 2 --bogus
complains 'confeed: error: there is no command "--bogus"; "confeed --help" lists them'

what='a missing operand, an unknown option and a missing argument are wrong usage'
for command in check publish; do
    usage="Usage: confeed $command [OPTION…] $(sed -n "s/^  confeed $command \[OPTION…\] //p" help)"
    run 2 "$command"
    complains "confeed: error: $command: an operand is missing" "$usage"
    prints_nothing
    run 2 "$command" --bogus forum.yaml
    complains "confeed: error: $command: Unknown option --bogus" "$usage"
    prints_nothing
done
for command in build serve; do
    run 2 "$command"
    complains 'confeed: error: an agenda file is missing, or --history'
    run 2 "$command" --manual forum.yaml
    complains 'confeed: error: --manual goes with --history'
    run 2 "$command" --keep soon forum.yaml
    complains 'confeed: error: --keep is "soon", and should be a number of days, or always'
done
run 2 check --format
complains 'confeed: error: check: Missing argument for --format' 'Usage: confeed check [OPTION…] FILE-or-FOLDER…'
run 2 show forum.yaml forum.yaml
complains 'confeed: error: show: there are too many operands' 'Usage: confeed show [OPTION…] FILE'

what='operands may follow --'
run 0 check -- forum.yaml
complains 'confeed: forum.yaml: 0 errors, 1 warning'
run 3 check -- --help
complains 'confeed: error: --help: cannot be opened: No such file or directory'

what='no control character of an operand reaches the terminal'
run 3 check $'no\e[31m\nfile'
complains 'confeed: error: no\x1b[31m\x0afile: cannot be opened: No such file or directory'

# cannot_print ARGUMENT…: results that cannot be written are no success, wherever they go.
cannot_print() {
    local status=0
    "$CONFEED" "$@" >/dev/full 2>err || status=$?
    [ "$status" -eq 3 ] || fail "  exit status $status on a full disk: confeed $*"
    grep -qx 'confeed: error: cannot write to standard output' err || fail "  said: $(cat err)"
    status=0
    "$CONFEED" "$@" >&- 2>err || status=$?
    [ "$status" -eq 3 ] || fail "  exit status $status with standard output closed: confeed $*"
    grep -qx 'confeed: error: cannot write to standard output' err || fail "  said: $(cat err)"
}

what='what cannot be printed fails'
cannot_print --help
cannot_print --version
cannot_print build --help
cannot_print new
cannot_print list agencies forum.yaml
cannot_print check forum.yaml
cannot_print check --format json forum.yaml
cannot_print show forum.yaml
cannot_print diff --format json forum.yaml forum.yaml
cannot_print build forum.yaml

what='with all standard streams closed, what is written is what should be'
status=0
"$CONFEED" build forum.yaml -o closed <&- >&- 2>&- || status=$?
[ "$status" -eq 3 ] || fail "  exit status $status"
run 0 build forum.yaml -o open
diff -r open closed || fail '  the files differ'

finish
