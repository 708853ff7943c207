#include <string.h>

#include "model/time/tzif.h"

/* In octets: as a text, the largest zone file that is read has fewer. */
#define MAX_SIZE (8 * TZIF_MAX_SIZE)

/* --- types ------------------------------------------------------------------------------- */

bool tzif_types_equal(const TzifType *a, const TzifType *b)
{
    return a->offset == b->offset && a->is_dst == b->is_dst &&
           strcmp(a->abbreviation, b->abbreviation) == 0;
}

/* RFC 9636 §3.2 and POSIX: 3 to 15 letters, digits, + and -. */
static bool is_abbreviation(const char *text)
{
    gsize length = strlen(text);

    for (const char *c = text; *c != '\0'; c++) {
        if (!g_ascii_isalnum(*c) && *c != '+' && *c != '-') {
            return false;
        }
    }
    return length >= 3 && length < POSIX_TZ_ABBREVIATION_SIZE;
}

/* The index of a type, which is added if it is not there yet. */
static guint add_type(Tzif *tzif, const TzifType *type)
{
    guint i = 0;

    while (i < tzif->types->len &&
           !tzif_types_equal(&g_array_index(tzif->types, TzifType, i), type)) {
        i++;
    }
    if (i == tzif->types->len) {
        g_array_append_vals(tzif->types, type, 1);
    }
    return i;
}

/* --- parts ------------------------------------------------------------------------------- */

static bool read_number(const char *text, gint64 min, gint64 max, gint64 *out_number)
{
    return g_ascii_string_to_signed(text, 10, min, max, out_number, NULL);
}

/* "7200 1 CEST", in words. */
static bool read_type(char *const *words, TzifType *out_type)
{
    gint64 offset;
    gint64 is_dst;

    if (!read_number(words[0], TZIF_MIN_OFFSET + 1, TZIF_MAX_OFFSET - 1, &offset) ||
        !read_number(words[1], 0, 1, &is_dst) || !is_abbreviation(words[2])) {
        return false;
    }
    *out_type = (TzifType){ .offset = (gint32)offset, .is_dst = is_dst == 1 };
    g_strlcpy(out_type->abbreviation, words[2], sizeof(out_type->abbreviation));
    return true;
}

/* "3600 0 CET" for the first, before all transitions; "228877200 7200 1 CEST" for others. */
static bool read_part(Tzif *tzif, const char *part, bool is_first)
{
    g_auto(GStrv) words = g_strsplit(part, " ", -1);
    gint64 at = 0;
    TzifType type;

    if (g_strv_length(words) != (is_first ? 3 : 4) ||
        !read_type(words + (is_first ? 0 : 1), &type) ||
        (!is_first && !read_number(words[0], -TZIF_FARTHEST, TZIF_FARTHEST, &at))) {
        return false;
    }
    guint index = add_type(tzif, &type);
    guint n = tzif->transitions->len;
    /* A transition names its type in one octet, and later ones come later. */
    if (index > G_MAXUINT8 ||
        (n > 0 && g_array_index(tzif->transitions, TzifTransition, n - 1).at >= at)) {
        return false;
    }
    if (!is_first) {
        TzifTransition transition = { .at = at, .type = (guint8)index };
        g_array_append_val(tzif->transitions, transition);
    }
    return true;
}

static bool read_footer(Tzif *tzif, const char *text)
{
    tzif->footer_text = g_strdup(text);
    tzif->has_footer = *text != '\0';
    return (!tzif->has_footer || posix_tz_parse(text, strlen(text), &tzif->footer)) &&
           tzif_footer_agrees(tzif);
}

/* --- the whole --------------------------------------------------------------------------- */

bool tzif_parse_rules(const char *text, Tzif *out_tzif, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(strlen(text) <= MAX_SIZE ? text : "", ";", -1);
    guint n_parts = g_strv_length(parts);
    g_auto(Tzif) tzif = {
        .types = g_array_new(FALSE, FALSE, sizeof(TzifType)),
        .transitions = g_array_new(FALSE, FALSE, sizeof(TzifTransition)),
    };
    bool is_good = n_parts >= 2;

    for (guint i = 0; is_good && i + 1 < n_parts; i++) {
        is_good = read_part(&tzif, parts[i], i == 0);
    }
    if (!is_good || !read_footer(&tzif, parts[n_parts - 1])) {
        g_set_error(error, TZIF_ERROR, TZIF_ERROR_BAD_FILE, "not the rules of a time zone");
        return false;
    }
    *out_tzif = tzif;
    tzif = (Tzif){ .types = NULL };
    return true;
}
