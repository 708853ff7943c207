#include "file/values.h"

#include "base/clip.h"
#include "file/agenda_limits.h"
#include "file/zone_file.h"

#include <string.h>

/* Digits enough for any conference. */
#define COUNT_MAX 1000000

#define ID_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789-"
#define CODE_LETTERS ID_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ._"

const char *values_scalar(Reader *reader, const Field *field, const Node *value)
{
    if (value->type == NODE_SCALAR) {
        return value->text;
    }
    reader_error(reader, value, "wrong-type", NULL, "expected a text for \"%s\", found %s",
                 field->key, node_type_words((NodeType)value->type));
    return NULL;
}

/* --- ids --------------------------------------------------------------------------------- */

static void read_id_of(Reader *reader, const Field *field, const Node *value, const char *letters,
                       const char *words, IdValue *out)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return;
    }
    g_autofree char *shown = clip_dup(text);
    if (*text == '\0') {
        reader_error(reader, value, "empty", NULL, "\"%s\" is empty; expected %s", field->key,
                     words);
        return;
    }
    if (strspn(text, letters) != strlen(text)) {
        reader_error(reader, value, "bad-id", NULL, "\"%s\" cannot be an id; expected %s", shown,
                     words);
    } else if (*text == '.') {
        reader_error(reader, value, "bad-id", NULL,
                     "the id \"%s\" begins with a dot: web servers hide such files", shown);
    } else if (strlen(text) > AGENDA_FILE_MAX_ID) {
        reader_error(reader, value, "bad-id", NULL,
                     "the id \"%s\" has %" G_GSIZE_FORMAT " letters; expected at most %d", shown,
                     strlen(text), AGENDA_FILE_MAX_ID);
    }
    *out = (IdValue){ text, value };
}

void values_read_id(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    read_id_of(reader, field, value, ID_LETTERS, "small letters (a to z), digits and \"-\"", out);
}

void values_read_code(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    read_id_of(reader, field, value, CODE_LETTERS,
               "letters (A to Z, a to z), digits, \".\", \"_\" and \"-\"", out);
}

/* --- numbers and words ------------------------------------------------------------------- */

void values_read_count(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);
    guint64 number = 0;

    if (text == NULL) {
        return;
    }
    if (!g_ascii_string_to_unsigned(text, 10, 1, COUNT_MAX, &number, NULL)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-number", NULL,
                     "\"%s\" is not good for \"%s\"; expected a whole number from 1 to %d", shown,
                     field->key, COUNT_MAX);
        return;
    }
    *(guint *)out = (guint)number;
}

/* Sets the index of the word that the value is. */
static void read_word(Reader *reader, const Field *field, const Node *value,
                      const char *const *words, gsize n_words, guint *out)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return;
    }
    for (guint i = 0; i < n_words; i++) {
        if (strcmp(words[i], text) == 0) {
            *out = i;
            return;
        }
    }
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    for (gsize i = 0; i < n_words; i++) {
        g_ptr_array_add(list, (gpointer)words[i]);
    }
    g_ptr_array_add(list, NULL);
    g_autofree char *expected = g_strjoinv(", ", (char **)list->pdata);
    g_autofree char *shown = clip_dup(text);
    reader_error(reader, value, "unknown-word", reader_suggest(reader, text, words, n_words),
                 "unknown %s \"%s\"; expected one of %s", field->key, shown, expected);
}

void values_read_bool(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return;
    }
    bool is_true = strcmp(text, "true") == 0;
    if (!is_true && strcmp(text, "false") != 0) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-truth", NULL,
                     "\"%s\" is not good for \"%s\"; expected true or false", shown, field->key);
        return;
    }
    *(bool *)out = is_true;
}

void values_read_agency_kind(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *words[AGENCY_KIND_OTHER + 1];
    guint index = *(AgencyKind *)out;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        words[i] = agency_kind_word((AgencyKind)i);
    }
    read_word(reader, field, value, words, G_N_ELEMENTS(words), &index);
    *(AgencyKind *)out = (AgencyKind)index;
}

void values_read_session_status(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *words[SESSION_STATUS_CANCELLED + 1];
    guint index = *(SessionStatus *)out;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        words[i] = session_status_word((SessionStatus)i);
    }
    read_word(reader, field, value, words, G_N_ELEMENTS(words), &index);
    *(SessionStatus *)out = (SessionStatus)index;
}

void values_read_contribution_status(Reader *reader, const Field *field, const Node *value,
                                     gpointer out)
{
    const char *words[CONTRIBUTION_STATUS_TENTATIVE + 1];
    guint index = *(ContributionStatus *)out;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        words[i] = contribution_status_word((ContributionStatus)i);
    }
    read_word(reader, field, value, words, G_N_ELEMENTS(words), &index);
    *(ContributionStatus *)out = (ContributionStatus)index;
}

void values_read_visibility(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *words[VISIBILITY_AGENCY + 1];
    guint index = *(Visibility *)out;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        words[i] = visibility_word((Visibility)i);
    }
    read_word(reader, field, value, words, G_N_ELEMENTS(words), &index);
    *(Visibility *)out = (Visibility)index;
}

/* --- dates and times --------------------------------------------------------------------- */

void values_read_date(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);
    CivilDate date;

    if (text == NULL) {
        return;
    }
    if (!civil_parse_date(text, &date)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-date", NULL,
                     "\"%s\" is not a date; expected YYYY-MM-DD, a day that exists in the years "
                     "%d to %d",
                     shown, CIVIL_MIN_YEAR, CIVIL_MAX_YEAR);
        return;
    }
    *(DateValue *)out = (DateValue){ date, value };
}

/* "9:00" is the likeliest slip. */
static char *suggest_clock(const char *text)
{
    g_autofree char *padded = g_strconcat("0", text, NULL);
    gint32 seconds;

    return civil_parse_clock(padded, &seconds) ? g_strdup_printf("did you mean \"%s\"?", padded)
                                               : NULL;
}

void values_read_clock(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);
    gint32 seconds;

    if (text == NULL) {
        return;
    }
    if (!civil_parse_clock(text, &seconds)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-time", suggest_clock(text),
                     "\"%s\" is not a time; expected HH:MM from \"00:00\" to \"48:00\"", shown);
        return;
    }
    *(ClockValue *)out = (ClockValue){ seconds, value };
}

void values_read_stamp(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);
    gint64 utc;

    if (text == NULL) {
        return;
    }
    if (!civil_parse_stamp(text, &utc)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-stamp", NULL,
                     "\"%s\" is not a time stamp; expected one such as 2007-07-12T00:00:00Z or "
                     "2007-07-12T02:00:00+02:00",
                     shown);
        return;
    }
    *(StampValue *)out = (StampValue){ utc, value };
}

/* People write "Brussels" or "Europe/Brusels", or have a machine without zones. */
static char *suggest_zone(Reader *reader, const char *text)
{
    g_auto(GStrv) zones = zone_file_list();
    guint n_zones = g_strv_length(zones);

    if (n_zones == 0) {
        return g_strdup_printf("there are no zones in %s: is tzdata installed?",
                               zone_file_folder());
    }
    for (guint i = 0; i < n_zones; i++) {
        const char *city = strrchr(zones[i], '/');
        if (city != NULL && g_ascii_strcasecmp(city + 1, text) == 0) {
            return g_strdup_printf("did you mean \"%s\"?", zones[i]);
        }
    }
    return reader_suggest(reader, text, (const char *const *)zones, n_zones);
}

void values_read_zone(Reader *reader, const Field *field, const Node *value, gpointer out)
{
    const char *text = values_scalar(reader, field, value);
    g_autoptr(GError) error = NULL;

    if (text == NULL) {
        return;
    }
    Tz *tz = zone_file_read(text, &error);
    if (tz != NULL) {
        *(Tz **)out = tz;
        return;
    }
    g_autofree char *shown = clip_dup(text);
    if (g_error_matches(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_UNKNOWN)) {
        reader_error(reader, value, "unknown-zone", suggest_zone(reader, text),
                     "unknown time zone \"%s\"; expected an IANA name such as Europe/Brussels",
                     shown);
    } else {
        reader_error(reader, value, "unreadable-zone", NULL, "the time zone \"%s\": %s", shown,
                     error->message);
    }
}
