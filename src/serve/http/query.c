#include "serve/http/query.h"

#include <string.h>

#include "base/suggest.h"
#include "model/agenda/text.h"
#include "model/time/civil.h"
#include "serve/http/added_parameter.h"
#include "serve/http/selection_value.h"

#define REVISION_DIGITS_MAX 9
#define STAMP_MAX 64

/* What is left of "&amp;" once the address is cut at its ampersands. */
#define ENTITY "amp;"
#define ALARM_DIGITS_MAX 5

/* A fault repeats at most this much of what was asked for. */
#define SHOWN_OCTETS 60

static bool read_download(const char *value, Query *query)
{
    query->download = g_str_equal(value, "1");
    return query->download || g_str_equal(value, "0");
}

/* A number has one spelling, without leading zeros. */
static bool read_revision(const char *value, Query *query)
{
    gsize digits = strspn(value, "0123456789");

    if (digits == 0 || digits > REVISION_DIGITS_MAX || value[digits] != '\0' || value[0] == '0') {
        return false;
    }
    query->number = (guint)g_ascii_strtoull(value, NULL, 10);
    return true;
}

/* Most programs that put a time stamp into an address escape its colons and its plus sign. */
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
    return cancelled_form_parse(value, &query->form.cancelled);
}

static bool read_alarm(const char *value, Query *query)
{
    gsize digits = strspn(value, "0123456789");

    if (digits == 0 || digits > ALARM_DIGITS_MAX || value[digits] != '\0') {
        return false;
    }
    query->form.has_alarm = true;
    query->form.alarm = (guint)g_ascii_strtoull(value, NULL, 10);
    return query->form.alarm <= CALENDAR_FORM_ALARM_MAX;
}

/* Appends a tag to a list, unless it is there; false if it is malformed or there is no room. */
static bool add_tag(const char *tag, char *langs)
{
    g_autofree char *lower = g_ascii_strdown(tag, -1);
    g_auto(GStrv) before = g_strsplit(langs, ",", -1);

    if (!text_is_tag(lower)) {
        return false;
    }
    if (g_strv_contains((const char *const *)before, lower)) {
        return true;
    }
    if (*langs != '\0') {
        g_strlcat(langs, ",", CALENDAR_FORM_LANGS_SIZE);
    }
    /* g_strlcat() returns the length that it would have needed. */
    return g_strlcat(langs, lower, CALENDAR_FORM_LANGS_SIZE) < CALENDAR_FORM_LANGS_SIZE;
}

/* Reads a list of tags (RFC 5646 §2.1), in order of preference. */
static bool read_lang(const char *value, Query *query)
{
    g_autofree char *list = selection_value_unescape(value);
    g_auto(GStrv) tags = g_strsplit(list != NULL ? list : "", ",", -1);

    for (char **tag = tags; *tag != NULL; tag++) {
        if (!add_tag(*tag, query->form.langs)) {
            return false;
        }
    }
    return *tags != NULL;
}

static bool read_choice(const char *value, Choice *out_choice)
{
    g_autofree char *word = selection_value_unescape(value);

    *out_choice = g_strcmp0(word, "yes") == 0 ? CHOICE_YES : CHOICE_NO;
    return word != NULL && (g_str_equal(word, "yes") || g_str_equal(word, "no"));
}

/* Made at the first parameter that selects, so that a query without any stays plain. */
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

/* The 100 letters that our forms allow take no more octets of UTF-8. */
#define WORDS_OCTETS 400

/* Undoes what forms do to a text (WHATWG URL, application/x-www-form-urlencoded). */
static bool read_words(const char *value, Query *query)
{
    /* Before escapes are undone, so that an escaped plus remains one. */
    g_autofree char *spaced = g_strdelimit(g_strdup(value), "+", ' ');
    g_autofree char *words = g_uri_unescape_string(spaced, NULL);

    if (words == NULL || strlen(words) > WORDS_OCTETS || !g_utf8_validate(words, -1, NULL)) {
        return false;
    }
    /* Line breaks and tabs part words just as blanks do. */
    g_strstrip(g_strdelimit(words, "\t\r\n", ' '));
    query->words = *words != '\0' ? g_steal_pointer(&words) : NULL;
    return true;
}

typedef struct ParameterRow {
    const char *name;
    const char *values; /* in words */
    const char *effect; /* what they do */
    bool (*read)(const char *value, Query *query);
    Parameter parameter;
    bool is_list; /* it may be repeated */
} ParameterRow;

static const ParameterRow ROWS[] = {
    { "plenary", "yes or no", "with the plenaries, or without", read_plenary, PARAMETER_PLENARY,
      false },
    { "breaks", "yes or no", "with the breaks, or without", read_breaks, PARAMETER_BREAKS, false },
    { "q", "words of at most 100 letters", "each is in what is shown", read_words, PARAMETER_WORDS,
      false },
    { "lang", "one or a few languages such as fr,en", "each text in the first of them that it has",
      read_lang, PARAMETER_LANG, true },
    { "alarm", "minutes, at most " G_STRINGIFY(CALENDAR_FORM_ALARM_MAX),
      "a reminder so long before each session", read_alarm, PARAMETER_ALARM, false },
    { "cancelled", "mark, drop or title",
      "what is cancelled is marked, left out, or named so in its title alone", read_cancelled,
      PARAMETER_CANCELLED, false },
    { "rev", "the number of a revision", "as it was then, if there is a history", read_revision,
      PARAMETER_REV, false },
    { "at", "a time such as 2007-07-09T08:00:00Z", "as it was then; not beside rev", read_at,
      PARAMETER_AT, false },
    { "download", "1 or 0", "1 saves the file", read_download, PARAMETER_DOWNLOAD, false },
};

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

/* Whether a parameter of this name is asked for at other addresses. Not a language: what has no
 * texts in it is shown as it is. */
static bool is_ours(const char *name)
{
    SelectionName selection_name;
    bool is_name = selection_name_parse(name, &selection_name);

    for (gsize i = 0; i < G_N_ELEMENTS(ROWS) && !is_name; i++) {
        is_name = ROWS[i].parameter != PARAMETER_LANG && g_str_equal(ROWS[i].name, name);
    }
    return is_name;
}

/* Whether a parameter that an address does not take makes no difference to it. Not if it narrows or
 * changes something at other addresses; and in a selection not even if nobody knows it, since a
 * misspelt name must not select the whole agenda. */
static bool is_ignored(ParameterSet parameters, const char *name)
{
    bool selects = has(parameters, PARAMETER_SELECTION) && !is_form(parameters);

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
                         "do, and different parameters narrow each other.\n");
}

static void append_rows(GString *out, ParameterSet parameters)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (has(parameters, ROWS[i].parameter)) {
            g_string_append_printf(out, "%s: %s (%s)\n", ROWS[i].name, ROWS[i].values,
                                   ROWS[i].effect);
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

/* Lists the names of all parameters that an address takes; out_names has room for them. */
static gsize list_names(ParameterSet parameters, const char **out_names)
{
    gsize length = 0;

    for (SelectionName i = 0; i < N_SELECTION_NAMES && has(parameters, PARAMETER_SELECTION); i++) {
        out_names[length++] = selection_name_word(i);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (has(parameters, ROWS[i].parameter)) {
            out_names[length++] = ROWS[i].name;
        }
    }
    return length;
}

/* Says that there is no such parameter, which one may be meant, and which there are. */
static bool fail_unknown(QueryReader *reader, const char *name)
{
    const char *names[N_SELECTION_NAMES + G_N_ELEMENTS(ROWS)];
    gsize length = list_names(reader->parameters, names);
    g_autoptr(GString) text = g_string_new(NULL);

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

static bool read_parameter(QueryReader *reader, const ParameterRow *row, const char *value)
{
    if (has(reader->seen, row->parameter) && !row->is_list) {
        return fail(reader, g_strdup_printf("%s is there more than once.", row->name));
    }
    reader->seen |= row->parameter;
    if (!row->read(value, &reader->query)) {
        return fail(reader, g_strdup_printf("%s is %s, not \"%.*s\".", row->name, row->values,
                                            SHOWN_OCTETS, value));
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
    SelectionName selection_name;

    if (*part == '\0') {
        return true;
    }
    if (has(reader->parameters, PARAMETER_SELECTION) &&
        selection_name_parse(name, &selection_name)) {
        return is_left_empty ||
               selection_value_read(value, selection_name, selection_of(&reader->query),
                                    &reader->n_values, &reader->fault);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++) {
        if (has(reader->parameters, ROWS[i].parameter) && g_str_equal(ROWS[i].name, name)) {
            return is_left_empty || read_parameter(reader, &ROWS[i], value);
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

bool query_is_of_past(const Query *query)
{
    return query->number != 0 || query->has_at;
}

bool query_is_plain(const Query *query)
{
    return !query_is_of_past(query) && calendar_form_is_plain(&query->form) &&
           query->selection == NULL && query->words == NULL;
}
