# shellcheck shell=bash
# Shared by test_feeds.sh and regen_feeds.

# build_golden NAME FOLDER: builds the agenda tests/golden/feeds/NAME.yaml, whose id is NAME, into
# FOLDER/NAME.
build_golden() {
    "$CONFEED" build "tests/golden/feeds/$1.yaml" -o "$2" >"$2.said"
}
