#!/bin/bash
# contrib/confeed-agenda.schema.json has the keys that there are. "make regen" rewrites it.
set -eu

cd "$TOP"
schema=contrib/confeed-agenda.schema.json
"$BUILD_DIR/tests/golden/tool_json_schema" | diff -u "$schema" - ||
    { echo "failed: $schema is not what the schema gives: make regen"; exit 1; }
