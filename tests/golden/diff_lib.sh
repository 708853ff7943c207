# shellcheck shell=bash
# Shared by test_diff.sh and regen_diff.

# diff_golden NAME: prints the difference of tests/golden/diff/NAME.old.yaml and NAME.new.yaml.
diff_golden() {
    local status=0
    "$CONFEED" diff "tests/golden/diff/$1.old.yaml" "tests/golden/diff/$1.new.yaml" || status=$?
    [ "$status" -eq 1 ]
}
