#pragma once

#include "model/time/posix_tz.h"

/* A compiled zone file (TZif, RFC 9636), taken apart for model/time/tz. */

/* The largest zone file that is read, in octets. None in tzdata reaches 4 kB. */
#define TZIF_MAX_SIZE 65536

/* RFC 9636 §3.2: an offset lies strictly between these, in seconds. */
#define TZIF_MIN_OFFSET (-25 * 3600)
#define TZIF_MAX_OFFSET (26 * 3600)

/* RFC 9636 §3.2: no transition is earlier than -2^59. One later than 2^59 would mean nothing
 * either. */
#define TZIF_FARTHEST (G_GINT64_CONSTANT(1) << 59)

/* A local time type (RFC 9636 §3.2). */
typedef struct TzifType {
    gint32 offset; /* seconds east of UTC */
    bool is_dst;
    char abbreviation[POSIX_TZ_ABBREVIATION_SIZE];
} TzifType;

typedef struct TzifTransition {
    gint64 at;   /* Unix seconds */
    guint8 type; /* index of the type in force from then on */
} TzifTransition;

typedef struct Tzif {
    GArray *types;       /* TzifType, one or more; the first is in force before all transitions */
    GArray *transitions; /* TzifTransition, each later than the one before */
    bool has_footer;
    PosixTz footer;    /* in force from the last transition on */
    char *footer_text; /* as written; "" if there is none */
} Tzif;

typedef enum TzifError {
    TZIF_ERROR_BAD_FILE,
} TzifError;

#define TZIF_ERROR (tzif_error_quark())
GQuark tzif_error_quark(void);

/* Reads the octets of a zone file. Fails with TZIF_ERROR_BAD_FILE and a text that says what is
 * wrong. */
bool tzif_parse(const guint8 *data, gsize size, Tzif *out_tzif, GError **error);

/* Reads rules that tz_rules() wrote. Fails like tzif_parse: they may come from a damaged file. */
bool tzif_parse_rules(const char *text, Tzif *out_tzif, GError **error);

void tzif_clear(Tzif *tzif);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Tzif, tzif_clear)

bool tzif_types_equal(const TzifType *a, const TzifType *b);

/* RFC 9636 §3.3: whether the footer, if there is one, agrees with the last transition. Tz
 * relies on it. */
bool tzif_footer_agrees(const Tzif *tzif);
