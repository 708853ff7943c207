#!/bin/bash
# The pages that "confeed build" writes for tests/golden/pages/NAME.yaml, byte for byte against the
# tree tests/golden/pages/NAME/; also where the machine has another zone and locale. "make regen"
# rewrites what is expected.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/pages_lib.sh
. tests/golden/pages_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

# compare WHERE: builds every agenda in the environment as it is, and compares.
compare() {
    local agenda name
    for agenda in tests/golden/pages/*.yaml; do
        name=$(basename "$agenda" .yaml)
        count=$((count + 1))
        rm -rf "$scratch/out"
        build_pages "$name" "$scratch/out"
        diff -r -u "tests/golden/pages/$name" "$scratch/out/$name" ||
            { echo "failed: $name: is not as expected, $1"; failed=1; }
    done
}

compare 'as the tests run'
TZ=Pacific/Chatham LC_ALL=C compare 'in Chatham, in the locale C'
[ "$count" -gt 0 ] || { echo "failed: there is no golden agenda"; failed=1; }
exit $failed
