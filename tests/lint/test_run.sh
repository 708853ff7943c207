#!/bin/bash
# The test runner tells passed, failed and skipped apart, and never takes nothing for success.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/tests/area" "$scratch/tests/unit/model"
cp "$TOP/tests/run" "$scratch/tests/run"
cd "$scratch"

failed=0
# script NAME LINE…: a test
script() {
    local file=tests/area/test_$1.sh
    shift
    printf '#!/bin/bash\n' >"$file"
    printf '%s\n' "$@" >>"$file"
    chmod +x "$file"
}

# expect WHAT STATUS PATTERN [VARIABLE=VALUE…] [TEST]: the runner ends so, and says this.
expect() {
    local what=$1 expected=$2 pattern=$3 said status=0
    shift 3
    said=$(env BUILD=release JOBS=1 "$@" 2>&1) || status=$?
    if [ "$status" -ne "$expected" ] || ! grep -q -e "$pattern" <<<"$said"; then
        printf 'failed: %s\n  expected status %d and: %s\n  but status %d and:\n%s\n' \
            "$what" "$expected" "$pattern" "$status" "$said"
        failed=1
    fi
}

expect 'no test at all is a failure' 1 '^0 passed, 0 failed, 0 skipped$' tests/run

script good 'exit 0'
expect 'a test that ends with 0 passes' 0 '^1 passed, 0 failed, 0 skipped$' tests/run
expect 'a passed test has its line' 0 '^ok   area/test_good  ' tests/run

script idle 'echo first' 'echo no network' 'exit 77'
expect 'a skipped test tells its reason' 0 '^skip area/test_idle: no network$' tests/run
expect 'a skipped test is counted' 0 '^1 passed, 0 failed, 1 skipped$' tests/run
expect 'only skipped tests are a failure' 1 '^0 passed, 0 failed, 1 skipped$' tests/run test_idle

script bad 'echo the reason' 'exit 3'
expect 'a failed test is counted' 1 '^1 passed, 1 failed, 1 skipped$' tests/run
expect 'a failed test tells its status' 1 '^FAIL area/test_bad .*: exit status 3$' tests/run
expect 'a failed test shows its output' 1 '^     | the reason$' tests/run
expect 'a pattern picks tests' 0 '^1 passed, 0 failed, 0 skipped$' tests/run 'area/*good'
rm tests/area/test_bad.sh tests/area/test_idle.sh

script killed 'kill -SEGV $$'
expect 'a crash is a failure' 1 '^FAIL area/test_killed .*: killed by SIGSEGV$' tests/run
rm tests/area/test_killed.sh

script endless 'exec tail -f /dev/null'
expect 'a test that does not end is ended' 1 'test_endless .*: not done after 1 s$' \
    TEST_SECONDS=1 tests/run
rm tests/area/test_endless.sh

script plain 'exit 0'
chmod -x tests/area/test_plain.sh
expect 'a script that cannot be run is a failure' 1 'test_plain .*: cannot be run' tests/run
rm tests/area/test_plain.sh

: >tests/unit/model/test_thing.c
expect 'a unit test that was not built is a failure' 1 'model/test_thing .*: cannot be run' tests/run
rm tests/unit/model/test_thing.c

# The single quotes are meant: the test expands these, not we.
# shellcheck disable=SC2016
script clean '[ -z "${NO_COLOR+set}${SOURCE_DATE_EPOCH+set}" ]' \
    '[ "$TOP" = "$PWD" ] && [ "$CONFEED" = "$PWD/build/release/confeed" ]'
expect 'the environment is clean' 0 '^2 passed, 0 failed, 0 skipped$' \
    NO_COLOR=1 SOURCE_DATE_EPOCH=1 tests/run

exit $failed
