#include "model/revision/succession.h"

#include <string.h>

#include "model/agenda/agenda_extract.h"
#include "model/revision/feed_succession.h"
#include "model/selection/membership.h"
#include "model/time/onsets.h"

/* An event in two revisions. On a side where no feed has it, both its records are NULL. */
typedef struct Step {
    char *key;
    const Session *old_session;
    const Session *new_session;
    const Preparation *old_preparation;
    const Preparation *new_preparation;
    bool differs;
} Step;

static void step_clear(Step *step)
{
    g_free(step->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

static const Preparation *if_dated(const Preparation *preparation)
{
    return preparation != NULL && preparation->timing != PREPARATION_UNDATED ? preparation : NULL;
}

static Step step_of(const EventPair *event)
{
    bool is_session = event->old_session != NULL || event->new_session != NULL;
    const Preparation *named =
        event->new_preparation != NULL ? event->new_preparation : event->old_preparation;

    return (Step){
        .key = is_session ? g_strdup(event->id) : event_key_of_preparation(named),
        .old_session = event->old_session,
        .new_session = event->new_session,
        /* Undated preparations are in no feed. */
        .old_preparation = if_dated(event->old_preparation),
        .new_preparation = if_dated(event->new_preparation),
        .differs = event->differs,
    };
}

static bool was_there(const Step *step)
{
    return step->old_session != NULL || step->old_preparation != NULL;
}

static bool is_there(const Step *step)
{
    return step->new_session != NULL || step->new_preparation != NULL;
}

/* Whether it was in any selection that it is no longer in. */
static bool departs(const Step *step, MembershipRule rule)
{
    if (!was_there(step) || !is_there(step)) {
        return was_there(step);
    }
    return step->new_session != NULL
               ? !membership_covers(step->new_session, step->old_session, rule)
               : !membership_covers_preparation(step->new_preparation, step->old_preparation);
}

/* Whether it comes back to a selection that did not hold it, or may: nothing that it says has to
 * change for that, but the agenda may have again a day on which it goes on. */
static bool arrives(const Step *step, MembershipRule rule)
{
    return step->old_session != NULL && step->new_session != NULL &&
           !membership_covers(step->old_session, step->new_session, rule);
}

static bool takes_place(const Session *session, const Preparation *preparation)
{
    return session != NULL ? session_status(session) != SESSION_STATUS_CANCELLED
                           : preparation != NULL;
}

/* Whether it is called off or on again. Its earlier departures then say something else about it. */
static bool turns(const Step *step)
{
    return takes_place(step->old_session, step->old_preparation) !=
           takes_place(step->new_session, step->new_preparation);
}

/* --- stamps ------------------------------------------------------------------------------ */

/* When an event of the previous revision was last told, as it is known in the new one. */
static gint64 told_before(const Revision *revision, const Revision *previous, const char *key)
{
    const EventStamp *stamp = g_hash_table_lookup(previous->events, key);

    return revision_told(revision, stamp->changed, revision->clock);
}

static EventStamp raise_stamp(Revision *revision, const char *key)
{
    const EventStamp *before = g_hash_table_lookup(revision->events, key);
    EventStamp stamp = { .created = revision->stamp, .changed = revision->stamp };

    /* Once per revision, though an event can be raised for itself and for several departures. */
    if (before != NULL && before->changed == revision->stamp) {
        return *before;
    }
    if (before != NULL) {
        stamp.created = before->created;
        stamp.sequence = before->sequence + 1;
    }
    stamp.sequence = MAX(stamp.sequence, revision->least_sequence);
    revision_set_event(revision, key, stamp);
    return stamp;
}

/* Raises all events there ever were: one that is gone may come back. */
static void raise_all(Revision *revision, const Revision *previous)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, previous->events);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        raise_stamp(revision, key);
    }
}

/* --- departures -------------------------------------------------------------------------- */

static bool has_session(const Session *session, gpointer keys)
{
    return g_hash_table_contains(keys, session->id);
}

static bool has_preparation(const Preparation *preparation, gpointer keys)
{
    g_autofree char *key = event_key_of_preparation(preparation);

    return g_hash_table_contains(keys, key);
}

/* Keeps the leaving events, a set of keys, as they were in the previous revision. */
static void add_leaving(Revision *revision, const Revision *previous, GHashTable *keys)
{
    ExtractRule rule = { .has_session = has_session,
                         .has_preparation = has_preparation,
                         .data = keys };

    if (g_hash_table_size(keys) == 0) {
        return;
    }
    g_autoptr(Past) past = past_new(agenda_extract(previous->agenda, &rule), previous->number);
    for (guint i = 0; i < previous->feeds->len; i++) {
        const RevisionFeed *feed = previous->feeds->pdata[i];
        /* The feed of a gone agency or person still has plenaries, so a plenary that leaves must
         * show there. Other gone feeds select nothing. */
        if (feed->is_gone && feed_kind_is_own(feed->feed->kind)) {
            past_add_gone_feed(past, feed->feed->kind, feed->feed->path);
        }
    }
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const EventStamp *stamp = g_hash_table_lookup(revision->events, key);
        Departure departure = { .key = key,
                                .stamp = *stamp,
                                .told = told_before(revision, previous, key) };
        bool is_known = revision_add_departure(revision, past, &departure);
        g_assert(is_known);
    }
}

/* Whether every selection that holds an earlier departure holds the event as it is now or, if it
 * leaves, as it was until now. Nobody misses the earlier departure then. */
static bool is_covered(const Departure *departure, const Step *step, bool leaves,
                       MembershipRule rule)
{
    if (departure->session != NULL) {
        return (step->new_session != NULL &&
                membership_covers(step->new_session, departure->session, rule)) ||
               (leaves && membership_covers(step->old_session, departure->session, rule));
    }
    return (step->new_preparation != NULL &&
            membership_covers_preparation(step->new_preparation, departure->preparation)) ||
           (leaves && membership_covers_preparation(step->old_preparation, departure->preparation));
}

/* A step that matters, and whether the event leaves any selection in it. */
typedef struct Passage {
    Step step;
    bool leaves;
} Passage;

static void passage_free(gpointer data)
{
    Passage *passage = data;

    step_clear(&passage->step);
    g_free(passage);
}

/* Whether it shows a time of day, which depends on the zone of the conference and its rules; days
 * do not. Both zones are the conference's, before and now. */
static bool has_other_clock(const Departure *departure, const Tz *before, const Tz *now)
{
    const Session *session = departure->session;

    return session != NULL && !session->slot->all_day &&
           (strcmp(tz_name(before), tz_name(now)) != 0 ||
            onsets_tell_apart(before, now, session->start, session->end));
}

/* What the departures of a revision are carried through. */
typedef struct Carrying {
    const Tz *tz_before;
    bool is_raised;      /* all events are */
    GHashTable *carried; /* the keys of departures carried so far */
} Carrying;

/* Carries a departure over to the next revision while it is kept. One that is over is carried while
 * an earlier one of the same event is: it hides the earlier one, which must not show again. */
static void carry_departure(Revision *revision, const Departure *departure, const Passage *passage,
                            const Carrying *how)
{
    bool is_kept = departure_is_kept(departure, revision);
    Departure carried = { .key = departure->key,
                          .stamp = departure->stamp,
                          .told = departure->told };

    if ((!is_kept && !g_hash_table_contains(how->carried, departure->key)) ||
        (passage != NULL &&
         is_covered(departure, &passage->step, passage->leaves, revision->membership))) {
        return;
    }
    if (is_kept &&
        (how->is_raised || has_other_clock(departure, how->tz_before, revision->agenda->tz) ||
         (passage != NULL && turns(&passage->step)))) {
        carried.stamp = raise_stamp(revision, departure->key);
    }
    revision_add_departure(revision, departure->past, &carried);
    g_hash_table_add(how->carried, departure->key);
}

/* The keys of the events that become departures: those that leave and are kept, or that leave and
 * have to hide an earlier departure. */
static GHashTable *find_leaving(const Revision *revision, const Revision *previous,
                                GHashTable *passages, GHashTable *carried)
{
    GHashTable *leaving = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer key;
    gpointer value;

    g_hash_table_iter_init(&iter, passages);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const Passage *passage = value;
        const Step *step = &passage->step;
        if (passage->leaves &&
            (g_hash_table_contains(carried, key) ||
             revision_keeps(revision, event_end(step->old_session, step->old_preparation),
                            told_before(revision, previous, key)))) {
            g_hash_table_add(leaving, key);
        }
    }
    return leaving;
}

/* Takes all events from one revision to the next. */
static void pass_events(Revision *revision, const Revision *previous, const Difference *difference)
{
    g_autoptr(GHashTable) passages =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, passage_free);
    g_autoptr(GHashTable) carried = g_hash_table_new(g_str_hash, g_str_equal);
    Carrying how = {
        .tz_before = previous->agenda->tz,
        .is_raised = revision->least_sequence > previous->least_sequence,
        .carried = carried,
    };

    if (how.is_raised) {
        raise_all(revision, previous);
    }
    for (guint i = 0; i < difference->events->len; i++) {
        g_auto(Step) step = step_of(difference->events->pdata[i]);
        bool leaves = departs(&step, revision->membership);
        if (!step.differs && !leaves && !arrives(&step, revision->membership) &&
            was_there(&step) == is_there(&step)) {
            continue;
        }
        raise_stamp(revision, step.key);
        Passage *passage = g_new0(Passage, 1);
        passage->leaves = leaves;
        passage->step = step;
        step.key = NULL;
        g_hash_table_insert(passages, passage->step.key, passage);
    }
    /* Departures are sorted by key, the latest first. Backwards, the earliest of each event comes
     * first, as carry_departure needs it. */
    for (guint i = previous->departures->len; i > 0; i--) {
        const Departure *departure = previous->departures->pdata[i - 1];
        carry_departure(revision, departure, g_hash_table_lookup(passages, departure->key), &how);
    }
    /* After all earlier departures, since `carried` must be complete. */
    g_autoptr(GHashTable) leaving = find_leaving(revision, previous, passages, carried);
    add_leaving(revision, previous, leaving);
}

/* --- revisions --------------------------------------------------------------------------- */

static gint64 clock_of(const Occasion *occasion, gint64 stamp)
{
    return MIN(occasion->clock, stamp);
}

Revision *succession_first(Agenda *take_agenda, const Occasion *occasion)
{
    gint64 stamp = take_agenda->has_published ? take_agenda->published : occasion->stamp;
    Revision *revision = revision_begin(take_agenda, 1, stamp, occasion->keep_seconds);

    revision_set_clock(revision, clock_of(occasion, stamp), NULL);
    revision->least_sequence = occasion->least_sequence;
    revision->membership = occasion->membership;
    for (guint i = 0; i < take_agenda->sessions->len; i++) {
        raise_stamp(revision, ((const Session *)take_agenda->sessions->pdata[i])->id);
    }
    for (guint i = 0; i < take_agenda->preparations->len; i++) {
        const Preparation *preparation = take_agenda->preparations->pdata[i];
        if (if_dated(preparation) != NULL) {
            g_autofree char *key = event_key_of_preparation(preparation);
            raise_stamp(revision, key);
        }
    }
    revision_finish(revision);
    return revision;
}

Revision *succession_next(const Revision *previous, Agenda *take_agenda,
                          const Difference *difference, const Occasion *occasion)
{
    g_assert(difference->old_agenda == previous->agenda && difference->new_agenda == take_agenda);
    gint64 stamp = MAX(occasion->stamp, previous->stamp + 1);
    Revision *revision =
        revision_begin(take_agenda, previous->number + 1, stamp, occasion->keep_seconds);

    revision_set_clock(revision, clock_of(occasion, stamp), previous->clocks);
    revision->least_sequence = MAX(occasion->least_sequence, previous->least_sequence);
    revision->membership = occasion->membership;
    revision_copy_events(revision, previous);
    pass_events(revision, previous, difference);
    /* Gone feeds depend on the departures, and must be there before the revision is finished. Only
     * then can entries be compared. */
    feed_succession_keep_gone(revision, previous);
    revision_copy_names(revision, previous);
    revision_finish(revision);
    feed_succession_date(revision, previous);
    return revision;
}

void succession_tell_anew(Revision *revision, GHashTable *keys)
{
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        raise_stamp(revision, key);
    }
    for (guint i = 0; i < revision->departures->len; i++) {
        Departure *departure = revision->departures->pdata[i];
        if (g_hash_table_contains(keys, departure->key)) {
            departure->stamp = raise_stamp(revision, departure->key);
        }
    }
    for (guint i = 0; i < revision->feeds->len; i++) {
        ((RevisionFeed *)revision->feeds->pdata[i])->changed = revision->stamp;
    }
}
