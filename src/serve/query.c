#include "serve/query.h"

#include <string.h>

#include "base/suggest.h"
#include "model/civil.h"
#include "serve/selection_value.h"

#define REVISION_DIGITS_MAX 9
#define STAMP_MAX 64

/* A fault repeats no more of what was asked for. */
#define SHOWN_OCTETS 60

static bool read_download(const char *value, Query *query)
{
    query->download = g_str_equal(value, "1");
    return query->download || g_str_equal(value, "0");
}

/* A number has one spelling. */
static bool read_revision(const char *value, Query *query)
{
    gsize digits = strspn(value, "0123456789");

    if (digits == 0 || digits > REVISION_DIGITS_MAX || value[digits] != '\0' || value[0] == '0') {
        return false;
    }
    query->number = (guint)g_ascii_strtoull(value, NULL, 10);
    return true;
}

/* Most programs that make an address of a time stamp escape its colons and its plus sign. */
static char *unescape_stamp(const char *value)
{
    GString *stamp = g_string_new(NULL);

    while (*value != '\0') {
        if (g_ascii_strncasecmp(value, "%3A", 3) == 0) {
            g_string_append_c(stamp, ':');
            value += 3;
        } else if (g_ascii_strncasecmp(value, "%2B", 3) == 0) {
            g_string_append_c(stamp, '+');
            value += 3;
        } else {
            g_string_append_c(stamp, *value++);
        }
    }
    return g_string_free(stamp, FALSE);
}

static bool read_at(const char *value, Query *query)
{
    g_autofree char *stamp = unescape_stamp(value);

    query->has_at = strlen(stamp) <= STAMP_MAX && civil_parse_stamp(stamp, &query->at);
    return query->has_at;
}

static bool read_cancelled(const char *value, Query *query)
{
    return cancelled_form_parse(value, &query->cancelled);
}

static bool read_choice(const char *value, Choice *out_choice)
{
    g_autofree char *word = selection_value_unescape(value);

    *out_choice = g_strcmp0(word, "yes") == 0 ? CHOICE_YES : CHOICE_NO;
    return word != NULL && (g_str_equal(word, "yes") || g_str_equal(word, "no"));
}

static SelectionQuery *selection_of(Query *query)
{
    if (query->selection == NULL) {
        query->selection = selection_query_new();
    }
    return query->selection;
}

static bool read_plenary(const char *value, Query *query)
{
    return read_choice(value, &selection_of(query)->plenary);
}

static bool read_breaks(const char *value, Query *query)
{
    return read_choice(value, &selection_of(query)->breaks);
}

typedef struct Parameter {
    const char *name;
    QueryForm last_form; /* it is taken by this form and those before it */
    const char *values;  /* in words */
    bool (*read)(const char *value, Query *query);
} Parameter;

static const Parameter PARAMETERS[] = {
    { "plenary", QUERY_FORM_PRIVATE, "yes or no", read_plenary },
    { "breaks", QUERY_FORM_PRIVATE, "yes or no", read_breaks },
    { "cancelled", QUERY_FORM_PRIVATE, "mark, drop or title", read_cancelled },
    { "rev", QUERY_FORM_CALENDAR, "the number of a revision", read_revision },
    { "at", QUERY_FORM_CALENDAR, "a time such as 2007-07-09T08:00:00Z", read_at },
    { "download", QUERY_FORM_OTHER, "1 or 0", read_download },
};

/* --- reading them all ---------------------------------------------------------------------- */

typedef struct QueryReader {
    QueryForm form;
    Query query;
    guint seen;     /* a bit for each parameter that was there */
    guint n_values; /* of names of selections */
    char *fault;
} QueryReader;

static bool fail(QueryReader *reader, char *take_fault)
{
    g_free(reader->fault);
    reader->fault = take_fault;
    return false;
}

/* Says that there is no such parameter, which one may have been meant, and which there are. */
static bool fail_unknown(QueryReader *reader, const char *name)
{
    const char *names[N_SELECTION_NAMES + G_N_ELEMENTS(PARAMETERS)];
    g_autoptr(GString) text = g_string_new(NULL);
    gsize length = 0;

    for (SelectionName i = 0; i < N_SELECTION_NAMES && reader->form == QUERY_FORM_SELECTION; i++) {
        names[length++] = selection_name_word(i);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(PARAMETERS); i++) {
        if (reader->form <= PARAMETERS[i].last_form) {
            names[length++] = PARAMETERS[i].name;
        }
    }
    g_string_printf(text, "There is no parameter \"%.*s\"", SHOWN_OCTETS, name);
    const char *nearest = suggest_nearest(name, names, length);
    if (nearest != NULL) {
        g_string_append_printf(text, " (did you mean \"%s\"?)", nearest);
    }
    g_string_append(text, "; there are: ");
    for (gsize i = 0; i < length; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    g_string_append_c(text, '.');
    return fail(reader, g_strdup(text->str));
}

static bool read_parameter(QueryReader *reader, gsize index, const char *value)
{
    const Parameter *parameter = &PARAMETERS[index];

    if ((reader->seen & 1U << index) != 0) {
        return fail(reader, g_strdup_printf("%s is there more than once.", parameter->name));
    }
    reader->seen |= 1U << index;
    if (!parameter->read(value, &reader->query)) {
        return fail(reader, g_strdup_printf("%s is %s, not \"%.*s\".", parameter->name,
                                            parameter->values, SHOWN_OCTETS, value));
    }
    return true;
}

/* Reads "name=value". */
static bool read_part(QueryReader *reader, const char *part)
{
    const char *equals = strchrnul(part, '=');
    g_autofree char *name = g_strndup(part, (gsize)(equals - part));
    SelectionName selection_name;

    if (reader->form == QUERY_FORM_SELECTION && selection_name_parse(name, &selection_name)) {
        return selection_value_read(*equals == '=' ? equals + 1 : equals, selection_name,
                                    selection_of(&reader->query), &reader->n_values,
                                    &reader->fault);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(PARAMETERS); i++) {
        if (g_str_equal(PARAMETERS[i].name, name) && reader->form <= PARAMETERS[i].last_form) {
            return read_parameter(reader, i, *equals == '=' ? equals + 1 : equals);
        }
    }
    return fail_unknown(reader, name);
}

/* Whether what was read goes together and, for a selection, says what is in it. */
static bool is_whole(QueryReader *reader)
{
    Query *query = &reader->query;

    if (query->number != 0 && query->has_at) {
        return fail(reader, g_strdup("Of rev and at there can be only one."));
    }
    if (reader->form != QUERY_FORM_SELECTION) {
        return true;
    }
    if (query->selection == NULL || !selection_query_narrows(query->selection)) {
        return fail(reader, g_strdup("This address does not say what to select."));
    }
    selection_query_forget_defaults(query->selection);
    return true;
}

bool query_parse(const char *text, QueryForm form, Query *out_query, char **out_fault)
{
    g_auto(GStrv) parts = g_strsplit(text, "&", -1);
    QueryReader reader = { .form = form, .query = { .cancelled = CANCELLED_MARK } };
    bool is_good = true;

    for (char **part = parts; *part != NULL && is_good; part++) {
        is_good = read_part(&reader, *part);
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
}

bool query_is_of_past(const Query *query)
{
    return query->number != 0 || query->has_at;
}

bool query_is_plain(const Query *query)
{
    return !query_is_of_past(query) && query->cancelled == CANCELLED_MARK &&
           query->selection == NULL;
}
