#include "file/import/foreign_format.h"

#include <string.h>

#include "file/ics/ics.h"
#include "file/import/frab.h"
#include "file/import/indico.h"
#include "file/import/pretalx.h"
#include "file/import/sheets.h"

const ForeignFormat FOREIGN_FORMATS[] = {
    { "frab", "schedule.xml of frab, pretalx, wafer, Pentabarf and their kin", frab_read_xml,
      false },
    { "schedule-json", "schedule.json of the same", frab_read_json, false },
    { "pretalx", "the API or a widget of pretalx", pretalx_read, false },
    { "indico", "the HTTP API of Indico", indico_read, false },
    { "ics", "a calendar in iCalendar", ics_read, false },
    { "csv", "a table in CSV", sheets_read_csv, true },
    { "workbook", "a workbook of Excel or LibreOffice", sheets_read_workbook, true },
    { NULL, NULL, NULL, false },
};

const ForeignFormat *foreign_format_find(const char *name)
{
    for (const ForeignFormat *format = FOREIGN_FORMATS; format->name != NULL; format++) {
        if (strcmp(format->name, name) == 0) {
            return format;
        }
    }
    return NULL;
}
