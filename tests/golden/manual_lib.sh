# shellcheck shell=bash
# Shared by test_manual.sh and regen_manual.

manual=contrib/man/confeed-agenda.5

# manual_golden: prints the manual of agenda files with the keys that the schema has.
manual_golden() {
    "$BUILD_DIR/tests/golden/tool_manual_keys" <"$manual"
}
