#include "model/time/onsets.h"

#include <string.h>

/* 1 January 1970: calendar programs fail on earlier times, and no agenda is that old. */
#define EARLIEST ((CivilTime)0)

/* 1 January 9999: iCalendar writes years with four digits (RFC 5545 §3.3.4). */
#define LATEST G_GINT64_CONSTANT(253370764800)

#define WEEK_SECONDS (7 * CIVIL_DAY_SECONDS)

/* An offset rounded to the minute. Some zones kept local mean time until 1972, but calendar
 * programs accept no seconds in an offset. */
static gint32 round_offset(gint32 offset)
{
    gint32 up = offset + 30;
    gint32 rest = up % 60;

    return up - (rest < 0 ? rest + 60 : rest);
}

/* Whether an observance has no beginning, or began before 1970 by local time or UTC. */
static bool begins_too_early(const TzObservance *observance)
{
    return observance->onset < EARLIEST ||
           observance->onset + round_offset(observance->offset_before) < EARLIEST;
}

/* The local time of the onset is computed with the offset as it is told, rounded or not. */
static Onset onset_of(const TzObservance *observance, bool is_daylight)
{
    bool early = begins_too_early(observance);
    gint32 to = round_offset(observance->offset);
    gint32 from = early ? to : round_offset(observance->offset_before);
    Onset onset = {
        .start = early ? EARLIEST : observance->onset + from,
        .from = from,
        .to = to,
        .is_daylight = is_daylight,
    };

    memcpy(onset.abbreviation, observance->abbreviation, sizeof(onset.abbreviation));
    return onset;
}

/* --- yearly ------------------------------------------------------------------------------ */

/* Whether a day is that of its weekday which stands in this week of its month. */
static bool is_in_week(const CivilParts *parts, gint week)
{
    gint n_days = g_date_get_days_in_month((GDateMonth)parts->month, (GDateYear)parts->year);

    return week < 0 ? parts->day + 7 > n_days : (parts->day - 1) / 7 + 1 == week;
}

/* When a yearly onset that happens at `local` happens in the year after. A weekday of a month comes
 * again after 52 weeks or, if it would then lie too early in the month, 53. */
static CivilTime year_after(CivilTime local, gint week)
{
    CivilTime next = local + 52 * (CivilTime)WEEK_SECONDS;
    CivilParts now = civil_parts(local);
    CivilParts then = civil_parts(next);

    return then.month == now.month && is_in_week(&then, week) ? next : next + WEEK_SECONDS;
}

/* Two observances that take turns, and the weeks of their onsets. */
typedef struct Turns {
    TzObservance observances[2]; /* the second follows the first */
    gint weeks[2];
} Turns;

static bool is_same_regime(const TzObservance *a, const TzObservance *b)
{
    return a->offset == b->offset && a->is_dst == b->is_dst &&
           strcmp(a->abbreviation, b->abbreviation) == 0;
}

/* Whether all changes of clocks until `last` are those that these two have year after year. */
static bool hold_until(const Turns *turns, const Tz *tz, gint64 last)
{
    TzObservance current = turns->observances[1];
    gint64 next[2];

    for (guint i = 0; i < 2; i++) {
        const TzObservance *observance = &turns->observances[i];
        CivilTime local = observance->onset + observance->offset_before;
        next[i] = year_after(local, turns->weeks[i]) - observance->offset_before;
    }
    for (guint i = 0; current.end <= last; i = 1 - i) {
        const TzObservance *expected = &turns->observances[i];
        if (current.end != next[i]) {
            return false;
        }
        current = tz_observance_at(tz, current.end);
        if (!is_same_regime(&current, expected)) {
            return false;
        }
        next[i] = year_after(next[i] + expected->offset_before, turns->weeks[i]) -
                  expected->offset_before;
    }
    return next[0] > last && next[1] > last;
}

/* Whether two observances can take turns at all, and be told so. */
static bool can_take_turns(const TzObservance *before, const TzObservance *current)
{
    return !begins_too_early(before) && before->is_dst != current->is_dst &&
           before->offset != current->offset && before->offset_before == current->offset &&
           before->offset % 60 == 0 && current->offset % 60 == 0;
}

/* Finds the weeks with which two observances hold until `last`. A day in the last week of its month
 * is first taken as that, which is by far the more frequent rule. */
static bool find_weeks(Turns *turns, const Tz *tz, gint64 last)
{
    CivilParts parts[2];

    for (guint i = 0; i < 2; i++) {
        const TzObservance *observance = &turns->observances[i];
        parts[i] = civil_parts(observance->onset + observance->offset_before);
    }
    for (guint choice = 0; choice < 4; choice++) {
        bool fits = true;
        for (guint i = 0; i < 2; i++) {
            bool by_last = (choice >> i & 1) == 0;
            turns->weeks[i] = by_last ? -1 : (parts[i].day - 1) / 7 + 1;
            /* There is no fifth week in some years. */
            fits = fits && turns->weeks[i] <= 4 && is_in_week(&parts[i], turns->weeks[i]);
        }
        if (fits && hold_until(turns, tz, last)) {
            return true;
        }
    }
    return false;
}

/* Appends two yearly onsets, if such a pair governs all from `first` to `last`. */
static bool append_yearly(GArray *onsets, const Tz *tz, gint64 first, gint64 last)
{
    TzObservance current = tz_observance_at(tz, first);

    if (begins_too_early(&current)) {
        return false;
    }
    Turns turns = { .observances = { tz_observance_at(tz, current.onset - 1), current } };
    if (!can_take_turns(&turns.observances[0], &current) || !find_weeks(&turns, tz, last)) {
        return false;
    }
    for (guint i = 0; i < 2; i++) {
        const TzObservance *observance = &turns.observances[i];
        Onset onset = onset_of(observance, observance->offset > observance->offset_before);
        onset.is_yearly = true;
        onset.week = turns.weeks[i];
        g_array_append_val(onsets, onset);
    }
    return true;
}

/* --- one by one -------------------------------------------------------------------------- */

/* Whether an observance is DST behind the standard time, rather than ahead of it: zone files
 * describe Ireland and Morocco so. It is so if at least one neighbour is standard time, and every
 * such neighbour is ahead of it. */
static bool is_negative_dst(const Tz *tz, const TzObservance *observance)
{
    bool is_behind = false;

    if (observance->is_dst && observance->onset != G_MININT64) {
        TzObservance before = tz_observance_at(tz, observance->onset - 1);
        if (!before.is_dst && before.offset <= observance->offset) {
            return false;
        }
        is_behind = !before.is_dst;
    }
    if (observance->is_dst && observance->end != G_MAXINT64) {
        TzObservance after = tz_observance_at(tz, observance->end);
        if (!after.is_dst && after.offset <= observance->offset) {
            return false;
        }
        is_behind = is_behind || !after.is_dst;
    }
    return is_behind;
}

/* Whether to call an observance daylight time. Readers assume that it is ahead of the other;
 * otherwise python3-dateutil is wrong by an hour around each change. So where a zone file has DST
 * behind the standard time, it is the standard time before it that is called so. */
static bool is_daylight(const Tz *tz, const TzObservance *observance)
{
    if (observance->is_dst) {
        return !is_negative_dst(tz, observance);
    }
    if (observance->end == G_MAXINT64) {
        return false;
    }
    TzObservance after = tz_observance_at(tz, observance->end);
    return is_negative_dst(tz, &after);
}

/* An observance whose is_dst means that it is called daylight time. */
static TzObservance observance_at(const Tz *tz, gint64 utc)
{
    TzObservance observance = tz_observance_at(tz, utc);

    observance.is_dst = is_daylight(tz, &observance);
    return observance;
}

/* The observances in force at some instant from `first` to `last`, in order; of those that began
 * before 1970, only the last. */
static GArray *observances_within(const Tz *tz, gint64 first, gint64 last)
{
    GArray *observances = g_array_new(FALSE, FALSE, sizeof(TzObservance));
    TzObservance observance = observance_at(tz, first);

    g_array_append_val(observances, observance);
    while (observance.end <= last) {
        observance = observance_at(tz, observance.end);
        if (begins_too_early(&observance)) {
            g_array_set_size(observances, 0);
        }
        g_array_append_val(observances, observance);
    }
    return observances;
}

static bool has_standard(const GArray *observances)
{
    for (guint i = 0; i < observances->len; i++) {
        if (!g_array_index(observances, TzObservance, i).is_dst) {
            return true;
        }
    }
    return false;
}

/* RFC 5545 §3.6.5 permits daylight time alone, but some calendar programs do not accept it. Earlier
 * observances are added until one is standard time. If none since 1970 is, the earliest is called
 * so. */
static void ensure_standard(const Tz *tz, GArray *observances)
{
    if (has_standard(observances)) {
        return;
    }
    TzObservance earliest = g_array_index(observances, TzObservance, 0);
    while (earliest.is_dst && !begins_too_early(&earliest)) {
        earliest = observance_at(tz, earliest.onset - 1);
        g_array_prepend_val(observances, earliest);
    }
    g_array_index(observances, TzObservance, 0).is_dst = false;
}

/* Where clocks do not change at all, what they showed before is left out: Emacs 28 takes a zone
 * without rules only if it has no change of offset. The instant of the onset stays. */
static void leave_out_before(Onset *only)
{
    only->start = MAX(only->start - only->from + only->to, EARLIEST);
    only->from = only->to;
}

static void append_each(GArray *onsets, const Tz *tz, gint64 first, gint64 last)
{
    g_autoptr(GArray) observances = observances_within(tz, first, last);

    ensure_standard(tz, observances);
    for (guint i = 0; i < observances->len; i++) {
        const TzObservance *observance = &g_array_index(observances, TzObservance, i);
        Onset onset = onset_of(observance, observance->is_dst);
        g_array_append_val(onsets, onset);
    }
    if (onsets->len == 1) {
        leave_out_before(&g_array_index(onsets, Onset, 0));
    }
}

/* --- the whole --------------------------------------------------------------------------- */

GArray *onsets_within(const Tz *tz, gint64 first_utc, gint64 last_utc)
{
    g_assert(first_utc <= last_utc);

    gint64 first = CLAMP(first_utc, EARLIEST, LATEST) - CIVIL_DAY_SECONDS;
    gint64 last = CLAMP(last_utc, EARLIEST, LATEST) + CIVIL_DAY_SECONDS;
    GArray *onsets = g_array_new(FALSE, FALSE, sizeof(Onset));

    if (!append_yearly(onsets, tz, first, last)) {
        append_each(onsets, tz, first, last);
    }
    return onsets;
}

static bool is_same_onset(const Onset *a, const Onset *b)
{
    return a->start == b->start && a->from == b->from && a->to == b->to &&
           a->is_daylight == b->is_daylight && a->is_yearly == b->is_yearly && a->week == b->week &&
           strcmp(a->abbreviation, b->abbreviation) == 0;
}

bool onsets_equal(const GArray *a, const GArray *b)
{
    if (a->len != b->len) {
        return false;
    }
    for (guint i = 0; i < a->len; i++) {
        if (!is_same_onset(&g_array_index(a, Onset, i), &g_array_index(b, Onset, i))) {
            return false;
        }
    }
    return true;
}

/* The onsets around a span on the wall, whose instants are set. */
static GArray *onsets_of(const Tz *tz, CivilTime start, CivilTime end, gint64 *out_start,
                         gint64 *out_end)
{
    tz_resolve_local(tz, start, out_start);
    tz_resolve_local(tz, end, out_end);
    return onsets_within(tz, *out_start, MAX(*out_start, *out_end));
}

bool onsets_tell_apart(const Tz *a, const Tz *b, CivilTime start, CivilTime end)
{
    gint64 starts[2];
    gint64 ends[2];

    if (strcmp(tz_rules(a), tz_rules(b)) == 0) {
        return false;
    }
    g_autoptr(GArray) onsets = onsets_of(a, start, end, &starts[0], &ends[0]);
    g_autoptr(GArray) others = onsets_of(b, start, end, &starts[1], &ends[1]);
    return starts[0] != starts[1] || ends[0] != ends[1] || !onsets_equal(onsets, others);
}
