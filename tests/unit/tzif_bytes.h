#pragma once

#include <glib.h>
#include <string.h>

/* Zone files made by hand. Header only: tests that need it include it. */

typedef struct TzifBytesType {
    gint32 offset;
    guint8 is_dst;
    guint8 abbreviation; /* where it begins in chars */
} TzifBytesType;

typedef struct TzifBytesSpec {
    guint8 version; /* 0, '2', '3' or '4' */
    guint32 n_times;
    const gint64 *times;
    const guint8 *indices;
    guint32 n_types;
    const TzifBytesType *types;
    guint32 n_chars;
    const char *chars;
    guint32 n_leaps; /* filled with zeros */
    guint32 n_std;
    guint32 n_ut;
    const guint8 *std;  /* or NULL: zeros */
    const guint8 *ut;   /* or NULL: zeros */
    const char *footer; /* of version 2 and later */
} TzifBytesSpec;

static inline void tzif_bytes_append_number(GByteArray *bytes, gint64 number, guint size)
{
    for (guint i = size; i > 0; i--) {
        guint8 octet = (guint8)((guint64)number >> (8 * (i - 1)));
        g_byte_array_append(bytes, &octet, 1);
    }
}

static inline void tzif_bytes_append_octets(GByteArray *bytes, const guint8 *octets, guint32 n)
{
    for (guint32 i = 0; i < n; i++) {
        tzif_bytes_append_number(bytes, octets != NULL ? octets[i] : 0, 1);
    }
}

static inline void tzif_bytes_append_header(GByteArray *bytes, const TzifBytesSpec *spec)
{
    g_byte_array_append(bytes, (const guint8 *)"TZif", 4);
    g_byte_array_append(bytes, &spec->version, 1);
    tzif_bytes_append_octets(bytes, NULL, 15);
    tzif_bytes_append_number(bytes, spec->n_ut, 4);
    tzif_bytes_append_number(bytes, spec->n_std, 4);
    tzif_bytes_append_number(bytes, spec->n_leaps, 4);
    tzif_bytes_append_number(bytes, spec->n_times, 4);
    tzif_bytes_append_number(bytes, spec->n_types, 4);
    tzif_bytes_append_number(bytes, spec->n_chars, 4);
}

static inline void tzif_bytes_append_block(GByteArray *bytes, const TzifBytesSpec *spec,
                                           guint time_size)
{
    for (guint32 i = 0; i < spec->n_times; i++) {
        tzif_bytes_append_number(bytes, spec->times[i], time_size);
    }
    tzif_bytes_append_octets(bytes, spec->indices, spec->n_times);
    for (guint32 i = 0; i < spec->n_types; i++) {
        tzif_bytes_append_number(bytes, spec->types[i].offset, 4);
        tzif_bytes_append_number(bytes, spec->types[i].is_dst, 1);
        tzif_bytes_append_number(bytes, spec->types[i].abbreviation, 1);
    }
    tzif_bytes_append_octets(bytes, (const guint8 *)spec->chars, spec->n_chars);
    tzif_bytes_append_octets(bytes, NULL, spec->n_leaps * (time_size + 4));
    tzif_bytes_append_octets(bytes, spec->std, spec->n_std);
    tzif_bytes_append_octets(bytes, spec->ut, spec->n_ut);
}

/* The octets of a zone file: of version 2 and later a slim one, whose first block is empty. The
 * caller's own. */
static inline GByteArray *tzif_bytes_new(const TzifBytesSpec *spec)
{
    GByteArray *bytes = g_byte_array_new();
    TzifBytesSpec empty = { .version = spec->version };

    if (spec->version == 0) {
        tzif_bytes_append_header(bytes, spec);
        tzif_bytes_append_block(bytes, spec, 4);
        return bytes;
    }
    tzif_bytes_append_header(bytes, &empty);
    tzif_bytes_append_header(bytes, spec);
    tzif_bytes_append_block(bytes, spec, 8);
    tzif_bytes_append_number(bytes, '\n', 1);
    tzif_bytes_append_octets(bytes, (const guint8 *)spec->footer, (guint32)strlen(spec->footer));
    tzif_bytes_append_number(bytes, '\n', 1);
    return bytes;
}

/* When the one summer of the good file begins and ends, in 2000. */
#define TZIF_BYTES_SUMMER G_GINT64_CONSTANT(954032400)
#define TZIF_BYTES_WINTER G_GINT64_CONSTANT(972781200)

/* A slim file; local mean time first, then CET with one summer, then by the footer. */
static inline TzifBytesSpec tzif_bytes_good_spec(void)
{
    static const gint64 TIMES[] = { -1000000000, TZIF_BYTES_SUMMER, TZIF_BYTES_WINTER };
    static const guint8 INDICES[] = { 1, 2, 1 };
    static const TzifBytesType TYPES[] = { { 1050, 0, 0 }, { 3600, 0, 4 }, { 7200, 1, 8 } };

    return (TzifBytesSpec){
        .version = '2',
        .n_times = G_N_ELEMENTS(TIMES),
        .times = TIMES,
        .indices = INDICES,
        .n_types = G_N_ELEMENTS(TYPES),
        .types = TYPES,
        .n_chars = sizeof("LMT\0CET\0CEST"),
        .chars = "LMT\0CET\0CEST",
        .footer = "CET-1CEST,M3.5.0,M10.5.0/3",
    };
}
