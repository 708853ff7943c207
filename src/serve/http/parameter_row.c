#include "serve/http/parameter_row.h"

#include <string.h>

#include "model/agenda/text.h"
#include "model/time/civil.h"
#include "serve/http/selection_value.h"

#define NUMBER_DIGITS_MAX 9
#define STAMP_MAX 64
#define ALARM_DIGITS_MAX 5

static bool read_download(const char *value, Query *query)
{
    query->download = g_str_equal(value, "1");
    return query->download || g_str_equal(value, "0");
}

/* A number from 1 on has one spelling, without leading zeros. */
static bool read_number(const char *value, guint *out_number)
{
    gsize digits = strspn(value, "0123456789");

    if (digits == 0 || digits > NUMBER_DIGITS_MAX || value[digits] != '\0' || value[0] == '0') {
        return false;
    }
    *out_number = (guint)g_ascii_strtoull(value, NULL, 10);
    return true;
}

static bool read_revision(const char *value, Query *query)
{
    return read_number(value, &query->number);
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

static bool read_plenary(const char *value, Query *query)
{
    return read_choice(value, &query_selection(query)->plenary);
}

static bool read_breaks(const char *value, Query *query)
{
    return read_choice(value, &query_selection(query)->breaks);
}

/* Reads what is no by default. */
static bool read_yes(const char *value, bool *out_yes)
{
    Choice choice = CHOICE_DEFAULT;
    bool is_read = read_choice(value, &choice);

    *out_yes = choice == CHOICE_YES;
    return is_read;
}

static bool read_transpose(const char *value, Query *query)
{
    return read_yes(value, &query->table.is_transposed);
}

static bool read_empty(const char *value, Query *query)
{
    return read_yes(value, &query->table.with_empty);
}

/* An address is of a table or of sheets: what is said of the other makes no difference to it. */
static bool read_notes(const char *value, Query *query)
{
    return read_yes(value, &query->table.with_notes) && read_yes(value, &query->paper.notes);
}

static bool read_part(const char *value, Query *query)
{
    return read_number(value, &query->table.part);
}

static bool read_paper(const char *value, Query *query)
{
    query->paper.letter = g_str_equal(value, "letter");
    return query->paper.letter || g_str_equal(value, "a4");
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

const ParameterRow PARAMETER_ROWS[] = {
    { "plenary", "yes or no", "with the plenaries, or without", read_plenary, PARAMETER_PLENARY,
      false },
    { "breaks", "yes or no", "with the breaks, or without", read_breaks, PARAMETER_BREAKS, false },
    { "q", "words of at most 100 letters", "each is in what is shown", read_words, PARAMETER_WORDS,
      false },
    { "transpose", "yes or no", "agencies down, sessions across", read_transpose,
      PARAMETER_TRANSPOSE, false },
    { "empty", "yes or no", "with rows and columns in which nothing stands", read_empty,
      PARAMETER_EMPTY, false },
    { "notes", "yes or no", "with abstracts, links and notes, as far as there is room for them",
      read_notes, PARAMETER_NOTES, false },
    { "part", "a number from 1 on", "which part of a table that is too large for one page",
      read_part, PARAMETER_PART, false },
    { "lang", "one or a few languages such as fr,en", "each text in the first of them that it has",
      read_lang, PARAMETER_LANG, true },
    { "alarm", "minutes, at most " G_STRINGIFY(CALENDAR_FORM_ALARM_MAX),
      "a reminder so long before each session", read_alarm, PARAMETER_ALARM, false },
    { "cancelled", "mark, drop or title",
      "what is cancelled is marked, left out, or named so in its title alone", read_cancelled,
      PARAMETER_CANCELLED, false },
    { "paper", "a4 or letter", "the size of the sheets", read_paper, PARAMETER_PAPER, false },
    { "rev", "the number of a revision", "as it was then, if there is a history", read_revision,
      PARAMETER_REV, false },
    { "at", "a time such as 2007-07-09T08:00:00Z", "as it was then; not beside rev", read_at,
      PARAMETER_AT, false },
    { "download", "1 or 0", "1 saves the file", read_download, PARAMETER_DOWNLOAD, false },
    { .name = NULL },
};
