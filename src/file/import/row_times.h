#pragma once

#include "file/import/foreign.h"

/* What a row of a sheet says of its time, as it stands there; NULL if it does not. */
typedef struct RowTimes {
    const char *date;     /* "2025-11-10" or "10.11.2025" */
    const char *start;    /* "16:45", "4:45 PM", or a date and a time */
    const char *end;      /* likewise; one before the start is on the next day */
    const char *duration; /* as agendas have it: "1h30m", "1:30", "90" */
    const char *zone;     /* an IANA name */
} RowTimes;

/* Sets the times of an event from them. The first zone is that of the conference. */
void row_times_read(const RowTimes *times, ForeignSchedule *schedule, ForeignEvent *event);
