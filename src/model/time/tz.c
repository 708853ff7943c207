#include "model/time/tz.h"

#include <string.h>

#include "model/time/tzif.h"

struct Tz {
    gatomicrefcount references;
    char *name;
    Tzif tzif;         /* without transitions that change nothing */
    gint64 rules_from; /* Unix seconds from which the footer holds; G_MAXINT64 if there is none */
    char *rules;
};

static const TzifTransition *transition_get(const Tz *tz, guint index)
{
    return &g_array_index(tz->tzif.transitions, TzifTransition, index);
}

/* The type in force after the first `n_transitions` (RFC 9636 §3.2: type 0 before all of them). */
static const TzifType *type_after(const Tz *tz, guint n_transitions)
{
    guint type = n_transitions > 0 ? transition_get(tz, n_transitions - 1)->type : 0;

    return &g_array_index(tz->tzif.types, TzifType, type);
}

/* Drops transitions that change nothing. Each is compared with the last one kept. */
static void merge_transitions(Tz *tz)
{
    GArray *transitions = tz->tzif.transitions;
    guint kept = 0;

    for (guint i = 0; i < transitions->len; i++) {
        TzifTransition transition = *transition_get(tz, i);
        const TzifType *type = &g_array_index(tz->tzif.types, TzifType, transition.type);
        if (!tzif_types_equal(type, type_after(tz, kept))) {
            g_array_index(transitions, TzifTransition, kept) = transition;
            kept++;
        }
    }
    g_array_set_size(transitions, kept);
}

Tz *tz_ref(Tz *tz)
{
    g_atomic_ref_count_inc(&tz->references);
    return tz;
}

void tz_unref(Tz *tz)
{
    if (tz != NULL && g_atomic_ref_count_dec(&tz->references)) {
        tzif_clear(&tz->tzif);
        g_free(tz->rules);
        g_free(tz->name);
        g_free(tz);
    }
}

const char *tz_name(const Tz *tz)
{
    return tz->name;
}

/* How many transitions lie at or before an instant. Binary search: a file holds up to a few
 * hundred. */
static guint count_transitions(const Tz *tz, gint64 utc)
{
    guint low = 0;
    guint high = tz->tzif.transitions->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (transition_get(tz, middle)->at <= utc) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The observance that transition number `n_transitions` begins (0: before the first), as the file's
 * transitions have it. */
static TzObservance written_observance(const Tz *tz, guint n_transitions)
{
    const TzifType *type = type_after(tz, n_transitions);
    bool is_last = n_transitions == tz->tzif.transitions->len;
    TzObservance observance = {
        .onset = n_transitions > 0 ? transition_get(tz, n_transitions - 1)->at : G_MININT64,
        .end = is_last ? G_MAXINT64 : transition_get(tz, n_transitions)->at,
        .offset = type->offset,
        .offset_before =
            n_transitions > 0 ? type_after(tz, n_transitions - 1)->offset : type->offset,
        .is_dst = type->is_dst,
    };

    memcpy(observance.abbreviation, type->abbreviation, sizeof(observance.abbreviation));
    return observance;
}

/* The observance of a span that the footer implies. */
static TzObservance ruled_observance(const PosixTz *rules, PosixTzSpan span)
{
    const PosixTzRegime *regime = span.is_dst ? &rules->dst : &rules->standard;
    const PosixTzRegime *other = span.is_dst ? &rules->standard : &rules->dst;
    TzObservance observance = {
        .onset = span.onset,
        .end = span.end,
        .offset = regime->offset,
        .offset_before = span.onset == G_MININT64 ? regime->offset : other->offset,
        .is_dst = span.is_dst,
    };

    memcpy(observance.abbreviation, regime->abbreviation, sizeof(observance.abbreviation));
    return observance;
}

TzObservance tz_observance_at(const Tz *tz, gint64 utc)
{
    guint n_transitions = count_transitions(tz, utc);
    bool has_rules = tz->tzif.has_footer && n_transitions == tz->tzif.transitions->len;

    if (!has_rules) {
        return written_observance(tz, n_transitions);
    }
    /* After merging, the last transition kept may lie before `rules_from`. What it began is still
     * in force then, since check_footer has made sure that the footer agrees. */
    PosixTzSpan span = posix_tz_span_at(&tz->tzif.footer, MAX(utc, tz->rules_from));
    if (tz->rules_from == G_MININT64 || span.onset > tz->rules_from) {
        return ruled_observance(&tz->tzif.footer, span);
    }
    /* The footer continues what the last transition began. Only the end is news: the onset and the
     * offset before it are those of the transition. */
    TzObservance observance = written_observance(tz, n_transitions);
    observance.end = span.end;
    return observance;
}

TzLocal tz_resolve_local(const Tz *tz, CivilTime local, gint64 *out_utc)
{
    g_assert(local >= -TZ_MAX_LOCAL && local <= TZ_MAX_LOCAL);

    /* No clock is further than 26 hours from UTC (RFC 9636 §3.2), so the instant lies between
     * these. */
    gint64 earliest = local - 26 * 3600;
    gint64 latest = local + 26 * 3600;
    TzObservance observance = tz_observance_at(tz, earliest);
    guint n_found = 0;
    gint64 found = 0;

    while (true) {
        /* The instant, if this observance were in force. It is one of the results only if it is. */
        gint64 utc = local - observance.offset;
        if (observance.onset <= utc && utc < observance.end) {
            found = n_found == 0 ? utc : found;
            n_found++;
        } else if (n_found == 0 && utc >= observance.end) {
            /* Past its end: if no other shows it, the gap is the one after the last of these. */
            found = utc;
        }
        if (observance.end > latest) {
            break;
        }
        observance = tz_observance_at(tz, observance.end);
    }
    *out_utc = found;
    return n_found == 0 ? TZ_LOCAL_SKIPPED : n_found == 1 ? TZ_LOCAL_UNIQUE : TZ_LOCAL_REPEATED;
}

/* --- rules as a text --------------------------------------------------------------------- */

static bool is_regime(const TzObservance *observance, const PosixTz *footer, PosixTzSpan span)
{
    const PosixTzRegime *regime = span.is_dst ? &footer->dst : &footer->standard;

    return observance->is_dst == span.is_dst && observance->offset == regime->offset &&
           strcmp(observance->abbreviation, regime->abbreviation) == 0;
}

/* Whether the footer alone says that `observance` follows `before`, if it holds from the onset of
 * that. */
static bool is_implied(const PosixTz *footer, const TzObservance *before,
                       const TzObservance *observance)
{
    PosixTzSpan old_span = posix_tz_span_at(footer, observance->onset - 1);
    PosixTzSpan new_span = posix_tz_span_at(footer, observance->onset);

    return old_span.end == observance->onset && old_span.onset <= before->onset &&
           is_regime(before, footer, old_span) && is_regime(observance, footer, new_span);
}

/* All observances from 1970 until the footer holds, and one more. */
static GArray *list_observances(const Tz *tz)
{
    GArray *observances = g_array_new(FALSE, FALSE, sizeof(TzObservance));
    TzObservance observance = tz_observance_at(tz, 0);
    gint64 last;

    do {
        g_array_append_val(observances, observance);
        last = observance.onset;
        if (observance.end != G_MAXINT64) {
            observance = tz_observance_at(tz, observance.end);
        }
    } while (observance.onset != last && last <= tz->rules_from);
    return observances;
}

static char *dup_rules(const Tz *tz)
{
    g_autoptr(GArray) observances = list_observances(tz);
    const TzObservance *all = (const TzObservance *)observances->data;
    guint n = observances->len;
    GString *text = g_string_new(NULL);

    while (tz->tzif.has_footer && n > 1 && is_implied(&tz->tzif.footer, &all[n - 2], &all[n - 1])) {
        n--;
    }
    for (guint i = 0; i < n; i++) {
        if (i > 0) {
            g_string_append_printf(text, "%" G_GINT64_FORMAT " ", all[i].onset);
        }
        g_string_append_printf(text, "%d %d %s;", all[i].offset, all[i].is_dst ? 1 : 0,
                               all[i].abbreviation);
    }
    g_string_append(text, tz->tzif.footer_text);
    return g_string_free(text, FALSE);
}

const char *tz_rules(const Tz *tz)
{
    return tz->rules;
}

/* --- making ------------------------------------------------------------------------------ */

/* Takes the contents of the file. */
static Tz *tz_new(const char *name, const Tzif *take_tzif)
{
    Tz *tz = g_new0(Tz, 1);

    g_atomic_ref_count_init(&tz->references);
    tz->name = g_strdup(name);
    tz->tzif = *take_tzif;
    tz->rules_from = G_MAXINT64;
    if (tz->tzif.has_footer) {
        /* Taken before merging: the footer holds from the last transition as written, even if that
         * one changes nothing. */
        guint n_transitions = tz->tzif.transitions->len;
        tz->rules_from = n_transitions > 0 ? transition_get(tz, n_transitions - 1)->at : G_MININT64;
    }
    merge_transitions(tz);
    tz->rules = dup_rules(tz);
    return tz;
}

Tz *tz_new_from_tzif(const char *name, const guint8 *data, gsize size, GError **error)
{
    Tzif tzif;

    return tzif_parse(data, size, &tzif, error) ? tz_new(name, &tzif) : NULL;
}

Tz *tz_new_from_rules(const char *name, const char *rules, GError **error)
{
    Tzif tzif;

    return tzif_parse_rules(rules, &tzif, error) ? tz_new(name, &tzif) : NULL;
}
