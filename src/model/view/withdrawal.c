#include "model/view/withdrawal.h"

#include <string.h>

#include "model/agenda/agenda_extract.h"

Withdrawal *withdrawal_new(WithdrawalKind kind, const char *what, const char *agency)
{
    Withdrawal *withdrawal = g_new0(Withdrawal, 1);

    withdrawal->kind = kind;
    withdrawal->id = kind != WITHDRAWAL_TEXT ? g_strdup(what) : NULL;
    withdrawal->words = kind == WITHDRAWAL_TEXT ? withdrawal_fold(what) : NULL;
    withdrawal->agency = g_strdup(agency);
    withdrawal->id_prefix = g_strdup("withdrawn");
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
    g_free(withdrawal->agency);
    g_free(withdrawal->id);
    g_free(withdrawal);
}

void withdrawal_set_id_prefix(Withdrawal *withdrawal, const char *prefix)
{
    g_free(withdrawal->id_prefix);
    withdrawal->id_prefix = g_strdup(prefix);
}

/* --- words ------------------------------------------------------------------------------- */

/* NFKC makes one character of each way to write it, such as a no-break blank and a blank. */
char *withdrawal_fold(const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *small = g_utf8_casefold(composed, -1);
    g_autofree char *again = g_utf8_normalize(small, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *folded = g_string_new(NULL);
    bool is_apart = false;

    for (const char *c = again; *c != '\0'; c = g_utf8_next_char(c)) {
        gunichar character = g_utf8_get_char(c);
        if (g_unichar_isspace(character)) {
            is_apart = true;
            continue;
        }
        if (is_apart && folded->len > 0) {
            g_string_append_c(folded, ' ');
        }
        is_apart = false;
        g_string_append_unichar(folded, character);
    }
    return g_string_free(folded, FALSE);
}

bool withdrawal_has_words(const Withdrawal *withdrawal, const char *text)
{
    if (withdrawal->words == NULL || text == NULL) {
        return false;
    }
    g_autofree char *folded = withdrawal_fold(text);
    return strstr(folded, withdrawal->words) != NULL;
}

static const char *const KIND_WORDS[] = {
    [WITHDRAWAL_SESSION] = "session", [WITHDRAWAL_CONTRIBUTION] = "contribution",
    [WITHDRAWAL_AGENCY] = "agency",   [WITHDRAWAL_PREPARATION] = "preparation",
    [WITHDRAWAL_TEXT] = "text",       [WITHDRAWAL_AGENDA] = "agenda",
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

static bool is_preparation_with_key(const Preparation *preparation, const char *key)
{
    g_autofree char *own = preparation_dup_key(preparation);

    return strcmp(own, key) == 0;
}

/* Whether all that a contribution says is taken out. */
static bool is_contribution(const Withdrawal *withdrawal, const Contribution *contribution)
{
    switch (withdrawal->kind) {
    case WITHDRAWAL_SESSION:
        return strcmp(contribution->session->id, withdrawal->id) == 0;
    case WITHDRAWAL_CONTRIBUTION:
        return strcmp(contribution->session->id, withdrawal->id) == 0 &&
               strcmp(contribution->agency->id, withdrawal->agency) == 0;
    case WITHDRAWAL_AGENCY:
        return strcmp(contribution->agency->id, withdrawal->id) == 0;
    case WITHDRAWAL_AGENDA:
        return true;
    case WITHDRAWAL_PREPARATION:
    case WITHDRAWAL_TEXT:
        return false;
    }
    g_assert_not_reached();
}

/* Whether all that a record says is taken out. */
static bool is_taken_out(const Withdrawal *withdrawal, const SchemaRecord *schema,
                         gconstpointer record)
{
    if (schema == &SCHEMA_CONTRIBUTION) {
        return is_contribution(withdrawal, record);
    }
    switch (withdrawal->kind) {
    case WITHDRAWAL_SESSION:
        return is_session(schema) && strcmp(schema_id(schema, record), withdrawal->id) == 0;
    case WITHDRAWAL_AGENCY:
        return (schema == &SCHEMA_AGENCY &&
                strcmp(schema_id(schema, record), withdrawal->id) == 0) ||
               (schema == &SCHEMA_PREPARATION &&
                strcmp(((const Preparation *)record)->agency->id, withdrawal->id) == 0);
    case WITHDRAWAL_PREPARATION:
        return schema == &SCHEMA_PREPARATION && is_preparation_with_key(record, withdrawal->id);
    case WITHDRAWAL_AGENDA:
        return true;
    case WITHDRAWAL_CONTRIBUTION:
    case WITHDRAWAL_TEXT:
        return false;
    }
    g_assert_not_reached();
}

static bool text_has_words(const Withdrawal *withdrawal, const Text *text)
{
    for (gsize i = 0; i < text->n_variants; i++) {
        if (withdrawal_has_words(withdrawal, text->variants[i].value)) {
            return true;
        }
    }
    return false;
}

/* Ids, which are names of files and parts of addresses, are no texts. */
static bool field_has_words(const Withdrawal *withdrawal, const SchemaField *field,
                            gconstpointer record)
{
    gconstpointer member = schema_field_member(field, (gpointer)record);

    switch (field->type) {
    case FIELD_TYPE_STRING:
    case FIELD_TYPE_URL:
        return withdrawal_has_words(withdrawal, *(const char *const *)member);
    case FIELD_TYPE_LINE:
    case FIELD_TYPE_PROSE:
        return text_has_words(withdrawal, member);
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
    bool any = is_taken_out(withdrawal, schema, record);
    for (gsize i = 0; i < schema->n_fields && !any; i++) {
        any = field_has_words(withdrawal, &schema->fields[i], record);
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
               session_has_agency(session, agenda_find_agency(agenda, withdrawal->agency));
    }
    case WITHDRAWAL_AGENCY:
        return agenda_find_agency(agenda, withdrawal->id) != NULL;
    case WITHDRAWAL_PREPARATION:
        for (guint i = 0; i < agenda->preparations->len; i++) {
            if (is_preparation_with_key(agenda->preparations->pdata[i], withdrawal->id)) {
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
        *(const char **)member = NULL;
        break;
    case FIELD_TYPE_REFERENCE:
        *(gconstpointer *)member = field->required != 0 ? *(const gconstpointer *)member : NULL;
        break;
    default:
        break; /* a plain value; words such as a visibility must stay */
    }
}

/* Only the languages in which a text holds the words become the placeholder. */
static Text replace_variants(const Withdrawal *withdrawal, Agenda *to, const Text *text)
{
    g_autofree TextVariant *variants = g_new(TextVariant, text->n_variants);

    for (gsize i = 0; i < text->n_variants; i++) {
        bool is_taken_out = withdrawal_has_words(withdrawal, text->variants[i].value);
        variants[i].lang = text->variants[i].lang;
        variants[i].value = is_taken_out ? WITHDRAWAL_PLACEHOLDER : text->variants[i].value;
    }
    Text replaced = agenda_intern_text(to, variants, text->n_variants);
    replaced.shown = text->shown;
    return replaced;
}

static void replace_words(const Withdrawal *withdrawal, Agenda *to, const SchemaField *field,
                          gpointer record)
{
    gpointer member = schema_field_member(field, record);

    if (!field_has_words(withdrawal, field, record)) {
        return;
    }
    if (field->type == FIELD_TYPE_LINE || field->type == FIELD_TYPE_PROSE) {
        *(Text *)member = replace_variants(withdrawal, to, member);
    } else {
        clear_field(to, field, record);
    }
}

/* Gives a preparation an id in the place of its title. */
static void rename_preparation(Withdrawal *withdrawal, Agenda *to, Preparation *preparation,
                               const char *key)
{
    const char *id = g_hash_table_lookup(withdrawal->renamed, key);

    if (id == NULL) {
        char *made = g_strdup_printf("%s-%u", withdrawal->id_prefix,
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
    bool all = is_taken_out(withdrawal, schema, record);
    for (gsize i = 0; i < schema->n_fields; i++) {
        if (all) {
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
    return !is_contribution(data, contribution) ||
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
    return !is_contribution(data, contribution);
}

/* Nobody would see a private session without contributions. */
static bool has_viewers(const Withdrawal *withdrawal, const Session *session)
{
    bool any = session->visibility == VISIBILITY_PUBLIC;

    for (guint i = 0; i < session->contributions->len && !any; i++) {
        any = !is_contribution(withdrawal, session->contributions->pdata[i]);
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
               !is_preparation_with_key(preparation, withdrawal->id);
    case WITHDRAWAL_AGENCY:
        return strcmp(preparation->agency->id, withdrawal->id) != 0;
    case WITHDRAWAL_AGENDA:
        return false;
    default:
        return true;
    }
}

static bool keeps_agency(const Agency *agency, gpointer data)
{
    const Withdrawal *withdrawal = data;

    return withdrawal->kind != WITHDRAWAL_AGENCY || strcmp(agency->id, withdrawal->id) != 0;
}

Agenda *withdrawal_drop(Withdrawal *withdrawal, Agenda *take_redacted)
{
    g_autoptr(Agenda) redacted = take_redacted;
    ExtractRule rule = {
        .has_session = keeps_session,
        .has_contribution = has_contribution,
        .has_preparation = keeps_preparation,
        .has_agency = keeps_agency,
        .data = withdrawal,
        .with_all_names = withdrawal->kind != WITHDRAWAL_AGENDA,
    };

    return agenda_extract(redacted, &rule);
}

/* --- what has become private -------------------------------------------------------------- */

/* Whether an agency's part in a session is seen by itself alone. */
static bool is_private_part(const Session *session, const char *agency)
{
    bool any = false;

    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        if (strcmp(contribution->agency->id, agency) == 0) {
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
    for (guint i = 0; i < before->contributions->len; i++) {
        const Contribution *contribution = before->contributions->pdata[i];
        if (session_is_first_of_agency(before, i) &&
            is_private_part(after, contribution->agency->id)) {
            g_ptr_array_add(list, withdrawal_new(WITHDRAWAL_CONTRIBUTION, before->id,
                                                 contribution->agency->id));
        }
    }
}

static bool is_private_preparation(const Agenda *whole, const char *key)
{
    for (guint i = 0; i < whole->preparations->len; i++) {
        const Preparation *preparation = whole->preparations->pdata[i];
        if (preparation->visibility != VISIBILITY_PUBLIC &&
            is_preparation_with_key(preparation, key)) {
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
