/* Any octets but the first, which chooses the reader, read as what pretalx or Indico exports:
 * whatever is read makes an agenda file without errors. */
#include "file/agenda_file.h"
#include "file/import/foreign_agenda.h"
#include "file/import/indico.h"
#include "file/import/pretalx.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void print_error(const Finding *finding)
{
    fprintf(stderr, "%u:%u %s\n", (unsigned)finding->place.line, (unsigned)finding->place.column,
            finding->text);
}

static void check_agenda(const char *agenda)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("imported", agenda, strlen(agenda));
    gsize length = findings_length(file->findings);

    for (gsize i = 0; file->agenda == NULL && i < length; i++) {
        print_error(findings_get(file->findings, i));
    }
    g_assert(file->agenda != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    const ForeignOptions options = { .timezone = "Europe/Brussels", .agencies = size % 4 };
    bool (*const READERS[])(const char *, gsize, ForeignSchedule *, GError **) = {
        pretalx_read,
        indico_read,
    };

    if (size > 0 && READERS[data[0] % 2]((const char *)data + 1, size - 1, schedule, NULL)) {
        g_autofree char *agenda = foreign_agenda_make(schedule, &options, NULL);
        g_assert(agenda != NULL);
        check_agenda(agenda);
    }
    return 0;
}
