#!/bin/bash
# The manual of agenda files lists the keys that there are. "make regen" rewrites it.
set -eu

cd "$TOP"
# shellcheck source=tests/golden/manual_lib.sh
. tests/golden/manual_lib.sh

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
manual_golden >"$scratch/manual"
diff -u "$manual" "$scratch/manual" || { echo "failed: $manual is not what the schema gives: make regen"; exit 1; }
