#include "model/view/view_succession.h"

#include "model/view/agenda_view.h"
#include "model/view/concern.h"

Agenda *view_succession_agenda(const Agenda *whole, const Revision *last, bool is_own,
                               const char *agency)
{
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_agenda(concern, whole, agency);
    if (last != NULL) {
        concern_add_revision(concern, last, agency);
        if (is_own) {
            /* Otherwise an event would leave the view one revision after the agency lost its role
             * in it. */
            concern_add_all(concern, last->agenda);
        }
    }
    return agenda_view_of_participant(whole, agency, concern);
}

static void copy_departures(Revision *basis, const Revision *last, GHashTable *concern)
{
    for (guint i = 0; i < last->departures->len; i++) {
        const Departure *departure = last->departures->pdata[i];
        if (g_hash_table_contains(concern, departure->key)) {
            revision_add_departure(basis, departure->past, departure);
        }
    }
}

/* Gives what enters the view its public stamp, since it may have changed for everybody while it was
 * not in the view. Never an older stamp than it had here: SEQUENCE must not fall. */
static void catch_up(Revision *basis, const Revision *public, const Agenda *next)
{
    g_autoptr(GHashTable) there = concern_new();
    g_autoptr(GHashTable) then = concern_new();
    GHashTableIter iter;
    gpointer key;

    concern_add_all(there, basis->agenda);
    concern_add_all(then, next);
    g_hash_table_iter_init(&iter, then);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const EventStamp *stamp = g_hash_table_lookup(public->events, key);
        const EventStamp *own = g_hash_table_lookup(basis->events, key);
        if (!g_hash_table_contains(there, key) && stamp != NULL &&
            (own == NULL || own->sequence < stamp->sequence)) {
            revision_set_event(basis, key, *stamp);
        }
    }
}

Revision *view_succession_basis(const Revision *last, const Revision *public, const Agenda *next,
                                const char *agency)
{
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_revision(concern, last, agency);
    /* What enters the view with `next` counts as having been there before, if the last revision had
     * it: then it is no new event. */
    concern_add_all(concern, next);
    Revision *basis = revision_begin(agenda_view_of_participant(last->agenda, agency, concern),
                                     last->number, last->stamp, last->keep_seconds);
    revision_copy_terms(basis, last);
    revision_copy_events(basis, last);
    if (public != NULL) {
        catch_up(basis, public, next);
    }
    copy_departures(basis, last, concern);
    revision_copy_feeds(basis, last);
    revision_copy_names(basis, last);
    revision_finish(basis);
    return basis;
}
