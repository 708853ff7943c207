#include "cli/view_differences.h"

#include "model/view/agenda_view.h"
#include "model/view/concern.h"

struct ViewDifferences {
    GPtrArray *agendas; /* Agenda *, the views of both sides */
    Difference *public;
    GPtrArray *differences; /* Difference *, which `privates` borrow */
    GArray *privates;
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

/* On a side that does not know the agency, it sees what is public. */
static Difference *difference_for(ViewDifferences *views, const Agenda *old_agenda,
                                  const Agenda *new_agenda, const char *agency)
{
    /* One concern for both sides: what is in its calendar on either side is compared on both. */
    g_autoptr(GHashTable) concern = concern_new();

    concern_add_agenda(concern, old_agenda, agency);
    concern_add_agenda(concern, new_agenda, agency);
    return difference_of(views, agenda_view_of_agency(old_agenda, agency, concern),
                         agenda_view_of_agency(new_agenda, agency, concern));
}

/* Adds an agency, if its own calendar changes. */
static void add_private(ViewDifferences *views, const Agenda *old_agenda, const Agenda *new_agenda,
                        const char *agency)
{
    PrivateDifference private = {
        .agency = agency,
        .difference = difference_for(views, old_agenda, new_agenda, agency),
    };

    /* Freed with the others, whether or not it is listed. */
    g_ptr_array_add(views->differences, (gpointer) private.difference);
    /* Its view may also differ in what other calendars show. */
    if (difference_find_agency(private.difference, agency) != NULL) {
        g_array_append_val(views->privates, private);
    }
}

static bool has_private(const Agenda *agenda, const char *agency)
{
    const Participant *found = agenda_find_agency(agenda, agency);

    return found != NULL && agenda_view_has_private(agenda, found);
}

static gint compare_privates(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(((const PrivateDifference *)a)->agency,
                     ((const PrivateDifference *)b)->agency);
}

ViewDifferences *view_differences_new(const Agenda *old_agenda, const Agenda *new_agenda)
{
    ViewDifferences *views = g_new0(ViewDifferences, 1);

    views->agendas = g_ptr_array_new_with_free_func(free_agenda);
    views->differences = g_ptr_array_new_with_free_func(free_difference);
    views->privates = g_array_new(FALSE, FALSE, sizeof(PrivateDifference));
    views->public = difference_of(views, agenda_view_new(old_agenda), agenda_view_new(new_agenda));
    for (guint i = 0; i < new_agenda->agencies->len; i++) {
        const char *id = ((const Participant *)new_agenda->agencies->pdata[i])->id;
        if (has_private(new_agenda, id) || has_private(old_agenda, id)) {
            add_private(views, old_agenda, new_agenda, id);
        }
    }
    /* Agencies that are gone, and with them what only they saw. */
    for (guint i = 0; i < old_agenda->agencies->len; i++) {
        const char *id = ((const Participant *)old_agenda->agencies->pdata[i])->id;
        if (has_private(old_agenda, id) && agenda_find_agency(new_agenda, id) == NULL) {
            add_private(views, old_agenda, new_agenda, id);
        }
    }
    /* Two lists were gone through; now the order depends on the ids alone. */
    g_array_sort(views->privates, compare_privates);
    return views;
}

void view_differences_free(ViewDifferences *views)
{
    if (views == NULL) {
        return;
    }
    g_array_unref(views->privates);
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
