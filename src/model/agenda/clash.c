#include "model/agenda/clash.h"

#include "model/agenda/participant.h"

static void clash_free(gpointer data)
{
    Clash *clash = data;

    g_ptr_array_unref(clash->sessions);
    g_free(clash);
}

/* An all-day entry is a banner: nobody has to be there. */
static bool can_clash(const Session *session)
{
    return session_status(session) != SESSION_STATUS_CANCELLED && !session->slot->all_day;
}

static void drop_ended(GPtrArray *running, gint64 now)
{
    for (guint i = running->len; i > 0; i--) {
        /* A session that ends as another begins does not overlap it. In UTC, because wall time
         * repeats an hour when clocks are put back. */
        if (((const Session *)running->pdata[i - 1])->end_utc <= now) {
            g_ptr_array_remove_index(running, i - 1);
        }
    }
}

static Clash *clash_new(const GPtrArray *running)
{
    Clash *clash = g_new0(Clash, 1);

    clash->sessions = g_ptr_array_new();
    clash->start = G_MININT64;
    clash->end = G_MAXINT64;
    for (guint i = 0; i < running->len; i++) {
        const Session *session = running->pdata[i];
        /* What all of them have in common is from the latest start to the earliest end. */
        clash->start = MAX(clash->start, session->start);
        clash->end = MIN(clash->end, session->end);
        g_ptr_array_add(clash->sessions, (gpointer)session);
    }
    return clash;
}

/* Goes through sessions, which are in the order of their starts, and adds a clash for each moment
 * at which some begin and more than `limit` are running. Returns the index of the first clash
 * added. */
static guint find_overlaps(const GPtrArray *sessions, guint limit, GPtrArray *clashes)
{
    g_autoptr(GPtrArray) running = g_ptr_array_new();
    guint first = clashes->len;

    for (guint i = 0; i < sessions->len; i++) {
        const Session *session = sessions->pdata[i];
        drop_ended(running, session->start_utc);
        g_ptr_array_add(running, (gpointer)session);
        /* Sessions that begin at the same moment make one clash, not one for each. */
        bool is_last_to_begin =
            i + 1 == sessions->len ||
            ((const Session *)sessions->pdata[i + 1])->start_utc != session->start_utc;
        if (is_last_to_begin && running->len > limit) {
            g_ptr_array_add(clashes, clash_new(running));
        }
    }
    return first;
}

static GPtrArray *dup_rivals_for_room(const Agenda *agenda, const Room *room)
{
    const GPtrArray *all = agenda_sessions_of_room(agenda, room);
    GPtrArray *rivals = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        if (can_clash(all->pdata[i])) {
            g_ptr_array_add(rivals, all->pdata[i]);
        }
    }
    return rivals;
}

static bool needs_presence(const Session *session, const Participant *participant)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contribution->role->present && contribution_is_of(contribution, participant)) {
            return true;
        }
    }
    return false;
}

static GPtrArray *dup_rivals_for(const Agenda *agenda, const Participant *participant)
{
    const GPtrArray *all = agenda_sessions_of_participant(agenda, participant);
    GPtrArray *rivals = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        /* A paper or a comment needs nobody in the room. */
        if (can_clash(all->pdata[i]) && needs_presence(all->pdata[i], participant)) {
            g_ptr_array_add(rivals, all->pdata[i]);
        }
    }
    return rivals;
}

static void add_of_participants(GPtrArray *clashes, const Agenda *agenda,
                                const GPtrArray *participants, ClashKind kind)
{
    for (guint i = 0; i < participants->len; i++) {
        const Participant *participant = participants->pdata[i];
        g_autoptr(GPtrArray) rivals = dup_rivals_for(agenda, participant);
        for (guint j = find_overlaps(rivals, participant->delegation, clashes); j < clashes->len;
             j++) {
            Clash *clash = clashes->pdata[j];
            clash->kind = kind;
            clash->participant = participant;
        }
    }
}

GPtrArray *clash_list(const Agenda *agenda)
{
    GPtrArray *clashes = g_ptr_array_new_with_free_func(clash_free);

    for (guint i = 0; i < agenda->rooms->len; i++) {
        const Room *room = agenda->rooms->pdata[i];
        g_autoptr(GPtrArray) rivals = dup_rivals_for_room(agenda, room);
        for (guint j = find_overlaps(rivals, 1, clashes); j < clashes->len; j++) {
            Clash *clash = clashes->pdata[j];
            clash->kind = CLASH_KIND_ROOM;
            clash->room = room;
        }
    }
    add_of_participants(clashes, agenda, agenda->agencies, CLASH_KIND_AGENCY);
    add_of_participants(clashes, agenda, agenda->people, CLASH_KIND_PERSON);
    return clashes;
}

/* --- finding them by their sessions ------------------------------------------------------ */

struct ClashIndex {
    GPtrArray *clashes;
    GHashTable *of_session; /* const Session * → GPtrArray of const Clash * */
};

static void add_to_index(ClashIndex *index, const Session *session, Clash *clash)
{
    GPtrArray *clashes = g_hash_table_lookup(index->of_session, session);

    if (clashes == NULL) {
        clashes = g_ptr_array_new();
        g_hash_table_insert(index->of_session, (gpointer)session, clashes);
    }
    g_ptr_array_add(clashes, clash);
}

ClashIndex *clash_index_new(const Agenda *agenda)
{
    ClashIndex *index = g_new0(ClashIndex, 1);

    index->clashes = clash_list(agenda);
    index->of_session = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < index->clashes->len; i++) {
        Clash *clash = index->clashes->pdata[i];
        for (guint j = 0; j < clash->sessions->len; j++) {
            add_to_index(index, clash->sessions->pdata[j], clash);
        }
    }
    return index;
}

void clash_index_free(ClashIndex *index)
{
    if (index != NULL) {
        g_hash_table_unref(index->of_session);
        g_ptr_array_unref(index->clashes);
        g_free(index);
    }
}

const GPtrArray *clash_index_find(const ClashIndex *index, const Session *session)
{
    return g_hash_table_lookup(index->of_session, session);
}

/* --- telling ----------------------------------------------------------------------------- */

/* "Wednesday 11 July 2007, 09:00–12:00" */
static char *clash_time(const Clash *clash)
{
    g_autofree char *day = civil_date_to_words(civil_date_of(clash->start));
    g_autofree char *hours = civil_hours_to_text(clash->start, clash->end);

    return g_strdup_printf("%s, %s", day, hours);
}

/* Appends the roles that need the participant in the room, each once: "rapporteur; speaker,
 * requested". */
static void append_roles(GString *out, const Session *session, const Participant *participant)
{
    const char *separator = "";

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (!contribution->role->present ||
            !contribution_is_first_in_role(session, i, participant)) {
            continue;
        }
        g_string_append_printf(out, "%s%s", separator, contribution->role->id);
        if (contribution->status != CONTRIBUTION_STATUS_CONFIRMED) {
            g_string_append_printf(out, ", %s", contribution_status_word(contribution->status));
        }
        separator = "; ";
    }
}

/* "1.3 (rapporteur), 3.4 (speaker)"; without roles where a room clashes. */
static char *clash_sessions(const Clash *clash)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < clash->sessions->len; i++) {
        const Session *session = clash->sessions->pdata[i];
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", session->id);
        if (clash->participant != NULL) {
            g_string_append(out, " (");
            append_roles(out, session, clash->participant);
            g_string_append(out, ")");
        }
    }
    return g_string_free(out, FALSE);
}

/* The place of the session that comes last in the file: probably the one just added. */
static Place clash_place(const Clash *clash)
{
    Place last = { 0 };

    for (guint i = 0; i < clash->sessions->len; i++) {
        Place place = ((const Session *)clash->sessions->pdata[i])->place;
        if (place.line > last.line || (place.line == last.line && place.column > last.column)) {
            last = place;
        }
    }
    return last;
}

void clash_report(const Agenda *agenda, Findings *findings)
{
    g_autoptr(GPtrArray) clashes = clash_list(agenda);

    for (guint i = 0; i < clashes->len; i++) {
        const Clash *clash = clashes->pdata[i];
        g_autofree char *time = clash_time(clash);
        g_autofree char *sessions = clash_sessions(clash);
        switch (clash->kind) {
        case CLASH_KIND_ROOM:
            findings_add(findings, SEVERITY_WARNING, clash_place(clash), "room-clash", NULL,
                         "room %s is used %u times at once on %s: %s", clash->room->id,
                         clash->sessions->len, time, sessions);
            break;
        case CLASH_KIND_AGENCY:
            findings_add(findings, SEVERITY_WARNING, clash_place(clash), "agency-clash", NULL,
                         "%s is needed in %u sessions at once on %s: %s; its delegation is %u",
                         participant_label(clash->participant), clash->sessions->len, time,
                         sessions, clash->participant->delegation);
            break;
        case CLASH_KIND_PERSON:
            findings_add(findings, SEVERITY_WARNING, clash_place(clash), "person-clash", NULL,
                         "%s is needed in %u sessions at once on %s: %s",
                         participant_label(clash->participant), clash->sessions->len, time,
                         sessions);
            break;
        }
    }
}
