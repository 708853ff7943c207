#pragma once

#include "model/time/civil.h"
#include "model/time/posix_tz.h"

/*
 * The rules of one time zone, as its compiled file (TZif, RFC 9636) tells them: the transitions
 * written there and, after the last of them, those that its footer (a POSIX TZ string) implies.
 * Immutable once made; shared by reference count, also between threads.
 */
typedef struct Tz Tz;

/* How far from 1970 a wall time may lie, in seconds: beyond any calendar. */
#define TZ_MAX_LOCAL (G_GINT64_CONSTANT(1) << 58)

/* Reads the octets of a zone's file. Fails with TZIF_ERROR_BAD_FILE if they are not TZif version 1
 * to 4, are cut short, contradict themselves, count leap seconds or hold a footer that is no POSIX
 * TZ string. */
Tz *tz_new_from_tzif(const char *name, const guint8 *data, gsize size, GError **error);

Tz *tz_ref(Tz *tz);
void tz_unref(Tz *tz);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tz, tz_unref)

/* The IANA name, such as "Europe/Brussels". */
const char *tz_name(const Tz *tz);

/* What clocks show from one transition to the next. */
typedef struct TzObservance {
    gint64 onset;         /* Unix seconds of the transition; G_MININT64 for the first of all */
    gint64 end;           /* Unix seconds of the next transition; G_MAXINT64 for the last */
    gint32 offset;        /* seconds east of UTC */
    gint32 offset_before; /* what was in force before the onset; equal to offset if first */
    bool is_dst;
    char abbreviation[POSIX_TZ_ABBREVIATION_SIZE]; /* "CEST", "-03" */
} TzObservance;

/* The observance in force at an instant, any instant at all. An onset that changes neither offset,
 * is_dst nor abbreviation is no transition. */
TzObservance tz_observance_at(const Tz *tz, gint64 utc);

typedef enum TzLocal {
    TZ_LOCAL_UNIQUE,   /* the wall clock shows this time once */
    TZ_LOCAL_SKIPPED,  /* never: clocks are put forward over it */
    TZ_LOCAL_REPEATED, /* twice: clocks are put back over it */
} TzLocal;

/* The instant at which the wall clock shows `local`; out_utc is set only for TZ_LOCAL_UNIQUE.
 * `local` lies within TZ_MAX_LOCAL of 1970. */
TzLocal tz_resolve_local(const Tz *tz, CivilTime local, gint64 *out_utc);
