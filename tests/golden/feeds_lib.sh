# shellcheck shell=bash
# Shared by test_feeds.sh and regen_feeds.

# build_golden NAME FOLDER: builds the agenda tests/golden/feeds/NAME.yaml, whose id is NAME, into
# FOLDER/NAME. Pages have golden tests of their own, and the manifest lists them.
build_golden() {
    "$CONFEED" build "tests/golden/feeds/$1.yaml" -o "$2" >"$2.said"
    find "$2/$1" \( -name '*.html' -o -name .confeed-manifest -o -path '*/assets/*' \) -delete
    rmdir "$2/$1/assets"
}
