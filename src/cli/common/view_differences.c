#include "cli/common/view_differences.h"

#include "render/report/difference_report.h"

#include "model/agenda/participant.h"
#include "model/view/agenda_view.h"
#include "model/view/concern.h"

struct ViewDifferences {
    GPtrArray *agendas; /* Agenda *, the views of both sides */
    Difference *public;
    GPtrArray *differences; /* Difference *, which `privates` borrow */
    GArray *privates;
    GPtrArray *keys; /* char *, which `privates` borrow, too */
};

static void free_agenda(gpointer agenda)
{
    agenda_free(agenda);
}

static void free_difference(gpointer difference)
{
    difference_free(difference);
}

/* Takes ownership of the views, which the difference borrows. */
static Difference *difference_of(ViewDifferences *views, Agenda *old_view, Agenda *new_view)
{
    g_ptr_array_add(views->agendas, old_view);
    g_ptr_array_add(views->agendas, new_view);
    return difference_new(old_view, new_view);
}

/* On a side that does not know the agency or the person, they see what is public. */
static Difference *difference_for(ViewDifferences *views, const Agenda *old_agenda,
                                  const Agenda *new_agenda, const char *key)
{
    /* One concern for both sides: what is in its calendar on either side is compared on both. */
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_agenda(concern, old_agenda, key);
    concern_add_agenda(concern, new_agenda, key);
    return difference_of(views, agenda_view_of_participant(old_agenda, key, concern),
                         agenda_view_of_participant(new_agenda, key, concern));
}

/* Adds an agency or a person, if their own calendar changes. */
static void add_private(ViewDifferences *views, const Agenda *old_agenda, const Agenda *new_agenda,
                        const char *key)
{
    PrivateDifference private = {
        .participant = key,
        .difference = difference_for(views, old_agenda, new_agenda, key),
    };

    /* Freed with the others, whether or not it is listed. */
    g_ptr_array_add(views->differences, (gpointer) private.difference);
    /* Its view may also differ in what other calendars show. */
    if (difference_find_own(private.difference, key) != NULL) {
        g_array_append_val(views->privates, private);
    }
}

static bool has_private(const Agenda *agenda, const char *key)
{
    const Participant *found = participant_find(agenda, key);

    return found != NULL && agenda_view_has_private(agenda, found);
}

static gint compare_privates(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(((const PrivateDifference *)a)->participant,
                     ((const PrivateDifference *)b)->participant);
}

/* Adds the keys of those that another agenda does not have, if there is one. */
static void add_keys(GPtrArray *keys, const GPtrArray *participants, const Agenda *but)
{
    for (guint i = 0; i < participants->len; i++) {
        g_autofree char *key = participant_dup_key(participants->pdata[i]);
        if (but == NULL || participant_find(but, key) == NULL) {
            g_ptr_array_add(keys, g_steal_pointer(&key));
        }
    }
}

ViewDifferences *view_differences_new(const Agenda *old_agenda, const Agenda *new_agenda)
{
    ViewDifferences *views = g_new0(ViewDifferences, 1);

    views->agendas = g_ptr_array_new_with_free_func(free_agenda);
    views->differences = g_ptr_array_new_with_free_func(free_difference);
    views->privates = g_array_new(FALSE, FALSE, sizeof(PrivateDifference));
    views->public = difference_of(views, agenda_view_new(old_agenda), agenda_view_new(new_agenda));
    views->keys = g_ptr_array_new_with_free_func(g_free);
    add_keys(views->keys, new_agenda->agencies, NULL);
    add_keys(views->keys, new_agenda->people, NULL);
    /* Those who are gone, and with them what only they saw. */
    add_keys(views->keys, old_agenda->agencies, new_agenda);
    add_keys(views->keys, old_agenda->people, new_agenda);
    for (guint i = 0; i < views->keys->len; i++) {
        const char *key = views->keys->pdata[i];
        if (has_private(new_agenda, key) || has_private(old_agenda, key)) {
            add_private(views, old_agenda, new_agenda, key);
        }
    }
    /* Several lists were gone through; now the order depends on the ids alone. */
    g_array_sort(views->privates, compare_privates);
    return views;
}

void view_differences_free(ViewDifferences *views)
{
    if (views == NULL) {
        return;
    }
    g_array_unref(views->privates);
    g_ptr_array_unref(views->keys);
    g_ptr_array_unref(views->differences);
    difference_free(views->public);
    g_ptr_array_unref(views->agendas);
    g_free(views);
}

const Difference *view_differences_public(const ViewDifferences *views)
{
    return views->public;
}

const GArray *view_differences_private(const ViewDifferences *views)
{
    return views->privates;
}

bool view_differences_are_empty(const ViewDifferences *views)
{
    return difference_is_empty(views->public) && views->privates->len == 0;
}

void view_differences_append_text(GString *out, const ViewDifferences *views)
{
    difference_report_append_text(out, views->public);
    for (guint i = 0; i < views->privates->len; i++) {
        const PrivateDifference *private = &g_array_index(views->privates, PrivateDifference, i);
        difference_report_append_private(out, private->difference, private->participant);
    }
}
