#pragma once

#include "model/time/civil.h"
#include "model/time/posix_tz.h"

/*
 * The rules of one time zone, from its compiled file (TZif, RFC 9636): the transitions written
 * there and, after the last of them, those that the footer (a POSIX TZ string) implies. Immutable;
 * shared by reference count, between threads too.
 */
typedef struct Tz Tz;

/* The farthest that a wall time may lie from 1970, in seconds: beyond any calendar. */
#define TZ_MAX_LOCAL (G_GINT64_CONSTANT(1) << 58)

/* Reads the octets of a zone's file. Fails with TZIF_ERROR_BAD_FILE if they are not TZif version 1
 * to 4, end early, contradict themselves, count leap seconds, or have a footer that is not a POSIX
 * TZ string. */
Tz *tz_new_from_tzif(const char *name, const guint8 *data, gsize size, GError **error);

/* The rules of a zone as a text: equal for two zones exactly if they decide the same from 1970 on.
 * It has what clocks show at the beginning of 1970, each change since then that the footer does not
 * imply, and the footer, as in
 *   "3600 0 CET;228877200 7200 1 CEST;…;CET-1CEST,M3.5.0,M10.5.0/3"
 * (offset, is_dst, abbreviation; before it the Unix seconds of the change). So it does not matter
 * which changes a file has written out. Borrowed. */
const char *tz_rules(const Tz *tz);

/* Makes a zone from such a text; fails with TZIF_ERROR_BAD_FILE if it is none. */
Tz *tz_new_from_rules(const char *name, const char *rules, GError **error);

Tz *tz_ref(Tz *tz);
void tz_unref(Tz *tz);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tz, tz_unref)

/* The IANA name, such as "Europe/Brussels". Borrowed. */
const char *tz_name(const Tz *tz);

/* What clocks show between two transitions. */
typedef struct TzObservance {
    gint64 onset;         /* Unix seconds of the transition; G_MININT64 for the first of all */
    gint64 end;           /* Unix seconds of the next transition; G_MAXINT64 for the last */
    gint32 offset;        /* seconds east of UTC */
    gint32 offset_before; /* the offset before the onset; equal to `offset` if there is none */
    bool is_dst;
    char abbreviation[POSIX_TZ_ABBREVIATION_SIZE]; /* "CEST", "-03" */
} TzObservance;

/* The observance in force at an instant, however far from 1970. What changes neither offset, is_dst
 * nor abbreviation does not count as a transition. */
TzObservance tz_observance_at(const Tz *tz, gint64 utc);

typedef enum TzLocal {
    TZ_LOCAL_UNIQUE,   /* the wall clock shows this time once */
    TZ_LOCAL_SKIPPED,  /* never: clocks are put forward past it */
    TZ_LOCAL_REPEATED, /* twice: clocks are put back past it */
} TzLocal;

/* Finds the instant at which the wall clock shows `local`, which must lie within TZ_MAX_LOCAL of
 * 1970, in Unix seconds. Where there are two, it is the first; where there is none, that which
 * follows from the offset before the gap (RFC 5545 §3.3.5). */
TzLocal tz_resolve_local(const Tz *tz, CivilTime local, gint64 *out_utc);
