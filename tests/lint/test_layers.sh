#!/bin/bash
# The layers check finds a breach where one is planted, and none where there is none.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir -p src/model src/load src/render

failed=0
# expect WHAT TEXT: the check, run now, must print just this text, and fail if there is one.
expect() {
    local said status=0 expected=0
    [ -z "$2" ] || expected=1
    said=$("$TOP/tests/lint/layers" .) || status=$?
    if [ "$said" != "$2" ] || [ "$status" -ne "$expected" ]; then
        printf 'failed: %s\n  expected: %s\n  but said: %s (exit status %d)\n' \
            "$1" "$2" "$said" "$status"
        failed=1
    fi
}

# write FILE LINE…
write() {
    local file=$1
    shift
    printf '%s\n' "$@" >"$file"
}

write src/main.c 'int main(void) { return 0; }'
write src/model/agenda.h '#pragma once' '#include <glib.h>'
write src/model/agenda.c '#include "model/agenda.h"' '' '#include <string.h>'
write src/load/load.h '#pragma once' '#include "model/agenda.h"'
write src/load/load.c '#include "load/load.h"' '' '#include <yaml.h>' '#include <stdio.h>'
write src/render/ics.c '#include <libical/ical.h>' '#include "model/agenda.h"'
expect 'a tree in order passes' ''

write src/render/ics.c '#include <libical/ical.h>' '' '#include "load/load.h"'
expect 'render must not see load' \
    'src/render/ics.c:3: render must not include load: it sees only model base'

write src/render/ics.c '#include <yaml.h>'
expect 'a library stays in its folder' 'src/render/ics.c:1: <yaml.h> belongs in load alone'

write src/render/ics.c '#  include <sys/ptrace.h>'
expect 'an unknown system header is told' \
    'src/render/ics.c:1: <sys/ptrace.h> is not known here: see tests/lint/layers'

write src/render/ics.c '#include "agenda.h"'
expect 'a header is named with its folder' \
    'src/render/ics.c:1: "agenda.h" is not a header of src/: write "folder/name.h"'

write src/render/ics.c ''
write src/model/agenda.c '#include "model/agenda.h"' '#include <stdio.h>'
expect 'model does no input or output' \
    'src/model/agenda.c:2: <stdio.h> in model, which is pure: it includes nothing but GLib and plain C'

write src/model/agenda.c '#include <glib.h>' '#include "model/agenda.h"'
expect 'a source includes its own header first' \
    'src/model/agenda.c:1: the first include must be "model/agenda.h"'

write src/model/agenda.c '#include "model/agenda.h"'
write src/load/load.h '#include "model/agenda.h"'
expect 'a header guards itself' 'src/load/load.h:1: #pragma once is missing'

write src/load/load.h '#pragma once'
write src/main.c '#include "model/agenda.h"'
expect 'main sees only the commands' \
    'src/main.c:1: main.c must not include model: it sees only cli base'

write src/main.c ''
mkdir src/extra
write src/extra/extra.c ''
expect 'a new folder needs its place' "src/extra/extra.c:1: extra is not one of the folders: \
base model load render history chronicle publish serve cli main.c"

exit $failed
