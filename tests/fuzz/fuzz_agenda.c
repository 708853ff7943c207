/* Any octets, read as an agenda file: there is an agenda, or there are errors, and never both. */
#include "file/agenda_file.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("fuzz", (const char *)data, size);
    gsize length = findings_length(file->findings);

    g_assert((file->agenda != NULL) == (findings_count(file->findings, SEVERITY_ERROR) == 0));
    for (gsize i = 0; i < length; i++) {
        const Finding *finding = findings_get(file->findings, i);
        g_assert(g_utf8_validate(finding->text, -1, NULL));
        g_assert(finding->hint == NULL || g_utf8_validate(finding->hint, -1, NULL));
        g_assert(finding->place.line == 0 || finding->place.column > 0);
    }
    return 0;
}
