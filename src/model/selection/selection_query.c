#include "model/selection/selection_query.h"

#include <string.h>

#include "model/address/id.h"

/* At most this many values of a name are put into words. */
#define MAX_WORDS 4

SelectionQuery *selection_query_new(void)
{
    return g_new0(SelectionQuery, 1);
}

static gpointer copy_id(gconstpointer id, G_GNUC_UNUSED gpointer data)
{
    return g_strdup(id);
}

static GPtrArray *copy_ids(GPtrArray *ids)
{
    GPtrArray *copy = ids != NULL ? g_ptr_array_copy(ids, copy_id, NULL) : NULL;

    if (copy != NULL) {
        g_ptr_array_set_free_func(copy, g_free);
    }
    return copy;
}

SelectionQuery *selection_query_copy(const SelectionQuery *query)
{
    SelectionQuery *copy = selection_query_new();

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        copy->ids[name] = copy_ids(query->ids[name]);
        copy->excluded[name] = copy_ids(query->excluded[name]);
    }
    copy->plenary = query->plenary;
    copy->breaks = query->breaks;
    return copy;
}

void selection_query_free(SelectionQuery *query)
{
    if (query == NULL) {
        return;
    }
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        g_clear_pointer(&query->ids[name], g_ptr_array_unref);
        g_clear_pointer(&query->excluded[name], g_ptr_array_unref);
    }
    g_free(query);
}

static GPtrArray *begin_ids(GPtrArray **ids)
{
    if (*ids == NULL) {
        *ids = g_ptr_array_new_with_free_func(g_free);
    }
    return *ids;
}

void selection_query_add_nothing(SelectionQuery *query, SelectionName name)
{
    begin_ids(&query->ids[name]);
}

/* Adds a value, which it takes. Sorted and without duplicates, so that equal queries have equal
 * texts. */
static void add_id(GPtrArray *ids, char *take_id)
{
    g_autofree char *id = take_id;
    guint place = 0;

    while (place < ids->len && strcmp(ids->pdata[place], id) < 0) {
        place++;
    }
    if (place == ids->len || strcmp(ids->pdata[place], id) != 0) {
        g_ptr_array_insert(ids, (gint)place, g_steal_pointer(&id));
    }
}

void selection_query_add(SelectionQuery *query, SelectionName name, const char *id)
{
    add_id(begin_ids(&query->ids[name]), selection_name_dup_value(name, id));
}

void selection_query_exclude(SelectionQuery *query, SelectionName name, const char *id)
{
    add_id(begin_ids(&query->excluded[name]), selection_name_dup_value(name, id));
}

bool selection_query_narrows(const SelectionQuery *query)
{
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        if (query->ids[name] != NULL || query->excluded[name] != NULL) {
            return true;
        }
    }
    return false;
}

/* --- plenaries and breaks ---------------------------------------------------------------- */

static bool has_kind(const SelectionQuery *query, SessionKind kind)
{
    const GPtrArray *kinds = query->ids[SELECTION_KIND];

    return kinds != NULL && g_ptr_array_find_with_equal_func(
                                (GPtrArray *)kinds, session_kind_word(kind), g_str_equal, NULL);
}

/* A round table or a term alone leaves plenaries out; whoever follows an agency, a person or a
 * role wants them. */
static bool has_plenaries_by_default(const SelectionQuery *query)
{
    bool has_subject = query->ids[SELECTION_ROUND_TABLE] != NULL ||
                       query->ids[SELECTION_TYPE] != NULL || query->ids[SELECTION_TAG] != NULL ||
                       query->ids[SELECTION_LANGUAGE] != NULL;

    return !has_subject || query->ids[SELECTION_AGENCY] != NULL ||
           query->ids[SELECTION_PERSON] != NULL || query->ids[SELECTION_ROLE] != NULL ||
           has_kind(query, SESSION_KIND_PLENARY);
}

static bool chooses(const SelectionQuery *query)
{
    bool any = false;

    for (SelectionName name = 0; name < N_SELECTION_NAMES && !any; name++) {
        any = query->ids[name] != NULL;
    }
    return any;
}

/* A break that is chosen by its id would otherwise not pass. Where nothing is chosen, all is there
 * that is not left out. */
static bool has_breaks_by_default(const SelectionQuery *query)
{
    return !chooses(query) || query->ids[SELECTION_SESSION] != NULL ||
           has_kind(query, SESSION_KIND_BREAK);
}

static bool settle(Choice choice, bool by_default)
{
    return choice == CHOICE_DEFAULT ? by_default : choice == CHOICE_YES;
}

static void forget_default(Choice *choice, bool by_default)
{
    if (settle(*choice, by_default) == by_default) {
        *choice = CHOICE_DEFAULT;
    }
}

void selection_query_forget_defaults(SelectionQuery *query)
{
    forget_default(&query->plenary, has_plenaries_by_default(query));
    forget_default(&query->breaks, has_breaks_by_default(query));
}

/* --- as text ----------------------------------------------------------------------------- */

static void append_choice(GString *text, const char *name, Choice choice)
{
    if (choice != CHOICE_DEFAULT) {
        g_string_append_printf(text, "%s%s=%s", text->len > 0 ? "&" : "", name,
                               choice == CHOICE_YES ? "yes" : "no");
    }
}

void selection_query_append_value(GString *out, const char *id)
{
    for (const char *octet = id; *octet != '\0'; octet++) {
        if (id_has_octet(*octet)) {
            g_string_append_c(out, *octet);
        } else {
            g_string_append_printf(out, "%%%02X", (guint)(guchar)*octet);
        }
    }
}

/* Appends "agency=ilo,iom", or with `prefix` before it; nothing for no values. */
static void append_ids(GString *text, const char *prefix, SelectionName name, const GPtrArray *ids)
{
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        if (i == 0) {
            g_string_append_printf(text, "%s%s%s=", text->len > 0 ? "&" : "", prefix,
                                   selection_name_word(name));
        }
        g_string_append(text, i > 0 ? "," : "");
        selection_query_append_value(text, ids->pdata[i]);
    }
}

char *selection_query_to_text(const SelectionQuery *query)
{
    GString *text = g_string_new(NULL);

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        append_ids(text, "", name, query->ids[name]);
    }
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        append_ids(text, SELECTION_NOT, name, query->excluded[name]);
    }
    append_choice(text, "plenary", query->plenary);
    append_choice(text, "breaks", query->breaks);
    return g_string_free(text, FALSE);
}

/* --- in words ---------------------------------------------------------------------------- */

/* A query that is put into words. */
typedef struct Wording {
    const SelectionQuery *query;
    SelectionLabel label;
    gconstpointer data;
    GString *words;
} Wording;

/* Appends "ILO", "ILO, IOM or UNHCR" or "ILO, IOM, UNDP and 7 more". `joint` comes first if there
 * are words already. */
static void append_labels(const Wording *wording, const char *joint, SelectionName name,
                          const GPtrArray *ids)
{
    GString *words = wording->words;
    guint length = ids != NULL ? ids->len : 0;
    guint shown = length > MAX_WORDS ? MAX_WORDS - 1 : length;

    for (guint i = 0; i < shown; i++) {
        g_autofree char *label = wording->label(name, ids->pdata[i], wording->data);
        /* Values of one name are alternatives, hence "or". */
        const char *comma = i + 1 == length ? " or " : ", ";
        g_string_append_printf(words, "%s%s", i > 0 ? comma : words->len > 0 ? joint : "", label);
    }
    if (shown < length) {
        g_string_append_printf(words, " and %u more", length - shown);
    }
}

static void append_choice_words(GString *words, Choice choice, const char *what)
{
    if (choice != CHOICE_DEFAULT) {
        g_string_append_printf(words, ", with%s %s", choice == CHOICE_YES ? "" : "out", what);
    }
}

static void append_excluded(const Wording *wording)
{
    const SelectionQuery *query = wording->query;

    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        /* Of chosen agencies, it is their own roles that count. */
        bool is_their_role = name == SELECTION_ROLE && query->ids[SELECTION_AGENCY] != NULL;
        if (query->excluded[name] != NULL) {
            g_string_append(wording->words, is_their_role ? ", not as " : ", without ");
            append_labels(wording, "", name, query->excluded[name]);
        }
    }
}

char *selection_query_to_words(const SelectionQuery *query, SelectionLabel label,
                               gconstpointer data)
{
    GString *words = g_string_new(NULL);
    Wording wording = { query, label, data, words };

    /* "ILO as Chair" is one phrase; the other names stand on their own. */
    append_labels(&wording, "", SELECTION_AGENCY, query->ids[SELECTION_AGENCY]);
    append_labels(&wording, ", ", SELECTION_PERSON, query->ids[SELECTION_PERSON]);
    append_labels(&wording, " as ", SELECTION_ROLE, query->ids[SELECTION_ROLE]);
    for (SelectionName name = SELECTION_ROLE + 1; name < N_SELECTION_NAMES; name++) {
        append_labels(&wording, ", ", name, query->ids[name]);
    }
    append_excluded(&wording);
    append_choice_words(words, query->plenary, "plenaries");
    append_choice_words(words, query->breaks, "breaks");
    return g_string_free(words, FALSE);
}

/* --- of an agenda ------------------------------------------------------------------------ */

/* Adds the records that an agenda has of some values. */
static void resolve_ids(Selection *selection, SelectionName name, const GPtrArray *ids,
                        const Agenda *agenda,
                        void (*add)(Selection *, SelectionName, gconstpointer record))
{
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        gconstpointer record = selection_name_find(name, agenda, ids->pdata[i]);
        if (record != NULL) {
            add(selection, name, record);
        }
    }
}

void selection_query_resolve(const SelectionQuery *query, const Agenda *agenda,
                             Selection *out_selection)
{
    selection_init(out_selection);
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        if (query->ids[name] != NULL) {
            /* Ids may be unknown to this agenda. A name of which none is known must let nothing
             * pass, rather than everything. */
            selection_add_nothing(out_selection, name);
        }
        resolve_ids(out_selection, name, query->ids[name], agenda, selection_add);
        resolve_ids(out_selection, name, query->excluded[name], agenda, selection_exclude);
    }
    out_selection->plenaries = settle(query->plenary, has_plenaries_by_default(query));
    out_selection->breaks = settle(query->breaks, has_breaks_by_default(query));
}
