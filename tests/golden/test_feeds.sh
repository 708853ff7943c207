#!/bin/bash
# What "confeed build" writes for tests/golden/feeds/NAME.yaml, byte for byte against the tree
# tests/golden/feeds/NAME/; also where the machine has another zone, one that counts leap seconds,
# and other locales. "make regen" rewrites what is expected.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/feeds_lib.sh
. tests/golden/feeds_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

# compare WHERE: builds every agenda in the environment as it is, and compares.
compare() {
    local agenda name
    for agenda in tests/golden/feeds/*.yaml; do
        name=$(basename "$agenda" .yaml)
        count=$((count + 1))
        rm -rf "$scratch/out"
        if ! build_golden "$name" "$scratch/out"; then
            echo "failed: $name: confeed build failed, $1"
            failed=1
        elif ! diff -r -u "tests/golden/feeds/$name" "$scratch/out/$name"; then
            echo "failed: $name: is not as expected, $1"
            failed=1
        fi
    done
}

compare 'as the tests run'
TZ=Pacific/Chatham LC_ALL=C compare 'in Chatham, in the locale C'
TZ=right/America/New_York LC_ALL=POSIX compare 'in New York with leap seconds, in the locale POSIX'
missing=
for locale in tr_TR.UTF-8 ar_SA.UTF-8; do
    if [ -e "build/locales/$locale" ]; then
        LOCPATH=$TOP/build/locales LC_ALL=$locale compare "in the locale $locale"
    else
        missing+=" $locale"
    fi
done
[ "$count" -gt 0 ] || { echo "failed: there is no golden agenda"; failed=1; }

# A tree that no agenda stands beside would never be compared.
for folder in tests/golden/feeds/*/; do
    [ -e "${folder%/}.yaml" ] || { echo "failed: there is no agenda for $folder"; failed=1; }
done
if [ $failed -eq 0 ] && [ -n "$missing" ]; then
    echo "these locales are not there (Debian package locales):$missing"
    exit 77
fi
exit $failed
