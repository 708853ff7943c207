#pragma once

#include "model/agenda/agenda.h"

/* Times of a conference as HTML. */

/* Appends "09:00–13:00", each in a time element whose attribute has the instant (HTML, "valid
 * global date and time string"). A local time is what the wall clock shows then, in Unix seconds.
 */
void page_time_append_span(GString *out, CivilTime start, gint64 start_utc, CivilTime end,
                           gint64 end_utc);

/* Appends "until Thursday 12 July 2007" for a span that needs it (civil_lasts_days). */
void page_time_append_until(GString *out, CivilTime start, CivilTime end);

/* Appends the span of a session, or "all day"; and the day of its end if that needs one. */
void page_time_append_hours(GString *out, const Session *session);

/* Appends "Tuesday 10 July 2007" in a time element. */
void page_time_append_date(GString *out, CivilDate date);

/* Appends the date and time of day at the conference for a time stamp (Unix seconds). */
void page_time_append_moment(GString *out, const Agenda *agenda, gint64 stamp);

/* The span from the first to the last day: "9–11 July 2007", "30 June – 2 July 2007"; the caller's
 * own. */
char *page_time_dup_span(CivilDate first, CivilDate last);
