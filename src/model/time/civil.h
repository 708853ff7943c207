#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Civil dates and wall-clock time, without a time zone.
 *
 * A CivilDate counts days since 1970-01-01. A CivilTime counts seconds since 1970-01-01T00:00:00 as
 * shown by a clock on the wall of the conference: no zone is applied, and there are no leap
 * seconds.
 */
typedef gint32 CivilDate;
typedef gint64 CivilTime;

#define CIVIL_DAY_SECONDS 86400

/* The first and last year in which an agenda can have days. Zone files know no more, and calendar
 * programs stumble over earlier dates. */
#define CIVIL_MIN_YEAR 1971
#define CIVIL_MAX_YEAR 2199

/* The last second of the year 9999, in Unix seconds. iCalendar cannot express a later time. */
#define CIVIL_MAX_STAMP G_GINT64_CONSTANT(253402300799)

/* Reads YYYY-MM-DD. False unless it is a date that exists, in a year from CIVIL_MIN_YEAR to
 * CIVIL_MAX_YEAR. */
bool civil_parse_date(const char *text, CivilDate *out_date);

/* Seconds after a day's midnight: 999:59, some 41 days. */
#define CIVIL_MAX_CLOCK (999 * 3600 + 59 * 60)

/* Reads HH:MM as seconds after midnight. Hours go on after the day, up to CIVIL_MAX_CLOCK: "25:30"
 * is half past one in the night after it, and "24:00" and "48:00" are midnights. */
bool civil_parse_clock(const char *text, gint32 *out_seconds);

/* Reads a duration as seconds: "1h30m", "2d", "90m", or any of these units once in this order;
 * "1:30", hours and minutes; "90", minutes. False for anything else, for none at all and for more
 * than CIVIL_MAX_CLOCK. */
bool civil_parse_duration(const char *text, gint32 *out_seconds);

/* Reads an RFC 3339 time stamp, with Z or an offset, as Unix seconds; a fraction of a second is
 * dropped. False for a leap second (23:59:60), and if the year lies outside CIVIL_MIN_YEAR to
 * CIVIL_MAX_YEAR, as written or in UTC. */
bool civil_parse_stamp(const char *text, gint64 *out_utc);

/* Unix seconds as "2007-07-12T00:00:00Z" (RFC 3339). The caller owns it. */
char *civil_stamp_to_text(gint64 utc);

/* From a day and seconds after its midnight to a CivilTime, and back to the day. The seconds may
 * reach beyond the day. */
CivilTime civil_at(CivilDate date, gint32 seconds);
CivilDate civil_date_of(CivilTime time);

/* The parts of a CivilTime, or of Unix seconds read as UTC, from the year 1 on. */
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

/* "2007-07-10". The caller owns it. */
char *civil_date_to_iso(CivilDate date);

/* "Tuesday 10 July 2007", in English whatever the locale. The caller owns it. */
char *civil_date_to_words(CivilDate date);

/* "09:00". The caller owns it. */
char *civil_clock_to_text(CivilTime time);

/* A time as civil_parse_clock reads it, from a day's midnight on: "25:30". The caller owns it. */
char *civil_clock_after(CivilDate date, CivilTime time);

/* Whether a span is longer than a day, so that its end needs a date to be understood. */
bool civil_lasts_days(CivilTime start, CivilTime end);

/* The last day on which a span goes on. One that ends at midnight ends its own day. */
CivilDate civil_last_day(CivilTime end);

/* "15:00–18:00". A span that ends at midnight ends at 24:00. One of several days names the last
 * one: "15:00–Thursday 12 July 2007 18:00". The caller owns it. */
char *civil_hours_to_text(CivilTime start, CivilTime end);
