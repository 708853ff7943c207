# shellcheck shell=bash
# Shared by test_pages.sh and regen_pages.

# build_pages NAME FOLDER: builds the agenda tests/golden/pages/NAME.yaml, whose id is NAME, and
# leaves its pages in FOLDER/NAME, with the names of assets as if their content did not matter.
build_pages() {
    "$CONFEED" build "tests/golden/pages/$1.yaml" --public-url https://feeds.example.org \
        -o "$2" >"$2.said"
    find "$2/$1" -type f -not -name '*.html' -delete
    rmdir "$2/$1/assets"
    find "$2/$1" -name '*.html' -exec sed -i -E \
        's#(assets/[a-z]+)-[0-9a-f]{16}\.#\1-HASH.#' {} +
}
