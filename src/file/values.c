#include "file/values.h"

#include "base/clip.h"
#include "file/zone_file.h"
#include "model/address/id.h"
#include "model/time/zone_alias.h"

#include <string.h>

/* More than any conference needs. */
#define COUNT_MAX 1000000

/* YAML types nothing here: "2007", "true" and "~" are texts until a field says what it takes. */
const char *values_scalar(Reader *reader, const SchemaField *field, const Node *value)
{
    if (value->type == NODE_SCALAR) {
        return value->text;
    }
    reader_error(reader, value, "wrong-type", NULL, "expected a text for \"%s\", found %s",
                 field->key, node_type_words((NodeType)value->type));
    return NULL;
}

bool values_are_list(Reader *reader, const SchemaField *field, const Node *value, guint max)
{
    if (value->type != NODE_SEQUENCE) {
        reader_error(reader, value, "wrong-type", NULL, "expected a list for \"%s\", found %s",
                     field->key, node_type_words((NodeType)value->type));
        return false;
    }
    if (value->length > max) {
        reader_error(reader, value, "too-long", NULL, "\"%s\" has %u items; expected at most %u",
                     field->key, value->length, max);
        return false;
    }
    return true;
}

/* --- ids --------------------------------------------------------------------------------- */

/* The octets that an id may have, as a test and in words. */
typedef struct IdForm {
    bool (*is_good)(const char *text);
    const char *words;
} IdForm;

/* Reports the form of an id, but fails only if there is nothing to keep. */
static bool read_id_of(Reader *reader, const SchemaField *field, const Node *value, IdForm form,
                       const char **out_id)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return false;
    }
    g_autofree char *shown = clip_dup(text);
    if (*text == '\0') {
        reader_error(reader, value, "empty", NULL, "\"%s\" is empty; expected %s", field->key,
                     form.words);
        return false;
    }
    if (!form.is_good(text)) {
        reader_error(reader, value, "bad-id", NULL, "\"%s\" cannot be an id; expected %s", shown,
                     form.words);
    } else if (*text == '.') {
        reader_error(reader, value, "bad-id", NULL,
                     "the id \"%s\" begins with a dot: web servers hide such files", shown);
    } else if (strlen(text) > ID_MAX) {
        reader_error(reader, value, "bad-id", NULL,
                     "the id \"%s\" has %" G_GSIZE_FORMAT " letters; expected at most %d", shown,
                     strlen(text), ID_MAX);
    }
    /* Even if it was reported: see values.h. */
    *out_id = agenda_intern(reader->agenda, text);
    return true;
}

bool values_read_id(Reader *reader, const SchemaField *field, const Node *value,
                    gpointer out_member)
{
    IdForm form = { id_is_good, "small letters (a to z), digits and \"-\"" };

    return read_id_of(reader, field, value, form, out_member);
}

bool values_read_code(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    IdForm form = { id_is_good_code, "letters (A to Z, a to z), digits, \".\", \"_\" and \"-\"" };

    return read_id_of(reader, field, value, form, out_member);
}

/* --- numbers and words ------------------------------------------------------------------- */

bool values_read_count(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    guint64 number = 0;

    if (text == NULL) {
        return false;
    }
    /* It takes no signs, blanks or hexadecimal digits, unlike strtoul(3). */
    if (!g_ascii_string_to_unsigned(text, 10, 1, COUNT_MAX, &number, NULL)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-number", NULL,
                     "\"%s\" is not good for \"%s\"; expected a whole number from 1 to %d", shown,
                     field->key, COUNT_MAX);
        return false;
    }
    *(guint *)out_member = (guint)number;
    return true;
}

bool values_read_word(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return false;
    }
    guint n_words = 0;
    /* The index of a word is the value of the enum. */
    for (; field->words[n_words] != NULL; n_words++) {
        if (strcmp(field->words[n_words], text) == 0) {
            *(guint *)out_member = n_words;
            return true;
        }
    }
    g_autofree char *expected = g_strjoinv(", ", (char **)field->words);
    g_autofree char *shown = clip_dup(text);
    reader_error(reader, value, "unknown-word", reader_suggest(reader, text, field->words, n_words),
                 "unknown %s \"%s\"; expected one of %s", field->key, shown, expected);
    return false;
}

bool values_read_bool(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return false;
    }
    bool is_true = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
    if (!is_true && strcmp(text, "false") != 0 && strcmp(text, "no") != 0) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-truth", NULL,
                     "\"%s\" is not good for \"%s\"; expected true or false, or yes or no", shown,
                     field->key);
        return false;
    }
    *(bool *)out_member = is_true;
    return true;
}

/* --- dates and times --------------------------------------------------------------------- */

bool values_read_date(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    CivilDate date;

    if (text == NULL) {
        return false;
    }
    if (!civil_parse_date(text, &date)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-date", NULL,
                     "\"%s\" is not a date; expected YYYY-MM-DD, a day that exists in the years "
                     "%d to %d",
                     shown, CIVIL_MIN_YEAR, CIVIL_MAX_YEAR);
        return false;
    }
    *(CivilDate *)out_member = date;
    return true;
}

/* The likeliest slip is "9:00". */
static char *suggest_clock(const char *text)
{
    g_autofree char *padded = g_strconcat("0", text, NULL);
    gint32 seconds;

    return civil_parse_clock(padded, &seconds) ? g_strdup_printf("did you mean \"%s\"?", padded)
                                               : NULL;
}

bool values_read_clock(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    gint32 seconds;

    if (text == NULL) {
        return false;
    }
    if (!civil_parse_clock(text, &seconds)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-time", suggest_clock(text),
                     "\"%s\" is not a time; expected HH:MM from \"00:00\" to \"999:59\"", shown);
        return false;
    }
    /* The reader of the record knows the day and adds it. */
    *(CivilTime *)out_member = civil_at(0, seconds);
    return true;
}

bool values_read_duration(Reader *reader, const SchemaField *field, const Node *value,
                          gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    gint32 seconds;

    if (text == NULL) {
        return false;
    }
    if (!civil_parse_duration(text, &seconds)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-duration", NULL,
                     "\"%s\" is not a duration; expected one such as 1h30m, 90m, 2h, 2d, \"1:30\" "
                     "(hours and minutes) or \"90\" (minutes), at most 999:59",
                     shown);
        return false;
    }
    /* The reader of the record adds the start. */
    *(CivilTime *)out_member = seconds;
    return true;
}

bool values_read_stamp(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    gint64 utc;

    if (text == NULL) {
        return false;
    }
    if (!civil_parse_stamp(text, &utc)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-stamp", NULL,
                     "\"%s\" is not a time stamp; expected one such as 2007-07-12T00:00:00Z or "
                     "2007-07-12T02:00:00+02:00",
                     shown);
        return false;
    }
    *(gint64 *)out_member = utc;
    return true;
}

/* People write "Brussels" or "Europe/Brusels", or their machine has no zones. */
static char *suggest_zone(Reader *reader, const char *text)
{
    g_auto(GStrv) zones = zone_file_list();
    guint n_zones = g_strv_length(zones);

    /* Then the name may well be right. */
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

/* The zone with a name; NULL if there is none. A new file's old name gives way to the canonical
 * one; what was published under an old name keeps it. */
static Tz *read_zone(Reader *reader, const Node *value, const char *text, GError **error)
{
    const char *name = zone_alias_resolve(text);
    const KeptZone *kept = reader->kept;

    if (kept != NULL && kept->tz != NULL && strcmp(tz_name(kept->tz), text) == 0) {
        return tz_ref(kept->tz);
    }
    /* Zone files from before the renaming have only the old name. */
    Tz *tz = kept != NULL || strcmp(name, text) == 0 ? NULL : zone_file_read(name, NULL);
    if (tz == NULL) {
        return zone_file_read(text, error);
    }
    reader_warning(reader, value, "old-zone-name", "%s is an old name of %s", text, name);
    return tz;
}

bool values_read_zone(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);
    g_autoptr(GError) error = NULL;

    if (text == NULL) {
        return false;
    }
    Tz *tz = read_zone(reader, value, text, &error);
    if (tz != NULL) {
        *(Tz **)out_member = tz;
        return true;
    }
    g_assert(error != NULL);
    g_autofree char *shown = clip_dup(text);
    if (g_error_matches(error, ZONE_FILE_ERROR, ZONE_FILE_ERROR_UNKNOWN)) {
        reader_error(reader, value, "unknown-zone", suggest_zone(reader, text),
                     "unknown time zone \"%s\"; expected an IANA name such as Europe/Brussels",
                     shown);
    } else {
        reader_error(reader, value, "unreadable-zone", NULL, "the time zone \"%s\": %s", shown,
                     error->message);
    }
    return false;
}
