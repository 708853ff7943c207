# shellcheck shell=bash
# Shared by the tests of commands: runs confeed in a folder of its own, $scratch, and asserts exit
# status and both outputs exactly.
set -eu

what='the start'
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
unset COLUMNS SOURCE_DATE_EPOCH
export LC_ALL=C.UTF-8

# fail TEXT: says that the test named $what failed.
fail() {
    printf 'failed: %s\n%s\n' "$what" "$1"
    failed=1
}

# run STATUS ARGUMENT…: runs confeed; its outputs are in the files out and err.
run() {
    local expected=$1 status=0
    shift
    "$CONFEED" "$@" >out 2>err </dev/null || status=$?
    [ "$status" -eq "$expected" ] ||
        fail "  exit status $status, expected $expected: $(cat out err)"
}

# finish: ends the test.
finish() {
    exit $failed
}

# prints / complains LINE…: standard output, or standard error, is just these lines.
prints() {
    printf '%s\n' "$@" | diff -u - out || fail '  standard output is not as expected'
}
complains() {
    printf '%s\n' "$@" | diff -u - err || fail '  standard error is not as expected'
}
prints_nothing() {
    diff -u /dev/null out || fail '  standard output is not empty'
}
complains_of_nothing() {
    diff -u /dev/null err || fail '  standard error is not empty'
}

# finds FILE / finds_not FILE: whether a file is there.
finds() {
    [ -e "$1" ] || fail "  there is no $1"
}
finds_not() {
    [ ! -e "$1" ] || fail "  there is $1"
}

# write_agenda ID >FILE: a small agenda, which ILO clashes in.
write_agenda() {
    cat <<END
agenda: {id: $1, title: Forum $1, timezone: Europe/Brussels}
agencies: [{id: ilo, short: ILO}]
days:
  - date: 2007-07-10
    slots:
      - start: "09:00"
        end: "10:00"
        sessions:
          - {id: a, title: A, contributions: [{agency: ilo, role: chair}]}
          - {id: b, title: B, contributions: [{agency: ilo, role: speaker}]}
END
}

# The warning about it, as FILE has it.
clash_in() {
    echo "$1:10:13: warning: ILO is needed in 2 sessions at once on Tuesday 10 July 2007," \
        "09:00–10:00: a (chair), b (speaker); its delegation is 1"
}

# What is said of FILE, whose agenda, forum, has the id of that in OTHER.
twin() {
    echo "confeed: error: $1: the agenda's id is \"forum\", as in $2: none of them is taken," \
        "and what was there stays, until there is only one"
}

# write_bad_agenda >FILE: one with four mistakes.
write_bad_agenda() {
    printf 'agenda: {id: bad, titel: Forum, timezone: Europe/Brusels}\n'
}

# What is said of it in bad.yaml.
mistakes_in_bad_yaml() {
    cat <<'END'
bad.yaml:1:1: error: an agenda file needs the key "days"
bad.yaml:1:9: error: the agenda needs the key "title"
bad.yaml:1:19: error: unknown key "titel" in the agenda; expected one of id, title, timezone, short, status, description, url, location, geo, contact, image, words, published, embed, show-clashes (did you mean "title"?)
bad.yaml:1:43: error: unknown time zone "Europe/Brusels"; expected an IANA name such as Europe/Brussels (did you mean "Europe/Brussels"?)
END
}
