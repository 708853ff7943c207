#!/bin/bash
# What "confeed show" prints, against tests/golden/show/NAME.expected. NAME.args holds the rest of
# the command line in one line, with variables of the environment before it. "make regen" rewrites
# what is expected.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/show_lib.sh
. tests/golden/show_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0
for arguments in tests/golden/show/*.args; do
    name=$(basename "$arguments" .args)
    count=$((count + 1))
    if ! show_golden "$arguments" >"$scratch/out"; then
        echo "failed: $name: confeed show failed"
        failed=1
    elif ! diff -u "${arguments%.args}.expected" "$scratch/out"; then
        echo "failed: $name: is not as expected"
        failed=1
    fi
done
[ "$count" -gt 0 ] || { echo "failed: there is no golden schedule"; failed=1; }
exit $failed
