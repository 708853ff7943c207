#!/bin/bash
# The layers check finds a breach where one is planted, and none where there is none.
set -eu

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir -p src/model/time src/model/agenda src/file/yaml src/render/ical

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
write src/model/agenda/agenda.h '#pragma once' '#include <glib.h>'
write src/model/agenda/agenda.c '#include "model/agenda/agenda.h"' '' '#include <string.h>'
write src/file/yaml/text.h '#pragma once' '#include "model/agenda/agenda.h"'
write src/file/yaml/text.c '#include "file/yaml/text.h"' '' '#include <yaml.h>' '#include <stdio.h>'
write src/render/ical/ics.c '#include <libical/ical.h>' '#include "model/agenda/agenda.h"'
expect 'a tree in order passes' ''

write src/render/ical/ics.c '#include <libical/ical.h>' '' '#include "file/yaml/text.h"'
expect 'render must not see file' \
    'src/render/ical/ics.c:3: render must not include file: it sees only model base'

write src/render/ical/ics.c '#include <yaml.h>'
expect 'a library stays in its folder' 'src/render/ical/ics.c:1: <yaml.h> belongs in file/yaml alone'

write src/render/ical/ics.c '#  include <sys/ptrace.h>'
expect 'an unknown system header is told' \
    'src/render/ical/ics.c:1: <sys/ptrace.h> is not known here: see tests/lint/layers'

write src/render/ical/ics.c '#include "agenda.h"'
expect 'a header is named with its folder' \
    'src/render/ical/ics.c:1: "agenda.h" is not a header of src/: write "folder/name.h"'

write src/render/ical/ics.c ''
write src/model/agenda/agenda.c '#include "model/agenda/agenda.h"'
write src/model/time/civil.c '#include "model/agenda/agenda.h"'
expect 'a room sees those before it alone' \
    'src/model/time/civil.c:1: model/time must not include model/agenda, which is built on it'

write src/model/time/civil.c ''
write src/model/agenda/agenda.c '#include "model/agenda/agenda.h"' '#include <stdio.h>'
expect 'model does no input or output' \
    'src/model/agenda/agenda.c:2: <stdio.h> in model, which is pure: it includes nothing but GLib and plain C'

write src/model/agenda/agenda.c '#include <glib.h>' '#include "model/agenda/agenda.h"'
expect 'a source includes its own header first' \
    'src/model/agenda/agenda.c:1: the first include must be "model/agenda/agenda.h"'

write src/model/agenda/agenda.c '#include "model/agenda/agenda.h"'
write src/file/yaml/text.h '#include "model/agenda/agenda.h"'
expect 'a header guards itself' 'src/file/yaml/text.h:1: #pragma once is missing'

write src/file/yaml/text.h '#pragma once'
write src/main.c '#include "model/agenda/agenda.h"'
expect 'main sees only the commands' \
    'src/main.c:1: main.c must not include model: it sees only cli base'

write src/main.c ''
mkdir src/extra
write src/extra/extra.c ''
expect 'a new folder needs its place' "src/extra/extra.c:1: extra is not one of the folders: \
base model file render history chronicle site serve service cli main.c"

exit $failed
