#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * A POSIX TZ string, as in the footer of a zone file (RFC 9636 §3.3): "CET-1CEST,M3.5.0,M10.5.0/3".
 * The rules must be written out. Their hours may run from -167 to 167.
 */

/* The size of an abbreviation, with its NUL. */
#define POSIX_TZ_ABBREVIATION_SIZE 16

typedef enum PosixTzDayKind {
    POSIX_TZ_DAY_JULIAN,  /* "J60" is 1 March in every year: 29 February is never counted */
    POSIX_TZ_DAY_OF_YEAR, /* "59" counts from 0, 29 February included */
    POSIX_TZ_DAY_OF_WEEK, /* "M3.5.0": the last Sunday of March */
} PosixTzDayKind;

/* The day and the time of day at which clocks change, each year. */
typedef struct PosixTzRule {
    PosixTzDayKind kind;
    gint day;       /* 1 to 365 if JULIAN, 0 to 365 if OF_YEAR, 0 (Sunday) to 6 if OF_WEEK */
    gint month;     /* 1 to 12, if OF_WEEK */
    gint week;      /* 1 to 5, if OF_WEEK; 5 is the last week that has the day */
    gint32 seconds; /* from midnight of that day, by the clock on the wall; may be negative */
} PosixTzRule;

/* What clocks show in one of the two seasons. */
typedef struct PosixTzRegime {
    gint32 offset; /* seconds east of UTC */
    char abbreviation[POSIX_TZ_ABBREVIATION_SIZE];
} PosixTzRegime;

typedef enum PosixTzSeasons {
    POSIX_TZ_ALWAYS_STANDARD,
    POSIX_TZ_ALWAYS_DST, /* DST never ends: "XXX3EDT4,0/0,J365/23" */
    POSIX_TZ_CHANGING,
} PosixTzSeasons;

typedef struct PosixTz {
    PosixTzRegime standard;
    PosixTzRegime dst;
    PosixTzRule dst_start; /* in the wall time of `standard` */
    PosixTzRule dst_end;   /* in the wall time of `dst` */
    PosixTzSeasons seasons;
} PosixTz;

/* Reads `size` octets, which must be one such string and nothing else. False if they are not. */
bool posix_tz_parse(const char *text, gsize size, PosixTz *out_tz);

/* A span without a change of clocks, in Unix seconds: from `onset` (G_MININT64: for ever) until
 * before `end` (G_MAXINT64: for ever). */
typedef struct PosixTzSpan {
    gint64 onset;
    gint64 end;
    bool is_dst;
} PosixTzSpan;

/* The longest such span around an instant. Takes constant time. */
PosixTzSpan posix_tz_span_at(const PosixTz *tz, gint64 utc);
