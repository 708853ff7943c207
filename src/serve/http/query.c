#include "serve/http/query.h"

#include <string.h>

#include "base/suggest.h"
#include "serve/http/added_parameter.h"
#include "serve/http/parameter_row.h"
#include "serve/http/selection_value.h"

/* What is left of "&amp;" once the address is cut at its ampersands. */
#define ENTITY "amp;"

static bool has(ParameterSet parameters, Parameter parameter)
{
    return (parameters & parameter) != 0;
}

/* A form sends all of its fields, including those left empty. */
static bool is_form(ParameterSet parameters)
{
    return has(parameters, PARAMETER_WORDS);
}

/* --- what makes no difference -------------------------------------------------------------- */

static bool is_selection_name(const char *name)
{
    SelectionName selection_name;
    bool is_not;

    return selection_name_parse_either(name, &selection_name, &is_not);
}

/* Whether a parameter of this name is asked for at other addresses. Not a language: what has no
 * texts in it is shown as it is. */
static bool is_ours(const char *name)
{
    bool is_name = is_selection_name(name);

    for (const ParameterRow *row = PARAMETER_ROWS; row->name != NULL && !is_name; row++) {
        is_name = row->parameter != PARAMETER_LANG && g_str_equal(row->name, name);
    }
    return is_name;
}

/* Whether a parameter that an address does not take makes no difference to it. Not if it narrows or
 * changes something at other addresses; and in a selection or a table not even if nobody knows it,
 * since a misspelt name must not select the whole agenda. */
static bool is_ignored(ParameterSet parameters, const char *name)
{
    bool selects = has(parameters, PARAMETER_SELECTION) &&
                   (!is_form(parameters) || has(parameters, PARAMETER_TRANSPOSE));

    return added_parameter_is(name) || (!selects && !is_ours(name));
}

/* --- describing them ----------------------------------------------------------------------- */

static void append_selection_names(GString *out)
{
    g_string_append(out, "Say what to select, for example ?agency=ilo,iom&role=rapporteur:\n");
    for (SelectionName name = 0; name < N_SELECTION_NAMES; name++) {
        g_string_append_printf(out, "%s: %s\n", selection_name_word(name),
                               selection_name_values(name));
    }
    g_string_append(out, "Each may be repeated, or hold a list with commas: any of its values will "
                         "do, and different parameters narrow each other. With " SELECTION_NOT
                         " before its name it leaves out what it names, as in ?" SELECTION_NOT
                         "type=poster.\n");
}

static void append_rows(GString *out, ParameterSet parameters)
{
    for (const ParameterRow *row = PARAMETER_ROWS; row->name != NULL; row++) {
        if (has(parameters, row->parameter)) {
            g_string_append_printf(out, "%s: %s (%s)\n", row->name, row->values, row->effect);
        }
    }
}

char *query_describe(ParameterSet parameters)
{
    GString *out = g_string_new(NULL);

    if (parameters == PARAMETER_DOWNLOAD) {
        g_string_append(out, "The only parameter of this address is download, with the value 1 "
                             "(save the file) or 0.\n");
    } else if (has(parameters, PARAMETER_SELECTION)) {
        append_selection_names(out);
        g_string_append(out, "Besides these, in any order:\n");
        append_rows(out, parameters);
    } else {
        g_string_append(out, "This address takes these parameters, in any order:\n");
        append_rows(out, parameters);
    }
    g_string_append(out, "Leave out everything else after the question mark.\n");
    return g_string_free(out, FALSE);
}

/* --- reading them all ---------------------------------------------------------------------- */

typedef struct QueryReader {
    ParameterSet parameters;
    Query query;
    ParameterSet seen; /* those that were given */
    guint n_values;    /* of the selection's parameters */
    char *fault;
} QueryReader;

static bool fail(QueryReader *reader, char *take_fault)
{
    g_free(reader->fault);
    reader->fault = take_fault;
    return false;
}

/* The names of all parameters that an address takes (char *). */
static GPtrArray *list_names(ParameterSet parameters)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    bool selects = has(parameters, PARAMETER_SELECTION);

    for (SelectionName i = 0; i < N_SELECTION_NAMES && selects; i++) {
        g_ptr_array_add(names, g_strdup(selection_name_word(i)));
    }
    for (SelectionName i = 0; i < N_SELECTION_NAMES && selects; i++) {
        g_ptr_array_add(names, g_strconcat(SELECTION_NOT, selection_name_word(i), NULL));
    }
    for (const ParameterRow *row = PARAMETER_ROWS; row->name != NULL; row++) {
        if (has(parameters, row->parameter)) {
            g_ptr_array_add(names, g_strdup(row->name));
        }
    }
    return names;
}

/* Says that there is no such parameter, which one may be meant, and which there are. */
static bool fail_unknown(QueryReader *reader, const char *name)
{
    g_autoptr(GPtrArray) names = list_names(reader->parameters);
    GString *text = g_string_new(NULL);

    g_string_printf(text, "There is no parameter \"%.*s\"", SELECTION_VALUE_SHOWN_OCTETS, name);
    const char *nearest = suggest_nearest(name, (const char *const *)names->pdata, names->len);
    if (nearest != NULL) {
        g_string_append_printf(text, " (did you mean \"%s\"?)", nearest);
    }
    g_string_append(text, "; there are: ");
    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)names->pdata[i]);
    }
    g_string_append_c(text, '.');
    return fail(reader, g_string_free(text, FALSE));
}

static bool read_parameter(QueryReader *reader, const ParameterRow *row, const char *value)
{
    if (has(reader->seen, row->parameter) && !row->is_list) {
        return fail(reader, g_strdup_printf("%s is there more than once.", row->name));
    }
    reader->seen |= row->parameter;
    if (!row->read(value, &reader->query)) {
        return fail(reader, g_strdup_printf("%s is %s, not \"%.*s\".", row->name, row->values,
                                            SELECTION_VALUE_SHOWN_OCTETS, value));
    }
    return true;
}

/* Where a parameter begins: some mail programs leave "&amp;" in an address, as it stands in HTML.
 */
static const char *skip_entity(const char *part)
{
    return g_str_has_prefix(part, ENTITY) ? part + strlen(ENTITY) : part;
}

/* Reads "name=value", or nothing between two ampersands. */
static bool read_part(QueryReader *reader, const char *part)
{
    const char *equals = strchrnul(part, '=');
    const char *value = *equals == '=' ? equals + 1 : equals;
    g_autofree char *name = g_strndup(part, (gsize)(equals - part));
    bool is_left_empty = is_form(reader->parameters) && *value == '\0';

    if (*part == '\0') {
        return true;
    }
    if (has(reader->parameters, PARAMETER_SELECTION) && is_selection_name(name)) {
        return is_left_empty || selection_value_read(value, name, query_selection(&reader->query),
                                                     &reader->n_values, &reader->fault);
    }
    for (const ParameterRow *row = PARAMETER_ROWS; row->name != NULL; row++) {
        if (has(reader->parameters, row->parameter) && g_str_equal(row->name, name)) {
            return is_left_empty || read_parameter(reader, row, value);
        }
    }
    return is_ignored(reader->parameters, name) || fail_unknown(reader, name);
}

/* Whether what was read goes together and, for a selection, says what to select. */
static bool is_whole(QueryReader *reader)
{
    Query *query = &reader->query;

    if (query->number != 0 && query->has_at) {
        return fail(reader, g_strdup("Of rev and at there can be only one."));
    }
    bool narrows = query->selection != NULL && selection_query_narrows(query->selection);
    if (!narrows && has(reader->parameters, PARAMETER_SELECTION) && !is_form(reader->parameters)) {
        return fail(reader, g_strdup("This address does not say what to select."));
    }
    /* Words narrow the selection further, which changes what makes no difference. */
    if (narrows && query->words == NULL) {
        selection_query_forget_defaults(query->selection);
    }
    return true;
}

bool query_parse(const char *text, ParameterSet parameters, Query *out_query, char **out_fault)
{
    QueryReader reader = { .parameters = parameters };
    g_auto(GStrv) parts = *text != '\0' ? g_strsplit(text, "&", -1) : NULL;
    bool is_good = true;

    /* One fault is enough: the rest is not read. */
    for (char **part = parts; part != NULL && *part != NULL && is_good; part++) {
        is_good = read_part(&reader, skip_entity(*part));
    }
    if (!is_good || !is_whole(&reader)) {
        query_clear(&reader.query);
        if (out_fault != NULL) {
            *out_fault = g_steal_pointer(&reader.fault);
        }
        g_free(reader.fault);
        return false;
    }
    *out_query = reader.query;
    return true;
}

void query_clear(Query *query)
{
    g_clear_pointer(&query->selection, selection_query_free);
    g_clear_pointer(&query->words, g_free);
}

SelectionQuery *query_selection(Query *query)
{
    if (query->selection == NULL) {
        query->selection = selection_query_new();
    }
    return query->selection;
}

bool query_is_of_past(const Query *query)
{
    return query->number != 0 || query->has_at;
}

bool query_is_plain(const Query *query)
{
    return !query_is_of_past(query) && calendar_form_is_plain(&query->form) &&
           table_form_is_plain(&query->table) && paper_form_is_plain(&query->paper) &&
           query->selection == NULL && query->words == NULL;
}
