#include "file/ics/ics_series.h"

#include <string.h>

#include "file/ics/ics_event.h"
#include "file/ics/ics_occurrences.h"

/* All that is read. */
typedef struct Reading {
    IcsZones *zones;
    ForeignSchedule *schedule;
    GHashTable *made; /* icalcomponent → the ForeignEvent that was first made of it */
} Reading;

/* --- telling ----------------------------------------------------------------------------- */

/* Whether there can be one more event; if not, remarks on that. */
static bool has_room(const Reading *reading, const char *source)
{
    bool is_full = reading->schedule->events->len == ICS_EVENTS_MAX;

    if (is_full) {
        foreign_remark(reading->schedule, "an event", "is left out: there are more than 20,000",
                       source);
    }
    return !is_full;
}

/* Adds the event of an entry, as it begins at a clock. */
static void tell(Reading *reading, const IcsEntry *entry, CivilTime start, const char *source)
{
    const ForeignEvent *made = g_hash_table_lookup(reading->made, entry->component);

    if (!has_room(reading, source)) {
        return;
    }
    ForeignEvent *event = foreign_add_event(reading->schedule);
    if (made != NULL) {
        ics_event_copy(made, event);
    } else {
        ics_event_read(entry->component, reading->schedule, event);
        g_hash_table_insert(reading->made, (gpointer)entry->component, event);
    }
    if (entry->is_cancelled) {
        event->status = SESSION_STATUS_CANCELLED;
    }
    event->source = source;
    ics_when_set(&entry->when, start, event);
}

/* The source of an occurrence; NULL without a UID. */
static const char *source_of(Reading *reading, const char *uid, const IcsWhen *when,
                             CivilTime clock)
{
    if (uid == NULL) {
        return NULL;
    }
    g_autofree char *stamp = ics_when_dup_stamp(when, clock);
    g_autofree char *source = g_strconcat(uid, "/", stamp, NULL);
    return foreign_intern(reading->schedule, source);
}

/* --- what recurs ------------------------------------------------------------------------- */

/* An event that recurs, and the entries that take the place of some of its occurrences. */
typedef struct Recurring {
    Reading *reading;
    const IcsEntry *master;
    const IcsOccurrences *occurrences;
    const IcsEntry *overrides; /* those not told yet, by what they override */
    guint n_overrides;
    const IcsEntry *onwards; /* the last that stands for those after it too; or NULL */
    CivilTime onwards_clock; /* the occurrence of which it took the place */
} Recurring;

/* What an entry overrides, by the clock of the event. */
static CivilTime overridden(const IcsEntry *master, const IcsEntry *override)
{
    return ics_when_clock_of(&master->when, &override->recurrence_id, override->recurrence_zone);
}

/* Tells of the next override, which takes the place of the occurrence of that clock. */
static void tell_override(Recurring *recurring, CivilTime clock)
{
    const IcsEntry *override = recurring->overrides++;

    recurring->n_overrides--;
    if (clock > recurring->occurrences->last) {
        ics_occurrences_remark_on_cut(recurring->reading->zones);
        return;
    }
    if (override->is_onwards) {
        recurring->onwards = override;
        recurring->onwards_clock = clock;
    }
    if (!override->is_private) {
        const char *source =
            source_of(recurring->reading, override->uid, &recurring->master->when, clock);
        tell(recurring->reading, override, override->when.start, source);
    }
}

/* Whether an entry overrides an occurrence. A day stands for what begins on it. */
static bool overrides(const Recurring *recurring, const IcsEntry *override, CivilTime time)
{
    CivilTime clock = overridden(recurring->master, override);

    return clock == time || (override->recurrence_id.kind == ICS_TIME_DAY &&
                             civil_date_of(clock) == civil_date_of(time));
}

/* Tells of an occurrence that nothing overrides but, it may be, what stands for all later ones. */
static void tell_occurrence(Recurring *recurring, CivilTime time)
{
    const IcsEntry *master = recurring->master;
    const IcsEntry *entry = recurring->onwards != NULL ? recurring->onwards : master;
    CivilTime start = time;

    if (ics_occurrences_excludes(recurring->occurrences, time) || entry->is_private) {
        return;
    }
    if (entry != master) {
        start = entry->when.start + (time - recurring->onwards_clock);
    }
    const char *source = source_of(recurring->reading, master->uid, &master->when, time);
    tell(recurring->reading, entry, start, source);
}

/* Tells of the overrides before a time, of which there is no occurrence. */
static void tell_overrides_before(Recurring *recurring, CivilTime time)
{
    while (recurring->n_overrides > 0) {
        CivilTime clock = overridden(recurring->master, recurring->overrides);
        if (clock >= time || overrides(recurring, recurring->overrides, time)) {
            return;
        }
        tell_override(recurring, clock);
    }
}

static void tell_recurring(Recurring *recurring)
{
    const GArray *times = recurring->occurrences->times;

    for (guint i = 0; i < times->len; i++) {
        CivilTime time = g_array_index(times, CivilTime, i);
        tell_overrides_before(recurring, time);
        if (recurring->n_overrides > 0 && overrides(recurring, recurring->overrides, time)) {
            tell_override(recurring, time);
        } else {
            tell_occurrence(recurring, time);
        }
    }
    tell_overrides_before(recurring, G_MAXINT64);
}

/* --- the entries of one UID -------------------------------------------------------------- */

/* The entries of one UID. */
typedef struct Series {
    IcsEntry *masters; /* those without a RECURRENCE-ID */
    guint n_masters;
    IcsEntry *overrides; /* behind them */
    guint n_overrides;
} Series;

/* By when they begin; the newest of several first. */
static gint compare_masters(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer data)
{
    const IcsEntry *left = a;
    const IcsEntry *right = b;
    gint64 left_at = ics_when_moment(&left->when);
    gint64 right_at = ics_when_moment(&right->when);

    if (left_at != right_at) {
        return left_at < right_at ? -1 : 1;
    }
    return ics_entry_is_newer(left, right) ? -1 : ics_entry_is_newer(right, left);
}

/* By what they override; the newest of several first. */
static gint compare_overrides(gconstpointer a, gconstpointer b, gpointer master)
{
    const IcsEntry *left = a;
    const IcsEntry *right = b;
    CivilTime left_at = overridden(master, left);
    CivilTime right_at = overridden(master, right);

    if (left_at != right_at) {
        return left_at < right_at ? -1 : 1;
    }
    return ics_entry_is_newer(left, right) ? -1 : ics_entry_is_newer(right, left);
}

/* Sorts entries, and keeps the newest of those that stand for one thing. Returns how many are left.
 */
static guint keep_newest(const Reading *reading, IcsEntry *entries, guint n, const IcsEntry *master)
{
    guint n_kept = 0;

    g_qsort_with_data(entries, (gint)n, sizeof(IcsEntry),
                      master != NULL ? compare_overrides : compare_masters, (gpointer)master);
    for (guint i = 0; i < n; i++) {
        const IcsEntry *last = n_kept > 0 ? &entries[n_kept - 1] : NULL;
        bool is_same =
            last != NULL &&
            (master != NULL ? overridden(master, last) == overridden(master, &entries[i])
                            : ics_when_moment(&last->when) == ics_when_moment(&entries[i].when));
        if (is_same) {
            foreign_remark(reading->schedule, "an event",
                           "is there more than once: only the "
                           "newest is read",
                           entries[i].uid);
        } else {
            entries[n_kept++] = entries[i];
        }
    }
    return n_kept;
}

static bool is_any_private(const Series *series)
{
    for (guint i = 0; i < series->n_masters; i++) {
        if (series->masters[i].is_private) {
            return true;
        }
    }
    return false;
}

static void tell_master(Reading *reading, const IcsEntry *master, const Series *overrides)
{
    g_auto(IcsOccurrences) occurrences = { 0 };

    ics_occurrences_init(&occurrences, master->component, &master->when, reading->zones);
    Recurring recurring = {
        .reading = reading,
        .master = master,
        .occurrences = &occurrences,
        .overrides = overrides->overrides,
        .n_overrides = overrides->n_overrides,
    };
    tell_recurring(&recurring);
}

/* Tells of entries with a RECURRENCE-ID whose event is not there. */
static void tell_alone(Reading *reading, const Series *series)
{
    for (guint i = 0; i < series->n_overrides; i++) {
        const IcsEntry *entry = &series->overrides[i];
        IcsWhen when = { .kind = entry->recurrence_id.kind, .zone = entry->recurrence_zone };
        if (!entry->is_private) {
            const char *source = source_of(reading, entry->uid, &when, entry->recurrence_id.at);
            tell(reading, entry, entry->when.start, source);
        }
    }
}

/* The entry whose occurrences the overrides are: the first that recurs, or else the first. */
static const IcsEntry *find_head(const Series *series)
{
    for (guint i = 0; i < series->n_masters; i++) {
        if (ics_occurrences_are_in(series->masters[i].component)) {
            return &series->masters[i];
        }
    }
    return series->n_masters > 0 ? series->masters : NULL;
}

static void tell_series(Reading *reading, Series *series)
{
    const Series none = { 0 };
    const IcsEntry *head = find_head(series);
    bool has_head = head != NULL && ics_when_is_near(&head->when);

    if (has_head) {
        series->n_overrides = keep_newest(reading, series->overrides, series->n_overrides, head);
    } else {
        tell_alone(reading, series);
    }
    for (guint i = 0; i < series->n_masters; i++) {
        const IcsEntry *master = &series->masters[i];
        bool is_head = has_head && master == head && series->n_overrides > 0;
        bool recurs = is_head || ics_occurrences_are_in(master->component);
        if (recurs && ics_when_is_near(&master->when)) {
            tell_master(reading, master, is_head ? series : &none);
        } else if (series->n_masters > 1 && ics_when_is_near(&master->when)) {
            tell(reading, master, master->when.start,
                 source_of(reading, master->uid, &master->when, master->when.start));
        } else {
            tell(reading, master, master->when.start, master->uid);
        }
    }
}

static void read_series(Reading *reading, Series *series)
{
    guint n_private = 0;

    for (guint i = 0; i < series->n_overrides; i++) {
        n_private += series->overrides[i].is_private;
    }
    if (n_private > 0 || is_any_private(series)) {
        foreign_remark(reading->schedule, "an event", "is left out: it is private or confidential",
                       NULL);
    }
    if (is_any_private(series)) {
        return;
    }
    series->n_masters = keep_newest(reading, series->masters, series->n_masters, NULL);
    if (series->n_masters > 1) {
        foreign_remark(reading->schedule, "events that share a UID",
                       "are all read: they begin at different times", series->masters->uid);
    }
    tell_series(reading, series);
}

/* --- all --------------------------------------------------------------------------------- */

/* Gives those of equal UIDs one number, in the order of the file. */
static void number_series(GArray *entries)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < entries->len; i++) {
        IcsEntry *entry = &g_array_index(entries, IcsEntry, i);
        gpointer found = entry->uid != NULL ? g_hash_table_lookup(numbers, entry->uid) : NULL;
        entry->series = found != NULL ? GPOINTER_TO_UINT(found) : i + 1;
        if (found == NULL && entry->uid != NULL) {
            g_hash_table_insert(numbers, (gpointer)entry->uid, GUINT_TO_POINTER(i + 1));
        }
    }
}

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const IcsEntry *left = a;
    const IcsEntry *right = b;

    if (left->series != right->series) {
        return left->series < right->series ? -1 : 1;
    }
    return (gint)left->is_override - (gint)right->is_override;
}

/* The series that begins at an entry. */
static Series series_at(GArray *entries, guint start)
{
    Series series = { .masters = &g_array_index(entries, IcsEntry, start) };
    guint number = series.masters->series;

    for (guint i = start; i < entries->len; i++) {
        const IcsEntry *entry = &g_array_index(entries, IcsEntry, i);
        if (entry->series != number) {
            break;
        }
        series.n_masters += !entry->is_override;
        series.n_overrides += entry->is_override;
    }
    series.overrides = series.masters + series.n_masters;
    return series;
}

void ics_series_read(GArray *entries, IcsZones *zones, ForeignSchedule *schedule)
{
    g_autoptr(GHashTable) made = g_hash_table_new(NULL, NULL);
    Reading reading = { .zones = zones, .schedule = schedule, .made = made };

    number_series(entries);
    g_array_sort(entries, compare_entries);
    for (guint at = 0; at < entries->len;) {
        Series series = series_at(entries, at);
        at += series.n_masters + series.n_overrides;
        if (has_room(&reading, series.masters->uid)) {
            read_series(&reading, &series);
        }
    }
}
