#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Civil dates and wall-clock time, without any zone.
 *
 * A CivilDate counts days since 1970-01-01. A CivilTime counts seconds since 1970-01-01T00:00:00
 * as a clock on the wall of the conference shows them: no zone is applied, no leap second exists.
 */
typedef gint32 CivilDate;
typedef gint64 CivilTime;

#define CIVIL_DAY_SECONDS 86400

/* Days of an agenda lie in these years, both included: zone files know no more, and calendar
 * programs stumble over earlier ones. */
#define CIVIL_MIN_YEAR 1971
#define CIVIL_MAX_YEAR 2199

/* The last second of the year 9999: iCalendar has no later one. */
#define CIVIL_MAX_STAMP G_GINT64_CONSTANT(253402300799)

/* Reads YYYY-MM-DD, a date that exists in a year of CIVIL_MIN_YEAR to CIVIL_MAX_YEAR. */
bool civil_parse_date(const char *text, CivilDate *out_date);

/* Reads HH:MM as seconds after midnight. Hours run to 48: "25:30" is half past one in the night
 * that follows the day, "24:00" and "48:00" are midnights. */
bool civil_parse_clock(const char *text, gint32 *out_seconds);

/* Reads an RFC 3339 time stamp, with Z or an offset, to whole seconds, as Unix seconds. A leap
 * second (23:59:60) is none; in UTC, too, the year is one of those above. */
bool civil_parse_stamp(const char *text, gint64 *out_utc);

/* "2007-07-12T00:00:00Z" (RFC 3339) of Unix seconds; the caller's own. */
char *civil_stamp_to_text(gint64 utc);

CivilTime civil_at(CivilDate date, gint32 seconds);
CivilDate civil_date_of(CivilTime time);

/* The parts of a CivilTime, or of Unix seconds read as UTC, in the years from 1 on. */
typedef struct CivilParts {
    gint year;
    gint month; /* 1 to 12 */
    gint day;   /* 1 to 31 */
    gint hour;
    gint minute;
    gint second;
    gint weekday; /* 0 is Sunday */
} CivilParts;

CivilParts civil_parts(CivilTime time);

/* "2007-07-10"; the caller's own. */
char *civil_date_to_iso(CivilDate date);

/* "Tuesday 10 July 2007", in English whatever the locale; the caller's own. */
char *civil_date_to_words(CivilDate date);

/* "09:00"; the caller's own. */
char *civil_clock_to_text(CivilTime time);

/* "15:00–18:00"; midnight as an end is 24:00. The caller's own. */
char *civil_hours_to_text(CivilTime start, CivilTime end);
