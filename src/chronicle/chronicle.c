#include "chronicle/chronicle.h"

#include <string.h>

#include "chronicle/chronicle_read.h"
#include "chronicle/strand.h"
#include "chronicle/stream.h"
#include "chronicle/withdrawn.h"
#include "model/view/agenda_view.h"
#include "model/view/concern.h"

static void private_publication_free(gpointer data)
{
    PrivatePublication *private = data;

    difference_free(private->difference);
    revision_free(private->revision);
    agenda_free(private->before);
    g_free(private->participant);
    g_free(private);
}

void publication_clear(Publication *publication)
{
    g_clear_pointer(&publication->withdrawn, g_free);
    g_clear_pointer(&publication->past, g_ptr_array_unref);
    g_clear_pointer(&publication->omission, omission_free);
    g_clear_pointer(&publication->privates, g_ptr_array_unref);
    g_clear_pointer(&publication->difference, difference_free);
    g_clear_pointer(&publication->revision, revision_free);
}

/* What is published together: the public strand, and the private ones. */
typedef struct Strands {
    Strand *public;
    GPtrArray *privates; /* Strand *; NULL if they could not be read */
    GPtrArray *past;     /* Withdrawal *, as in Publication */
} Strands;

static void strands_clear(Strands *strands)
{
    strand_free(strands->public);
    g_clear_pointer(&strands->privates, g_ptr_array_unref);
    g_clear_pointer(&strands->past, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Strands, strands_clear)

/* Splits an agenda, which is taken, into strands. The private ones come first: they need all of it,
 * and the public view consumes it. */
static bool begin(Strands *strands, History *history, const Revision *previous, Agenda *take_agenda,
                  GError **error)
{
    g_autoptr(Agenda) whole = take_agenda;
    g_autofree char *id = g_strdup(whole->id);

    strands->privates =
        history != NULL ? strand_list_private(history, previous, whole, error) : g_ptr_array_new();
    if (strands->privates == NULL) {
        return false;
    }
    strands->past =
        previous != NULL ? withdrawal_list_private(previous->agenda, whole) : g_ptr_array_new();
    Agenda *public = agenda_view_of_public(g_steal_pointer(&whole));
    strands->public = strand_new(g_steal_pointer(&id), public, previous);
    return true;
}

/* All that is published together has one stamp, later than that of any revision it follows, even if
 * the clock was set back. */
static gint64 find_time(const Strands *strands, gint64 now)
{
    const Revision *public = strands->public->previous;

    now = public != NULL ? MAX(now, public->stamp + 1) : now;
    for (guint i = 0; i < strands->privates->len; i++) {
        const Revision *previous = ((const Strand *)strands->privates->pdata[i])->previous;
        now = previous != NULL ? MAX(now, previous->stamp + 1) : now;
    }
    return now;
}

/* Makes the new revisions; returns their facts in the order in which they are to be written.
 * Private ones come first: a new stream begins as a copy of the public one, which must not have the
 * new revision yet. */
static GPtrArray *step_all(Strands *strands, const PublishOptions *how)
{
    gint64 now = find_time(strands, how->now);
    GPtrArray *all_facts = g_ptr_array_new();

    for (guint i = 0; i < strands->privates->len; i++) {
        Strand *strand = strands->privates->pdata[i];
        if (strand_step(strand, how, now, false)) {
            g_ptr_array_add(all_facts, strand->facts);
        }
    }
    if (strand_step(strands->public, how, now, true)) {
        g_ptr_array_add(all_facts, strands->public->facts);
    }
    return all_facts;
}

/* The strand of the whole agenda, with all that is private; or NULL. */
static const Strand *find_whole_strand(const Strands *strands)
{
    for (guint i = 0; i < strands->privates->len; i++) {
        const Strand *strand = strands->privates->pdata[i];
        if (stream_participant(strand->stream) == NULL) {
            return strand;
        }
    }
    return NULL;
}

/* The whole agenda as it was published last, with all that is private; or NULL. */
static const Agenda *find_whole(const Strands *strands)
{
    const Strand *whole = find_whole_strand(strands);

    return whole != NULL && whole->previous != NULL ? whole->previous->agenda : NULL;
}

/* --- what is held back ------------------------------------------------------------------- */

/* What a strand's new revision leaves out, if that is too much; or NULL. */
static Omission *find_omission(const Strand *strand)
{
    if (strand == NULL || strand->revision == NULL || strand->previous == NULL) {
        return NULL;
    }
    g_autoptr(Omission) omission = omission_new(strand->previous->agenda, strand->revision->agenda);
    return omission_is_grave(omission) ? g_steal_pointer(&omission) : NULL;
}

/* A first publication is never held back: there is nothing to lose yet. The whole agenda is looked
 * at too, since private sessions can be lost while all public ones are there. */
static bool is_held(const Strands *strands, Caution caution, Omission **out_omission)
{
    if (caution == CAUTION_NONE || strands->public->previous == NULL) {
        return false;
    }
    *out_omission = find_omission(strands->public);
    if (*out_omission == NULL) {
        *out_omission = find_omission(find_whole_strand(strands));
    }
    return *out_omission != NULL || caution == CAUTION_DOUBT;
}

static bool find_in_strand(const Strand *strand, History *history, char **out_withdrawn,
                           GError **error)
{
    return strand == NULL || strand->revision == NULL || *out_withdrawn != NULL ||
           withdrawn_find(history, strand->previous->agenda, strand->revision->agenda,
                          out_withdrawn, error);
}

/* What would be published again although it was withdrawn. The whole agenda is looked at too: what
 * was withdrawn can come back as private. */
static bool find_withdrawn(const Strands *strands, History *history, char **out_withdrawn,
                           GError **error)
{
    return find_in_strand(strands->public, history, out_withdrawn, error) &&
           find_in_strand(find_whole_strand(strands), history, out_withdrawn, error);
}

/* --- publishing -------------------------------------------------------------------------- */

/* What is new in the strand of an agency or a person. Something that comes into its view may have
 * been in the agenda before: so the view of the old agenda is widened to it, and they see a change
 * rather than an addition. */
static PrivatePublication *tell_private(Strand *strand, const Agenda *whole)
{
    PrivatePublication *private = g_new0(PrivatePublication, 1);
    const char *participant = stream_participant(strand->stream);
    g_autoptr(GHashTable) concern = concern_new();

    private->participant = g_strdup(participant);
    private->revision = g_steal_pointer(&strand->revision);
    if (whole != NULL) {
        concern_add_agenda(concern, whole, participant);
        concern_add_all(concern, private->revision->agenda);
        private->before = agenda_view_of_participant(whole, participant, concern);
        private->difference = difference_new(private->before, private->revision->agenda);
    }
    return private;
}

/* Fills in the outcome: the public revision, and that of each participant with news. The whole
 * agenda's is left out, since it follows from these. */
static void tell(Publication *publication, Strands *strands)
{
    const Agenda *whole = find_whole(strands);

    publication->revision = g_steal_pointer(&strands->public->revision);
    publication->difference = g_steal_pointer(&strands->public->difference);
    publication->past = g_steal_pointer(&strands->past);
    publication->privates = g_ptr_array_new_with_free_func(private_publication_free);
    for (guint i = 0; i < strands->privates->len; i++) {
        Strand *strand = strands->privates->pdata[i];
        if (stream_participant(strand->stream) != NULL && strand->revision != NULL) {
            g_ptr_array_add(publication->privates, tell_private(strand, whole));
        }
    }
}

/* Says of a revision, which may be NULL, that it is in no history, nor anything that follows it. */
static void set_unkept(Revision *revision, const Revision *previous)
{
    if (revision != NULL) {
        revision->unkept_since =
            previous != NULL ? MIN(previous->unkept_since, revision->stamp) : revision->stamp;
    }
}

PublishOutcome chronicle_publish(History *history, const Revision *previous, Agenda *take_agenda,
                                 const PublishOptions *how, Publication *out_publication,
                                 GError **error)
{
    /* Without a place to keep them, private revisions are not made: nothing would follow them. */
    History *kept_in = history != NULL && !history_is_read_only(history) ? history : NULL;
    g_auto(Strands) strands = { 0 };

    if (!begin(&strands, kept_in, previous, take_agenda, error)) {
        return PUBLISH_FAILED;
    }
    g_autoptr(GPtrArray) all_facts = step_all(&strands, how);
    if (all_facts->len == 0) {
        return PUBLISH_SAME;
    }
    if (is_held(&strands, how->caution, &out_publication->omission)) {
        return PUBLISH_HELD;
    }
    if (kept_in != NULL && how->caution != CAUTION_NONE && previous != NULL) {
        if (!find_withdrawn(&strands, kept_in, &out_publication->withdrawn, error)) {
            return PUBLISH_FAILED;
        }
        if (out_publication->withdrawn != NULL) {
            return PUBLISH_HELD;
        }
    }
    if (kept_in == NULL) {
        set_unkept(strands.public->revision, previous);
    } else if (!history_append_all(kept_in, all_facts, how->file, error)) {
        return PUBLISH_FAILED;
    }
    tell(out_publication, &strands);
    return PUBLISH_DONE;
}

PublishOutcome chronicle_publish_rules(History *history, const Revision *previous, Tz *tz,
                                       const PublishOptions *how, Publication *out_publication,
                                       GError **error)
{
    if (!previous->keeps_zone || previous->unkept_since != G_MAXINT64 || previous->is_retired ||
        history_is_read_only(history) ||
        strcmp(tz_rules(previous->agenda->tz), tz_rules(tz)) == 0) {
        return PUBLISH_SAME;
    }
    Agenda *agenda = chronicle_read_under(history, previous->agenda->id, tz, error);
    if (agenda == NULL) {
        return PUBLISH_FAILED;
    }
    g_autofree char *why = g_strdup_printf("the rules of %s have changed", tz_name(tz));
    PublishOptions options = *how;
    options.why = why;
    options.caution = CAUTION_NONE;
    return chronicle_publish(history, previous, agenda, &options, out_publication, error);
}
