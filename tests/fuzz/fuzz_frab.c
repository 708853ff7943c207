/* Any schedule of frab's family, in XML or, after a '{', in JSON: it is refused, or makes an agenda
 * in which the reader of agendas finds no mistake. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "file/agenda_file.h"
#include "file/import/foreign_agenda.h"
#include "file/import/frab.h"

static const ForeignAgencies WHO[] = { FOREIGN_AGENCIES_ORGANISATIONS, FOREIGN_AGENCIES_SPEAKERS,
                                       FOREIGN_AGENCIES_TRACKS, FOREIGN_AGENCIES_NONE };

static void check_agenda(const char *text)
{
    g_autoptr(AgendaFile) file = agenda_file_parse("agenda", text, strlen(text));

    for (gsize i = 0; file->agenda == NULL && i < findings_length(file->findings); i++) {
        fprintf(stderr, "%s\n", findings_get(file->findings, i)->text);
    }
    g_assert(file->agenda != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const ForeignOptions options = { .id = size % 8 < 4 ? "fuzz" : NULL,
                                     .timezone = "Europe/Brussels",
                                     .agencies = WHO[size % G_N_ELEMENTS(WHO)] };
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    bool is_json = size > 0 && *text == '{';

    if (is_json ? frab_read_json(text, size, schedule, NULL)
                : frab_read_xml(text, size, schedule, NULL)) {
        g_autofree char *agenda = foreign_agenda_make(schedule, &options, NULL);
        g_assert(agenda != NULL);
        check_agenda(agenda);
    }
    return 0;
}
