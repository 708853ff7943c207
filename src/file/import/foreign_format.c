#include "file/import/foreign_format.h"

#include <string.h>

#include "file/ics/ics.h"
#include "file/import/frab.h"
#include "file/import/indico.h"
#include "file/import/pretalx.h"
#include "file/import/sheets.h"
#include "file/table/csv_text.h"

const ForeignFormat FOREIGN_FORMATS[] = {
    { .name = "frab",
      .summary = "schedule.xml of frab, pretalx, wafer, Pentabarf and their kin",
      .read = frab_read_xml },
    { .name = "schedule-json",
      .summary = "schedule.json of frab, pretalx and their kin",
      .read = frab_read_json },
    { .name = "pretalx", .summary = "the API or a widget of pretalx", .read = pretalx_read },
    { .name = "indico", .summary = "the HTTP API of Indico", .read = indico_read },
    { .name = "ics", .summary = "a calendar in iCalendar", .read = ics_read },
    { .name = "csv",
      .summary = "a table in CSV",
      .read = sheets_read_csv,
      .prepare = csv_text_prepare,
      .is_table = true },
    { .name = "workbook",
      .summary = "a workbook of Excel or LibreOffice",
      .read = sheets_read_workbook,
      .is_table = true },
    { .name = NULL },
};

GPtrArray *foreign_format_list_names(void)
{
    GPtrArray *names = g_ptr_array_new();

    for (const ForeignFormat *format = FOREIGN_FORMATS; format->name != NULL; format++) {
        g_ptr_array_add(names, (gpointer)format->name);
    }
    return names;
}

const ForeignFormat *foreign_format_find(const char *name)
{
    for (const ForeignFormat *format = FOREIGN_FORMATS; format->name != NULL; format++) {
        if (strcmp(format->name, name) == 0) {
            return format;
        }
    }
    return NULL;
}
