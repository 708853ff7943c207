/* Any octets as a zone file: they are refused, or make a zone whose answers fit together. */
#include <stdint.h>
#include <string.h>

#include "model/time/tz.h"
#include "render/ical/vtimezone.h"

#define DAY 86400

/* From the beginning of time to its end, and more around the days of an agenda. */
static const gint64 INSTANTS[] = {
    G_MININT64, -((gint64)1 << 59), -2147483648, 0,           63000000,
    1184050800, 1711843200,         2147483647,  13585017600, G_MAXINT64 - 1,
};

static void check_observance(const Tz *tz, gint64 utc)
{
    TzObservance here = tz_observance_at(tz, utc);

    g_assert(here.onset <= utc && utc < here.end);
    g_assert(here.offset > -25 * 3600 && here.offset < 26 * 3600);
    g_assert(strlen(here.abbreviation) >= 3);

    TzObservance first = tz_observance_at(tz, here.onset);
    g_assert(first.onset == here.onset && first.end == here.end && first.offset == here.offset);
    if (here.onset == G_MININT64) {
        g_assert(here.offset_before == here.offset);
        return;
    }
    TzObservance before = tz_observance_at(tz, here.onset - 1);
    g_assert(before.end == here.onset && before.offset == here.offset_before);
    g_assert(before.offset != here.offset || before.is_dst != here.is_dst ||
             strcmp(before.abbreviation, here.abbreviation) != 0);
}

/* Wall times near an instant; a unique one leads to an instant that shows it. */
static void check_resolving(const Tz *tz, gint64 utc)
{
    for (gint64 local = utc - 2 * DAY; local <= utc + 2 * DAY; local += 5 * 3600 + 1800) {
        gint64 found;
        if (tz_resolve_local(tz, local, &found) == TZ_LOCAL_UNIQUE) {
            g_assert(found + tz_observance_at(tz, found).offset == local);
        }
    }
    gint64 local = utc + tz_observance_at(tz, utc).offset;
    gint64 found = utc;
    g_assert(tz_resolve_local(tz, local, &found) != TZ_LOCAL_SKIPPED && found == utc);
}

/* The rules of a zone as a text make a zone that decides the same from 1970 on. */
static void check_rules(const Tz *tz)
{
    g_autoptr(Tz) again = tz_new_from_rules("Fuzz/Zone", tz_rules(tz), NULL);

    g_assert(again != NULL && strcmp(tz_rules(again), tz_rules(tz)) == 0);
    for (gint64 utc = 0; utc < 7300 * (gint64)DAY; utc += 99 * (gint64)DAY) {
        TzObservance here = tz_observance_at(tz, utc);
        TzObservance there = tz_observance_at(again, utc);
        g_assert(MAX(here.onset, 0) == MAX(there.onset, 0) && here.end == there.end);
        g_assert(here.offset == there.offset && here.is_dst == there.is_dst);
        g_assert(strcmp(here.abbreviation, there.abbreviation) == 0);
        g_assert(here.onset <= 0 || here.offset_before == there.offset_before);
    }
}

static void check_vtimezone(const Tz *tz, gint64 utc)
{
    g_autoptr(GArray) onsets = onsets_within(tz, utc, utc + 400 * (gint64)DAY);
    g_autofree char *text = vtimezone_to_text(tz_name(tz), onsets);

    g_assert(g_str_has_prefix(text, "BEGIN:VTIMEZONE\r\nTZID:Fuzz/Zone\r\nBEGIN:"));
    g_assert(g_str_has_suffix(text, "END:VTIMEZONE\r\n"));
    g_assert(strstr(text, "\r\nBEGIN:STANDARD\r\n") != NULL);
    for (const char *c = text; *c != '\0'; c++) {
        g_assert((*c == '\n') == (c > text && c[-1] == '\r'));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Tz) tz = tz_new_from_tzif("Fuzz/Zone", data, size, NULL);

    if (tz != NULL) {
        check_rules(tz);
    }
    for (gsize i = 0; tz != NULL && i < G_N_ELEMENTS(INSTANTS); i++) {
        gint64 utc = INSTANTS[i];
        check_observance(tz, utc);
        if (ABS(utc / 2) < TZ_MAX_LOCAL / 4) {
            check_resolving(tz, utc);
            check_vtimezone(tz, utc);
        }
    }
    return 0;
}
