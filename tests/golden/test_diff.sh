#!/bin/bash
# What "confeed diff" prints for tests/golden/diff/NAME.old.yaml and NAME.new.yaml, against
# NAME.expected. "make regen" rewrites what is expected.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/diff_lib.sh
. tests/golden/diff_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0
for agenda in tests/golden/diff/*.old.yaml; do
    name=$(basename "$agenda" .old.yaml)
    count=$((count + 1))
    if ! diff_golden "$name" >"$scratch/out"; then
        echo "failed: $name: confeed diff failed"
        failed=1
    elif ! diff -u "tests/golden/diff/$name.expected" "$scratch/out"; then
        echo "failed: $name: is not as expected"
        failed=1
    fi
done
[ "$count" -gt 0 ] || { echo "failed: there is no golden difference"; failed=1; }
exit $failed
