#include "file/contribution_reader.h"

#include "base/clip.h"
#include "file/references.h"
#include "file/texts.h"
#include "file/values.h"

/* --- to a session ------------------------------------------------------------------------ */

static const Field CONTRIBUTION_FIELDS[] = {
    { "agency", references_read_agency, offsetof(Contribution, agency), true },
    { "role", references_read_role, offsetof(Contribution, role), true },
    { "status", values_read_contribution_status, offsetof(Contribution, status), false },
    { "visibility", values_read_visibility, offsetof(Contribution, visibility), false },
    { "note", texts_read_line, offsetof(Contribution, note), false },
};

static const Record CONTRIBUTION = { "a contribution", CONTRIBUTION_FIELDS,
                                     G_N_ELEMENTS(CONTRIBUTION_FIELDS) };

static void read_contribution(Reader *reader, const Node *item, gpointer user)
{
    Session *session = user;
    Contribution draft = { .session = session, .place = node_place(item) };

    fields_read(reader, item, &CONTRIBUTION, &draft);
    if (draft.agency == NULL || draft.role == NULL) {
        return;
    }
    const Contribution *first = g_hash_table_lookup(reader->contributions, &draft);
    if (first != NULL) {
        reader_error(reader, item, "duplicate-contribution", NULL,
                     "the agency \"%s\" has the role \"%s\" in this session already, on line %u",
                     draft.agency->id, draft.role->id, first->place.line);
        return;
    }
    Contribution *contribution = agenda_add_contribution(reader->agenda, session);
    *contribution = draft;
    g_hash_table_add(reader->contributions, contribution);
}

void contribution_reader_read(Reader *reader, const Node *list, Session *session)
{
    g_hash_table_remove_all(reader->contributions);
    fields_read_list(reader, "contributions", list, read_contribution, session);
}

/* --- to the conference as a whole -------------------------------------------------------- */

typedef struct PreparationDraft {
    IdValue id;
    Preparation preparation;
    DateValue date;
    DateValue due;
} PreparationDraft;

static const Field PREPARATION_FIELDS[] = {
    { "id", values_read_code, offsetof(PreparationDraft, id), false },
    { "agency", references_read_agency, offsetof(PreparationDraft, preparation.agency), true },
    { "role", references_read_role, offsetof(PreparationDraft, preparation.role), true },
    { "status", values_read_contribution_status, offsetof(PreparationDraft, preparation.status),
      false },
    { "visibility", values_read_visibility, offsetof(PreparationDraft, preparation.visibility),
      false },
    { "title", texts_read_line, offsetof(PreparationDraft, preparation.title), false },
    { "note", texts_read_line, offsetof(PreparationDraft, preparation.note), false },
    { "url", texts_read_url, offsetof(PreparationDraft, preparation.url), false },
    { "date", values_read_date, offsetof(PreparationDraft, date), false },
    { "due", values_read_date, offsetof(PreparationDraft, due), false },
};

static const Record PREPARATION = { "a preparation", PREPARATION_FIELDS,
                                    G_N_ELEMENTS(PREPARATION_FIELDS) };

static void set_timing(Reader *reader, const PreparationDraft *draft, Preparation *preparation)
{
    if (draft->date.node != NULL && draft->due.node != NULL) {
        reader_error(reader, draft->due.node, "date-and-due", NULL,
                     "a preparation has \"date\" (it takes place that day) or \"due\" (it has to "
                     "be there by that day), not both");
    } else if (draft->date.node != NULL) {
        preparation->timing = PREPARATION_DATE;
        preparation->date = draft->date.date;
    } else if (draft->due.node != NULL) {
        preparation->timing = PREPARATION_DUE;
        preparation->date = draft->due.date;
    }
}

static void check_unique(Reader *reader, const Node *node, const Preparation *preparation)
{
    g_autofree char *key = preparation_dup_key(preparation);
    const Preparation *first = g_hash_table_lookup(reader->preparations, key);

    if (first == NULL) {
        g_hash_table_insert(reader->preparations, g_steal_pointer(&key), (gpointer)preparation);
    } else if (preparation->id != NULL) {
        reader_error(reader, node, "duplicate-id", NULL,
                     "there is a preparation \"%s\" already, on line %u", preparation->id,
                     first->place.line);
    } else {
        g_autofree char *shown = clip_dup(key);
        reader_error(reader, node, "duplicate-preparation",
                     g_strdup("an \"id\" tells the two apart"),
                     "there is a preparation of the same agency, role and title already, on "
                     "line %u: %s",
                     first->place.line, shown);
    }
}

static void read_preparation(Reader *reader, const Node *item, gpointer user)
{
    PreparationDraft draft = { .preparation = { .place = node_place(item) } };

    (void)user;
    fields_read(reader, item, &PREPARATION, &draft);
    set_timing(reader, &draft, &draft.preparation);
    if (draft.preparation.agency == NULL || draft.preparation.role == NULL) {
        return;
    }
    Preparation *preparation = agenda_add_preparation(reader->agenda);
    *preparation = draft.preparation;
    preparation->id = agenda_intern(reader->agenda, draft.id.text);
    check_unique(reader, draft.id.node == NULL ? item : draft.id.node, preparation);
}

void contribution_reader_read_preparations(Reader *reader, const Field *field, const Node *value,
                                           gpointer out)
{
    fields_read_list(reader, field->key, value, read_preparation, out);
}
