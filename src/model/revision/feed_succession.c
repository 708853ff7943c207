#include "model/revision/feed_succession.h"

#include <string.h>

#include "model/selection/feed_span.h"
#include "model/selection/membership.h"
#include "model/time/onsets.h"

/* --- feeds that are gone ----------------------------------------------------------------- */

void feed_succession_keep_gone(Revision *revision, const Revision *previous)
{
    for (guint i = 0; i < previous->feeds->len; i++) {
        const RevisionFeed *before = previous->feeds->pdata[i];
        /* For good: whoever has subscribed to it asks for it for years, and many a program never
         * asks again once it was refused. */
        if (revision_find_feed(revision, before->feed->path) == NULL) {
            revision_add_gone_feed(revision, feed_dup_gone(before->feed), before->changed);
        }
    }
}

/* --- when a feed changed ----------------------------------------------------------------- */

static bool is_same_event(const FeedEntry *a, const FeedEntry *b)
{
    if (a->session != NULL || b->session != NULL) {
        return a->session != NULL && b->session != NULL &&
               strcmp(a->session->id, b->session->id) == 0;
    }
    g_autofree char *key = event_key_of_preparation(a->preparation);
    g_autofree char *other_key = event_key_of_preparation(b->preparation);
    return strcmp(key, other_key) == 0;
}

/* Whether two entries say the same. When and how often its event changed tells that for an event;
 * for a departure, so does the revision that it was last in. */
static bool is_same_entry(const FeedEntry *a, const FeedEntry *b)
{
    guint version = a->departure != NULL ? a->departure->past->number : 0;
    guint other_version = b->departure != NULL ? b->departure->past->number : 0;

    return a->stamp.changed == b->stamp.changed && a->stamp.sequence == b->stamp.sequence &&
           version == other_version && is_same_event(a, b);
}

/* The onset of the time zone's rule that is in force as a date begins, taken as UTC. Onsets before
 * 1970 are one: the rules that are kept with a revision do not tell them apart. */
static gint64 rule_at(const Agenda *agenda, CivilDate date)
{
    return MAX(tz_observance_at(agenda->tz, civil_at(date, 0)).onset, 0);
}

/* Whether feeds without sessions carry the same rules of the time zone. Such a feed has the rules
 * from the day before the agenda's first day to the end of the day after its last. (Where their
 * ends are under other rules, older programs have dated it anew in any case.) */
static bool have_same_day_rules(const Agenda *a, const Agenda *b)
{
    if (a->days->len == 0 || b->days->len == 0) {
        return a->days->len == b->days->len;
    }
    const Day *first = a->days->pdata[0];
    const Day *last = a->days->pdata[a->days->len - 1];
    const Day *other_first = b->days->pdata[0];
    const Day *other_last = b->days->pdata[b->days->len - 1];
    g_autoptr(GArray) onsets = feed_span_onsets_of_days(a);
    g_autoptr(GArray) other_onsets = feed_span_onsets_of_days(b);
    return rule_at(a, first->date - 1) == rule_at(b, other_first->date - 1) &&
           rule_at(a, last->date + 2) == rule_at(b, other_last->date + 2) &&
           onsets_equal(onsets, other_onsets);
}

/* Whether the zone has the same rules for both. */
static bool have_same_rules(const Agenda *a, const Agenda *b)
{
    return strcmp(tz_rules(a->tz), tz_rules(b->tz)) == 0;
}

/* Whether the calendars of two feeds tell the same of the clocks in their zone. */
static bool have_same_onsets(const Revision *a, const GArray *entries, const Revision *b,
                             const GArray *others)
{
    g_autoptr(GArray) onsets = revision_feed_onsets(a, entries);
    g_autoptr(GArray) other_onsets = revision_feed_onsets(b, others);

    return onsets_equal(onsets, other_onsets);
}

/* Whether their calendars hold the same entries, and tell the same of the clocks. */
static bool have_same_contents(const Revision *a, const RevisionFeed *feed, const Revision *b,
                               const RevisionFeed *other_feed)
{
    g_autoptr(GArray) entries = revision_dup_entries(a, feed);
    g_autoptr(GArray) others = revision_dup_entries(b, other_feed);
    /* Sessions come first. By the same rules equal ones are told of the same clocks. */
    bool has_sessions = entries->len > 0 && g_array_index(entries, FeedEntry, 0).session != NULL;
    bool has_other_days = !has_sessions && !have_same_day_rules(a->agenda, b->agenda);

    /* Older programs dated such a calendar anew whatever it told. */
    if (entries->len != others->len || (has_other_days && a->clock == REVISION_NO_CLOCK)) {
        return false;
    }
    if ((has_other_days || !have_same_rules(a->agenda, b->agenda)) &&
        !have_same_onsets(a, entries, b, others)) {
        return false;
    }
    for (guint i = 0; i < entries->len; i++) {
        if (!is_same_entry(&g_array_index(entries, FeedEntry, i),
                           &g_array_index(others, FeedEntry, i))) {
            return false;
        }
    }
    return true;
}

/* --- which need no look at their entries ------------------------------------------------- */

/* By a session's index: 1 if it is not in the same feeds in both revisions, or not the same. */
typedef struct Marks {
    guint8 *old;
    guint8 *new;
} Marks;

/* Whether a session makes the same entry in the same feeds. Its stamp tells whether it says the
 * same. */
static bool stays(const Revision *revision, const Session *session, const Revision *previous,
                  const Session *before)
{
    EventStamp stamp = revision_stamp_of_session(revision, session);
    EventStamp old_stamp = revision_stamp_of_session(previous, before);

    return stamp.changed == old_stamp.changed && stamp.sequence == old_stamp.sequence &&
           revision_shows(revision, session) == revision_shows(previous, before) &&
           membership_covers(session, before, MEMBERSHIP_CHANGES);
}

static void marks_init(Marks *marks, const Revision *revision, const Revision *previous)
{
    const GPtrArray *sessions = revision->agenda->sessions;
    guint n_old = previous->agenda->sessions->len;

    marks->old = g_new(guint8, n_old);
    marks->new = g_new0(guint8, sessions->len);
    for (guint i = 0; i < n_old; i++) {
        /* Those that the new revision does not have stay marked. */
        marks->old[i] = 1;
    }
    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        const Session *before = agenda_find_session(previous->agenda, session->id);
        bool is_marked = before == NULL || !stays(revision, session, previous, before);
        marks->new[i] = is_marked ? 1 : 0;
        if (before != NULL) {
            marks->old[before->index] = marks->new[i];
        }
    }
}

static void marks_clear(Marks *marks)
{
    g_free(marks->old);
    g_free(marks->new);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Marks, marks_clear)

/* Whether a feed holds nothing but sessions that stay. They are in the same order then, too. */
static bool has_but_what_stays(const RevisionFeed *feed, const Agenda *agenda, const guint8 *marks)
{
    return !feed->is_gone && feed->departures == NULL &&
           !selection_has_marked_session(&feed->feed->selection, agenda, marks) &&
           !selection_has_preparations(&feed->feed->selection, agenda);
}

/* --- the dates --------------------------------------------------------------------------- */

/* Whether the part that all calendars of an agenda begin with is the same. */
static bool have_same_head(const Agenda *a, const Agenda *b)
{
    return g_strcmp0(a->url, b->url) == 0 && g_strcmp0(a->image, b->image) == 0 &&
           strcmp(tz_name(a->tz), tz_name(b->tz)) == 0;
}

void feed_succession_date(Revision *revision, const Revision *previous)
{
    const Agenda *agenda = revision->agenda;
    bool has_same_head = have_same_head(agenda, previous->agenda);
    bool has_same_rules =
        have_same_rules(agenda, previous->agenda) && have_same_day_rules(agenda, previous->agenda);
    bool is_raised = revision->least_sequence > previous->least_sequence;
    g_auto(Marks) marks;

    marks_init(&marks, revision, previous);
    for (guint i = 0; i < revision->feeds->len; i++) {
        RevisionFeed *feed = revision->feeds->pdata[i];
        const RevisionFeed *before = revision_find_feed(previous, feed->feed->path);
        /* The cheap tests come first. Comparing the entries of each feed would take most of the
         * time of a publication, and few feeds need it. */
        bool is_same = has_same_head && !is_raised && before != NULL &&
                       strcmp(feed->feed->name, before->feed->name) == 0 &&
                       strcmp(feed->feed->description, before->feed->description) == 0 &&
                       ((has_same_rules && has_but_what_stays(feed, agenda, marks.new) &&
                         has_but_what_stays(before, previous->agenda, marks.old)) ||
                        have_same_contents(revision, feed, previous, before));
        feed->changed = is_same ? before->changed : revision->stamp;
    }
}
