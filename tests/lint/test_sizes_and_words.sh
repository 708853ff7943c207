#!/bin/bash
# The checks of sizes and of words find what is planted.
set -eu

if ! command -v ctags >/dev/null; then
    echo "ctags is not installed: make setup USE=lint"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

failed=0
# expect WHAT STATUS TEXT COMMAND…
expect() {
    local what=$1 expected=$2 text=$3 said status=0
    shift 3
    said=$("$@") || status=$?
    if [ "$said" != "$text" ] || [ "$status" -ne "$expected" ]; then
        printf 'failed: %s\n  expected: %s\n  but said: %s (exit status %d)\n' \
            "$what" "$text" "$said" "$status"
        failed=1
    fi
}

# with_lines N: a C function of N lines
with_lines() {
    printf 'int f(int a)\n{\n'
    for ((i = 0; i < $1 - 4; i++)); do
        printf '    a++;\n'
    done
    printf '    return a;\n}\n'
}

with_lines 80 >a.c
expect 'a function of 80 lines passes' 0 '' "$TOP/tests/lint/sizes" a.c
with_lines 81 >a.c
expect 'a function of 81 lines is noted' 0 \
    'a.c:1: note: function f has 81 lines, look twice' "$TOP/tests/lint/sizes" a.c
with_lines 101 >a.c
expect 'a function of 101 lines fails' 1 \
    'a.c:1: function f has 101 lines, at most 100: split it' "$TOP/tests/lint/sizes" a.c
yes '' | head -n 601 >a.c
expect 'a file of 601 lines fails' 1 \
    'a.c:1: file a.c has 601 lines, at most 600: split it' "$TOP/tests/lint/sizes" a.c

words="$TOP/tests/lint/words"
printf 'int a;\n' >a.c
expect 'a plain file passes' 0 '' "$words" .
printf 'int a; \n' >a.c
expect 'a blank at the end is told' 1 'a.c:1: blanks at the end of the line' "$words" .
printf 'int a;\n/* TO''DO */\n' >a.c
expect 'unfinished work is told' 1 'a.c:2: TO''DO is for unfinished work' "$words" .
printf 'int a;\r\n' >a.c
expect 'CR LF is told' 1 'a.c:1: the line ends with CR LF' "$words" .
printf '\tint a;\n' >a.c
expect 'a tab is told' 1 'a.c:1: a tab' "$words" .
printf 'int a;' >a.c
expect 'a missing newline is told' 1 'a.c:1: no newline at the end of the file' "$words" .
printf 'int a;\n\xff\n' >a.c
expect 'what is not UTF-8 is told' 1 'a.c:2: not UTF-8' "$words" .
rm a.c
head -c 300001 /dev/zero | tr '\0' a >a.ics
expect 'a large file is told, its lines are its own' 1 'a.ics:1: 300001 octets, at most 300000' \
    "$words" .

exit $failed
