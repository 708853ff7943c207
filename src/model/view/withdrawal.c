#include "model/view/withdrawal.h"

#include <string.h>

#include "base/fold.h"
#include "model/view/withdrawal_parts.h"

Withdrawal *withdrawal_new(WithdrawalKind kind, const char *what, const char *key)
{
    Withdrawal *withdrawal = g_new0(Withdrawal, 1);

    withdrawal->kind = kind;
    withdrawal->id = kind != WITHDRAWAL_TEXT ? g_strdup(what) : NULL;
    withdrawal->words = kind == WITHDRAWAL_TEXT ? fold_dup(what) : NULL;
    withdrawal->key = g_strdup(key);
    withdrawal->id_prefix = g_strdup("withdrawn-");
    withdrawal->renamed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return withdrawal;
}

void withdrawal_free(Withdrawal *withdrawal)
{
    if (withdrawal == NULL) {
        return;
    }
    g_hash_table_unref(withdrawal->renamed);
    g_free(withdrawal->id_prefix);
    g_free(withdrawal->words);
    g_free(withdrawal->key);
    g_free(withdrawal->id);
    g_free(withdrawal);
}

char *withdrawal_dup_id_prefix(guint number)
{
    return g_strdup_printf("withdrawn-%u-", number);
}

void withdrawal_set_id_prefix(Withdrawal *withdrawal, const char *prefix)
{
    g_free(withdrawal->id_prefix);
    withdrawal->id_prefix = g_strdup(prefix);
}

/* --- words ------------------------------------------------------------------------------- */

bool withdrawal_has_words(const Withdrawal *withdrawal, const char *text)
{
    if (withdrawal->words == NULL || text == NULL) {
        return false;
    }
    g_autofree char *folded = fold_dup(text);
    return strstr(folded, withdrawal->words) != NULL;
}

bool withdrawal_took_preparation(const Preparation *preparation)
{
    const Text *title = &preparation->title;

    return title->n_variants == 1 &&
           strcmp(title->variants[0].value, WITHDRAWAL_PLACEHOLDER) == 0 &&
           preparation->note.n_variants == 0 && preparation->url == NULL;
}

static const char *const KIND_WORDS[] = {
    [WITHDRAWAL_SESSION] = "session",         [WITHDRAWAL_CONTRIBUTION] = "contribution",
    [WITHDRAWAL_AGENCY] = "agency",           [WITHDRAWAL_PERSON] = "person",
    [WITHDRAWAL_PREPARATION] = "preparation", [WITHDRAWAL_TEXT] = "text",
    [WITHDRAWAL_AGENDA] = "agenda",
};

const char *withdrawal_kind_word(WithdrawalKind kind)
{
    return KIND_WORDS[kind];
}

bool withdrawal_kind_parse(const char *word, WithdrawalKind *out_kind)
{
    for (guint kind = 0; kind < G_N_ELEMENTS(KIND_WORDS); kind++) {
        if (strcmp(word, KIND_WORDS[kind]) == 0) {
            *out_kind = (WithdrawalKind)kind;
            return true;
        }
    }
    return false;
}

/* --- what is reached --------------------------------------------------------------------- */

static bool is_session(const SchemaRecord *schema)
{
    return schema->fields == SCHEMA_SESSIONS[SESSION_KIND_SESSION].fields;
}

bool withdrawal_key_is_of(const Preparation *preparation, const char *key)
{
    g_autofree char *own = preparation_dup_key(preparation);

    return strcmp(own, key) == 0;
}

/* Of the agency or the person that is withdrawn. */
static const SchemaRecord *named_schema(const Withdrawal *withdrawal)
{
    return withdrawal->kind == WITHDRAWAL_PERSON ? &SCHEMA_PERSON : &SCHEMA_AGENCY;
}

bool withdrawal_takes_contributor(const Withdrawal *withdrawal, Contributor who)
{
    const Participant *participant = withdrawal->kind == WITHDRAWAL_AGENCY   ? who.agency
                                     : withdrawal->kind == WITHDRAWAL_PERSON ? who.person
                                                                             : NULL;

    return participant != NULL && strcmp(participant->id, withdrawal->id) == 0;
}

/* Whether all that a contribution says is taken out. */
bool withdrawal_takes_contribution(const Withdrawal *withdrawal, const Contribution *contribution)
{
    switch (withdrawal->kind) {
    case WITHDRAWAL_SESSION:
        return strcmp(contribution->session->id, withdrawal->id) == 0;
    case WITHDRAWAL_CONTRIBUTION:
        return strcmp(contribution->session->id, withdrawal->id) == 0 &&
               contributor_has_key(contribution_by(contribution), withdrawal->key);
    case WITHDRAWAL_AGENCY:
    case WITHDRAWAL_PERSON:
        return withdrawal_takes_contributor(withdrawal, contribution_by(contribution));
    case WITHDRAWAL_AGENDA:
        return true;
    case WITHDRAWAL_PREPARATION:
    case WITHDRAWAL_TEXT:
        return false;
    }
    g_assert_not_reached();
}

/* Whether all that a record says is taken out. */
bool withdrawal_takes_all(const Withdrawal *withdrawal, const SchemaRecord *schema,
                          gconstpointer record)
{
    if (schema == &SCHEMA_CONTRIBUTION) {
        return withdrawal_takes_contribution(withdrawal, record);
    }
    switch (withdrawal->kind) {
    case WITHDRAWAL_SESSION:
        return is_session(schema) && strcmp(schema_id(schema, record), withdrawal->id) == 0;
    case WITHDRAWAL_AGENCY:
    case WITHDRAWAL_PERSON:
        return (schema == named_schema(withdrawal) &&
                strcmp(schema_id(schema, record), withdrawal->id) == 0) ||
               (schema == &SCHEMA_PREPARATION &&
                withdrawal_takes_contributor(withdrawal, preparation_by(record)));
    case WITHDRAWAL_PREPARATION:
        return schema == &SCHEMA_PREPARATION && withdrawal_key_is_of(record, withdrawal->id);
    case WITHDRAWAL_AGENDA:
        return true;
    case WITHDRAWAL_CONTRIBUTION:
    case WITHDRAWAL_TEXT:
        return false;
    }
    g_assert_not_reached();
}

bool withdrawal_takes_value(const Withdrawal *withdrawal, const SchemaRecord *schema,
                            const SchemaField *field, gconstpointer record)
{
    const Participant *agency =
        schema == &SCHEMA_PERSON ? ((const Participant *)record)->agency : NULL;

    return field->of == &SCHEMA_AGENCY &&
           withdrawal_takes_contributor(withdrawal, (Contributor){ .agency = agency });
}

static bool text_has_words(const Withdrawal *withdrawal, const Text *text)
{
    for (guint i = 0; i < text->n_variants; i++) {
        if (withdrawal_has_words(withdrawal, text->variants[i].value)) {
            return true;
        }
    }
    return false;
}

static bool part_has_words(const Withdrawal *withdrawal, const SchemaRecord *schema,
                           gconstpointer part)
{
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (withdrawal_has_words_in(withdrawal, &schema->fields[i], part)) {
            return true;
        }
    }
    return false;
}

/* A term that the file does not list is known by what it says; other ids are no texts. */
bool withdrawal_has_words_in_item(const Withdrawal *withdrawal, const SchemaField *field,
                                  gconstpointer item)
{
    if (field->type == FIELD_TYPE_PART || field->type == FIELD_TYPE_PARTS) {
        return part_has_words(withdrawal, field->of, item);
    }
    return item != NULL && field->of->named >= NAMED_TYPE &&
           ((const Term *)item)->label.n_variants == 0 &&
           withdrawal_has_words(withdrawal, ((const Term *)item)->id);
}

static bool list_has_words(const Withdrawal *withdrawal, const SchemaField *field,
                           const GPtrArray *list)
{
    for (guint i = 0; list != NULL && i < list->len; i++) {
        if (withdrawal_has_words_in_item(withdrawal, field, list->pdata[i])) {
            return true;
        }
    }
    return false;
}

/* Ids, which are names of files and parts of addresses, are no texts. */
bool withdrawal_has_words_in(const Withdrawal *withdrawal, const SchemaField *field,
                             gconstpointer record)
{
    gconstpointer member = schema_field_member(field, (gpointer)record);

    switch (field->type) {
    case FIELD_TYPE_STRING:
    case FIELD_TYPE_URL:
    case FIELD_TYPE_EMAIL:
    case FIELD_TYPE_ORIGINS:
        return withdrawal_has_words(withdrawal, *(const char *const *)member);
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return text_has_words(withdrawal, member);
    case FIELD_TYPE_REFERENCE:
        return withdrawal_has_words_in_item(withdrawal, field, *(const gconstpointer *)member);
    case FIELD_TYPE_REFERENCES:
    case FIELD_TYPE_PARTS:
        return list_has_words(withdrawal, field, *(GPtrArray *const *)member);
    case FIELD_TYPE_PART:
        return withdrawal_has_words_in_item(withdrawal, field, member);
    default:
        return false;
    }
}

/* A role that is as it is built in says nothing of this conference. */
static bool is_built_in(const SchemaRecord *schema, gconstpointer record)
{
    return schema->named == NAMED_ROLE && schema->fields == SCHEMA_ROLES[ROLE_FORM_NEW].fields &&
           role_is_as_built_in(record);
}

bool withdrawal_reaches(const Withdrawal *withdrawal, const SchemaRecord *schema,
                        gconstpointer record)
{
    if (is_built_in(schema, record)) {
        return false;
    }
    bool any = withdrawal_takes_all(withdrawal, schema, record);
    for (gsize i = 0; i < schema->n_fields && !any; i++) {
        any = withdrawal_has_words_in(withdrawal, &schema->fields[i], record) ||
              withdrawal_takes_value(withdrawal, schema, &schema->fields[i], record);
    }
    return any;
}

bool withdrawal_names_part_of(const Withdrawal *withdrawal, const Agenda *agenda)
{
    switch (withdrawal->kind) {
    case WITHDRAWAL_SESSION:
        return agenda_find_session(agenda, withdrawal->id) != NULL;
    case WITHDRAWAL_CONTRIBUTION: {
        const Session *session = agenda_find_session(agenda, withdrawal->id);
        return session != NULL &&
               session_has_participant(session, participant_find(agenda, withdrawal->key));
    }
    case WITHDRAWAL_AGENCY:
        return agenda_find_agency(agenda, withdrawal->id) != NULL;
    case WITHDRAWAL_PERSON:
        return agenda_find_person(agenda, withdrawal->id) != NULL;
    case WITHDRAWAL_PREPARATION:
        for (guint i = 0; i < agenda->preparations->len; i++) {
            if (withdrawal_key_is_of(agenda->preparations->pdata[i], withdrawal->id)) {
                return true;
            }
        }
        return false;
    case WITHDRAWAL_TEXT:
    case WITHDRAWAL_AGENDA:
        return true;
    }
    g_assert_not_reached();
}
