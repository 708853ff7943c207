/* Any octets as an iCalendar file: they are refused, or make an agenda without errors. */
#include "file/ics/ics.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "file/agenda_file.h"
#include "file/ics/ics_series.h"

static void print_findings(const Findings *findings)
{
    for (gsize i = 0; i < findings_length(findings); i++) {
        fprintf(stderr, "%s\n", findings_get(findings, i)->text);
    }
}

static void check_agenda(ForeignSchedule *schedule)
{
    const ForeignOptions options = { .timezone = "Europe/Brussels" };
    g_autofree char *text = foreign_agenda_make(schedule, &options, NULL);

    g_assert(text != NULL);
    g_autoptr(AgendaFile) file = agenda_file_parse("fuzz", text, strlen(text));
    if (file->agenda == NULL) {
        print_findings(file->findings);
        fputs(text, stderr);
    }
    g_assert(file->agenda != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(ForeignSchedule) schedule = foreign_schedule_new();
    g_autoptr(GError) error = NULL;

    if (!ics_read((const char *)data, size, schedule, &error)) {
        g_assert(error != NULL && g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    g_assert(schedule->events->len <= ICS_EVENTS_MAX);
    check_agenda(schedule);
    for (guint i = 0; i < schedule->remarks->len; i++) {
        const ForeignRemark *remark = schedule->remarks->pdata[i];
        g_assert(remark->example == NULL || g_utf8_validate(remark->example, -1, NULL));
    }
    return 0;
}
