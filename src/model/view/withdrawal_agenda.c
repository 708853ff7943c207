#include "model/view/withdrawal.h"

#include <string.h>

#include "model/agenda/agenda_extract.h"
#include "model/view/withdrawal_parts.h"

/* --- what is left ------------------------------------------------------------------------ */

static Text placeholder_text(Agenda *to)
{
    TextVariant only = { NULL, WITHDRAWAL_PLACEHOLDER };

    return agenda_intern_text(to, &only, 1);
}

/* Takes a value out; what must not be absent becomes the placeholder. */
static void clear_field(Agenda *to, const SchemaField *field, gpointer record)
{
    gpointer member = schema_field_member(field, record);

    switch (field->type) {
    case FIELD_TYPE_STRING:
        *(const char **)member =
            *(const char **)member != NULL ? agenda_intern(to, WITHDRAWAL_PLACEHOLDER) : NULL;
        break;
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        *(Text *)member = field->required != 0 ? placeholder_text(to) : (Text){ 0 };
        break;
    case FIELD_TYPE_URL:
    case FIELD_TYPE_EMAIL:
    case FIELD_TYPE_GEO:
    case FIELD_TYPE_ORIGINS:
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PART:
    case FIELD_TYPE_PARTS:
        schema_field_clear(field, record);
        break;
    case FIELD_TYPE_REFERENCE:
        /* Somebody must have contributed it. */
        *(gconstpointer *)member =
            field->required != 0 || field->one_of ? *(const gconstpointer *)member : NULL;
        break;
    default:
        break; /* a plain value; words such as a visibility must stay */
    }
}

/* Only the languages in which a text holds the words become the placeholder. */
static Text replace_variants(const Withdrawal *withdrawal, Agenda *to, const Text *text)
{
    g_autofree TextVariant *variants = g_new(TextVariant, text->n_variants);

    for (guint i = 0; i < text->n_variants; i++) {
        bool is_taken_out = withdrawal_has_words(withdrawal, text->variants[i].value);
        variants[i].lang = text->variants[i].lang;
        variants[i].value = is_taken_out ? WITHDRAWAL_PLACEHOLDER : text->variants[i].value;
    }
    Text replaced = agenda_intern_text(to, variants, text->n_variants);
    replaced.shown = text->shown;
    return replaced;
}

/* Takes the items that hold the words out of a list. */
static void thin_list(const Withdrawal *withdrawal, const SchemaField *field, GPtrArray *list)
{
    for (guint i = list->len; i > 0; i--) {
        if (withdrawal_has_words_in_item(withdrawal, field, list->pdata[i - 1])) {
            g_ptr_array_remove_index(list, i - 1);
        }
    }
}

static void replace_words(const Withdrawal *withdrawal, Agenda *to, const SchemaField *field,
                          gpointer record)
{
    gpointer member = schema_field_member(field, record);

    if (!withdrawal_has_words_in(withdrawal, field, record)) {
        return;
    }
    switch (field->type) {
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        *(Text *)member = replace_variants(withdrawal, to, member);
        break;
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PARTS:
        thin_list(withdrawal, field, *(GPtrArray **)member);
        break;
    default:
        clear_field(to, field, record);
    }
}

/* Gives a preparation an id in the place of its title. */
static void rename_preparation(Withdrawal *withdrawal, Agenda *to, Preparation *preparation,
                               const char *key)
{
    const char *id = g_hash_table_lookup(withdrawal->renamed, key);

    if (id == NULL) {
        char *made = g_strdup_printf("%s%u", withdrawal->id_prefix,
                                     g_hash_table_size(withdrawal->renamed) + 1);
        g_hash_table_insert(withdrawal->renamed, g_strdup(key), made);
        id = made;
    }
    preparation->id = agenda_intern(to, id);
}

static void edit_preparation(Withdrawal *withdrawal, Agenda *to, Preparation *preparation,
                             const char *key, bool is_taken_out)
{
    g_autofree char *now = NULL;

    if (is_taken_out) {
        preparation->title = placeholder_text(to);
    }
    now = preparation_dup_key(preparation);
    if (strcmp(now, key) != 0) {
        rename_preparation(withdrawal, to, preparation, key);
    }
}

static void edit(Agenda *to, const SchemaRecord *schema, gpointer copy, gconstpointer record,
                 gpointer data)
{
    Withdrawal *withdrawal = data;

    if (!withdrawal_reaches(withdrawal, schema, record)) {
        return;
    }
    bool is_preparation = schema == &SCHEMA_PREPARATION;
    g_autofree char *key = is_preparation ? preparation_dup_key(record) : NULL;
    bool all = withdrawal_takes_all(withdrawal, schema, record);
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (all || withdrawal_takes_value(withdrawal, schema, &schema->fields[i], record)) {
            clear_field(to, &schema->fields[i], copy);
        } else {
            replace_words(withdrawal, to, &schema->fields[i], copy);
        }
    }
    if (is_preparation) {
        edit_preparation(withdrawal, to, copy, key, all);
    }
}

/* --- agendas ----------------------------------------------------------------------------- */

static bool has_every_session(G_GNUC_UNUSED const Session *session, G_GNUC_UNUSED gpointer data)
{
    return true;
}

static bool has_every_preparation(G_GNUC_UNUSED const Preparation *preparation,
                                  G_GNUC_UNUSED gpointer data)
{
    return true;
}

/* A private session is seen by those who contribute, and there must be somebody: their names stay
 * there, and nothing else of what they contribute. */
static bool keeps_contribution(const Contribution *contribution, gpointer data)
{
    return !withdrawal_takes_contribution(data, contribution) ||
           contribution->session->visibility != VISIBILITY_PUBLIC;
}

Agenda *withdrawal_redact(Withdrawal *withdrawal, const Agenda *agenda)
{
    ExtractRule rule = {
        .has_session = has_every_session,
        .has_contribution = keeps_contribution,
        .has_preparation = has_every_preparation,
        .edit = edit,
        .data = withdrawal,
        .with_all_names = true,
    };

    return agenda_extract(agenda, &rule);
}

static bool has_contribution(const Contribution *contribution, gpointer data)
{
    return !withdrawal_takes_contribution(data, contribution);
}

/* Nobody would see a private session without contributions. */
static bool has_viewers(const Withdrawal *withdrawal, const Session *session)
{
    bool any = session->visibility == VISIBILITY_PUBLIC;

    for (guint i = 0; i < session->contributions->len && !any; i++) {
        any = !withdrawal_takes_contribution(withdrawal, session->contributions->pdata[i]);
    }
    return any;
}

static bool keeps_session(const Session *session, gpointer data)
{
    const Withdrawal *withdrawal = data;

    return withdrawal->kind != WITHDRAWAL_AGENDA &&
           (withdrawal->kind != WITHDRAWAL_SESSION || strcmp(session->id, withdrawal->id) != 0) &&
           has_viewers(withdrawal, session);
}

/* Whether an id was given in the place of a key that is withdrawn. */
static bool is_renamed(const Withdrawal *withdrawal, const Preparation *preparation)
{
    const char *id = g_hash_table_lookup(withdrawal->renamed, withdrawal->id);

    return id != NULL && g_strcmp0(preparation->id, id) == 0;
}

static bool keeps_preparation(const Preparation *preparation, gpointer data)
{
    const Withdrawal *withdrawal = data;

    switch (withdrawal->kind) {
    case WITHDRAWAL_PREPARATION:
        return !is_renamed(withdrawal, preparation) &&
               !withdrawal_key_is_of(preparation, withdrawal->id);
    case WITHDRAWAL_AGENCY:
    case WITHDRAWAL_PERSON:
        return !withdrawal_takes_contributor(withdrawal, preparation_by(preparation));
    case WITHDRAWAL_AGENDA:
        return false;
    default:
        return true;
    }
}

static bool keeps_participant(const Participant *participant, gpointer data)
{
    bool is_person = participant->named == NAMED_PERSON;
    Contributor who = { is_person ? NULL : participant, is_person ? participant : NULL };

    return !withdrawal_takes_contributor(data, who);
}

Agenda *withdrawal_drop(Withdrawal *withdrawal, Agenda *take_redacted)
{
    g_autoptr(Agenda) redacted = take_redacted;
    ExtractRule rule = {
        .has_session = keeps_session,
        .has_contribution = has_contribution,
        .has_preparation = keeps_preparation,
        .has_participant = keeps_participant,
        .data = withdrawal,
        .with_all_names = withdrawal->kind != WITHDRAWAL_AGENDA,
    };

    return agenda_extract(redacted, &rule);
}

/* --- what has become private -------------------------------------------------------------- */

/* Whether somebody's part in a session is seen by themselves alone. */
static bool is_private_part(const Session *session, const Participant *participant)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (contributor_is(contribution_by(contribution), participant)) {
            if (contribution->visibility == VISIBILITY_PUBLIC) {
                return false;
            }
            any = true;
        }
    }
    return any;
}

static void list_private_parts(GPtrArray *list, const Session *before, const Session *after)
{
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < before->contributions->len; i++) {
        const Participant *participant =
            contributor_main(contribution_by(before->contributions->pdata[i]));
        if (g_hash_table_add(done, (gpointer)participant) && is_private_part(after, participant)) {
            g_autofree char *key = participant_dup_key(participant);
            g_ptr_array_add(list, withdrawal_new(WITHDRAWAL_CONTRIBUTION, before->id, key));
        }
    }
}

static bool is_private_preparation(const Agenda *whole, const char *key)
{
    for (guint i = 0; i < whole->preparations->len; i++) {
        const Preparation *preparation = whole->preparations->pdata[i];
        if (preparation->visibility != VISIBILITY_PUBLIC &&
            withdrawal_key_is_of(preparation, key)) {
            return true;
        }
    }
    return false;
}

GPtrArray *withdrawal_list_private(const Agenda *public_before, const Agenda *whole)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)withdrawal_free);

    for (guint i = 0; i < public_before->sessions->len; i++) {
        const Session *before = public_before->sessions->pdata[i];
        const Session *after = agenda_find_session(whole, before->id);
        if (after != NULL && after->visibility != VISIBILITY_PUBLIC) {
            g_ptr_array_add(list, withdrawal_new(WITHDRAWAL_SESSION, before->id, NULL));
        } else if (after != NULL) {
            list_private_parts(list, before, after);
        }
    }
    for (guint i = 0; i < public_before->preparations->len; i++) {
        g_autofree char *key = preparation_dup_key(public_before->preparations->pdata[i]);
        if (is_private_preparation(whole, key)) {
            g_ptr_array_add(list, withdrawal_new(WITHDRAWAL_PREPARATION, key, NULL));
        }
    }
    return list;
}
