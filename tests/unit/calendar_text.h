#pragma once

#include "file/import/foreign.h"

/* iCalendar files for tests, and what comes of them. */

/* Reads a VCALENDAR with these lines in it, which line feeds divide. The caller owns it. */
ForeignSchedule *calendar_text_read(const char *lines);

/* The events of a VCALENDAR with these lines, one a line, in order: "SOURCE START/END TITLE", in
 * RFC 3339, without "Z" where a time is what clocks show; of a day only that. What is missing is
 * "-". The caller owns it. */
char *calendar_text_dup_events(const char *lines);

/* Whether a schedule has a remark: "WHAT WHY". */
bool calendar_text_has_remark(const ForeignSchedule *schedule, const char *remark);
