#include "file/contribution_reader.h"

#include "base/clip.h"

/* 'the agency "ilo"', 'the person "jane" for the agency "ilo"'; the caller owns it. */
static char *dup_who(const Contribution *contribution)
{
    const Participant *agency = contribution->agency;
    const Participant *person = contribution->person;

    if (person == NULL) {
        return g_strdup_printf("the agency \"%s\"", agency->id);
    }
    return agency != NULL
               ? g_strdup_printf("the person \"%s\" for the agency \"%s\"", person->id, agency->id)
               : g_strdup_printf("the person \"%s\"", person->id);
}

/* --- to a session ------------------------------------------------------------------------ */

static void read_contribution(Reader *reader, const Node *item, gpointer user)
{
    Session *session = user;
    Contribution draft = { .session = session, .place = node_place(item) };
    Fields fields;

    fields_read(reader, item, &SCHEMA_CONTRIBUTION, &draft, &fields);
    /* Whatever is missing or wrong is reported already. */
    if ((draft.agency == NULL && draft.person == NULL) || draft.role == NULL) {
        return;
    }
    /* The set compares agency, person and role only, so the draft is its own key. */
    const Contribution *first = g_hash_table_lookup(reader->contributions, &draft);
    if (first != NULL) {
        g_autofree char *who = dup_who(&draft);
        reader_error(reader, item, "duplicate-contribution", NULL,
                     "%s has the role \"%s\" in this session already, on line %u", who,
                     draft.role->id, first->place.line);
        return;
    }
    Contribution *contribution = agenda_add_contribution(reader->agenda, session);
    *contribution = draft;
    g_hash_table_add(reader->contributions, contribution);
}

void contribution_reader_read(Reader *reader, const Fields *fields, Session *session)
{
    g_hash_table_remove_all(reader->contributions);
    fields_read_list(reader, fields, "contributions", read_contribution, session);
}

/* --- to the conference as a whole -------------------------------------------------------- */

static void set_timing(Reader *reader, const Fields *fields, Preparation *preparation)
{
    const Node *due = fields_good_node(fields, "due");

    if (fields_good_node(fields, "date") == NULL) {
        /* Both keys share the member `date`, so it holds whichever was given. */
        preparation->timing = due != NULL ? PREPARATION_DUE : PREPARATION_UNDATED;
        return;
    }
    preparation->timing = PREPARATION_DATE;
    if (due != NULL) {
        reader_error(reader, due, "date-and-due", NULL,
                     "a preparation has \"date\" (it takes place that day) or \"due\" (it has to "
                     "be there by that day), not both");
    }
}

static void check_unique(Reader *reader, const Node *node, const Preparation *preparation)
{
    g_autofree char *key = preparation_dup_key(preparation);
    const Preparation *first = g_hash_table_lookup(reader->preparations, key);

    if (first == NULL) {
        /* Keyed as in the history, where two of them would be one. */
        g_hash_table_insert(reader->preparations, g_steal_pointer(&key), (gpointer)preparation);
    } else if (preparation->id != NULL) {
        reader_error(reader, node, "duplicate-id", NULL,
                     "there is a preparation \"%s\" already, on line %u", preparation->id,
                     first->place.line);
    } else {
        g_autofree char *shown = clip_dup(key);
        reader_error(reader, node, "duplicate-preparation",
                     g_strdup("an \"id\" tells the two apart"),
                     "there is a preparation of the same agency,%s role and title already, on "
                     "line %u: %s",
                     preparation->person != NULL ? " person," : "", first->place.line, shown);
    }
}

void contribution_reader_read_preparation(Reader *reader, const Node *item,
                                          G_GNUC_UNUSED gpointer user)
{
    Preparation draft = { .place = node_place(item) };
    Fields fields;

    fields_read(reader, item, &SCHEMA_PREPARATION, &draft, &fields);
    set_timing(reader, &fields, &draft);
    if ((draft.agency == NULL && draft.person == NULL) || draft.role == NULL) {
        return;
    }
    Preparation *preparation = agenda_add_preparation(reader->agenda);
    const Node *id = fields_good_node(&fields, "id");
    *preparation = draft;
    /* The error belongs at the id, if there is one. */
    check_unique(reader, id != NULL ? id : item, preparation);
}
