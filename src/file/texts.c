#include "file/texts.h"

#include "base/clip.h"
#include "file/agenda_limits.h"
#include "file/values.h"
#include "file/web_address.h"
#include "file/yaml/line_ends.h"

#include <string.h>

#define LANGUAGES_MAX 100
#define TERM_MAX_LENGTH 100
#define ORIGINS_MAX 20
#define ORIGINS_MAX_LENGTH 2000

/* Stands for a control character, which was reported when the tree was made. */
#define REPLACEMENT 0xFFFD

typedef enum TextForm {
    TEXT_FORM_LINE,
    TEXT_FORM_PROSE,
} TextForm;

/* How many octets the line end has with which a text of `length` octets ends; 0 if there is none.
 */
static gsize count_final(const char *text, gsize length)
{
    gsize octets = strlen(LINE_END);

    if (length > 0 && text[length - 1] == '\n') {
        return 1;
    }
    return length >= octets && memcmp(text + length - octets, LINE_END, octets) == 0 ? octets : 0;
}

/* The text of a value without line ends at its end. One that YAML does not know is a line end in a
 * text of several lines, but a blank in a single line, where it is seldom meant. The caller owns
 * it. */
static char *dup_lines(const Node *value, TextForm form)
{
    /* Within a list of languages, a null is not sorted out by fields_read. */
    gsize length = node_is_null(value) ? 0 : value->length;

    /* A block of YAML ends with a line break unless it says "|-". */
    while (count_final(value->text, length) > 0) {
        length -= count_final(value->text, length);
    }
    g_autofree char *text = g_strndup(value->text, length);
    g_auto(GStrv) lines = g_strsplit(text, LINE_END, -1);
    return g_strjoinv(form == TEXT_FORM_LINE ? " " : "\n", lines);
}

/* The text of a value; NULL, with an error, if it is not as it should be. The caller owns it. */
static char *dup_checked(Reader *reader, const SchemaField *field, const Node *value, TextForm form)
{
    if (values_scalar(reader, field, value) == NULL) {
        return NULL;
    }
    g_autofree char *text = dup_lines(value, form);
    gsize length = strlen(text);
    if (strspn(text, " \t\n") >= length) {
        reader_error(reader, value, "empty", NULL, "the text of \"%s\" is empty", field->key);
        return NULL;
    }
    if (length > AGENDA_FILE_MAX_TEXT) {
        reader_error(reader, value, "too-long", NULL,
                     "the text of \"%s\" has %" G_GSIZE_FORMAT " octets; expected at most %d",
                     field->key, length, AGENDA_FILE_MAX_TEXT);
        return NULL;
    }
    if (form == TEXT_FORM_LINE && strchr(text, '\n') != NULL) {
        reader_error(reader, value, "several-lines",
                     g_strdup("\">-\" before a text folds its lines into one"),
                     "\"%s\" has several lines; expected one", field->key);
        return NULL;
    }
    if (form == TEXT_FORM_LINE && strchr(text, '\t') != NULL) {
        reader_error(reader, value, "control-character", NULL,
                     "\"%s\" holds a tab; expected blanks", field->key);
        return NULL;
    }
    return g_steal_pointer(&text);
}

bool texts_read_string(Reader *reader, const SchemaField *field, const Node *value,
                       gpointer out_member)
{
    g_autofree char *text = dup_checked(reader, field, value, TEXT_FORM_LINE);

    if (text != NULL) {
        *(const char **)out_member = agenda_intern(reader->agenda, text);
    }
    return text != NULL;
}

/* Of a term of the wrong form, the form alone is reported: see values.h. */
bool texts_read_term(Reader *reader, const SchemaField *field, const Node *value,
                     gpointer out_member)
{
    g_autofree char *text = dup_checked(reader, field, value, TEXT_FORM_LINE);

    if (text == NULL) {
        return false;
    }
    if (strchr(text, ',') != NULL) {
        reader_error(reader, value, "bad-term", NULL,
                     "\"%s\" holds a comma, which parts such words in calendars and addresses",
                     field->key);
    } else if (strlen(text) > TERM_MAX_LENGTH) {
        reader_error(reader, value, "bad-term", NULL,
                     "\"%s\" has %" G_GSIZE_FORMAT " octets; expected at most %d", field->key,
                     strlen(text), TERM_MAX_LENGTH);
    }
    *(const char **)out_member = agenda_intern(reader->agenda, g_strstrip(text));
    return true;
}

/* --- languages --------------------------------------------------------------------------- */

/* Only reports: the text itself is still checked. */
static void check_language(Reader *reader, const Node *mapping, guint index)
{
    const Node *key = node_key(mapping, index);

    if (!text_is_tag(key->text)) {
        g_autofree char *shown = clip_dup(key->text);
        reader_error(reader, key, "bad-language", NULL,
                     "\"%s\" is not a language; expected a tag such as en or pt-BR", shown);
        return;
    }
    /* At most LANGUAGES_MAX keys, so a loop will do. */
    for (guint i = 0; i < index; i++) {
        const Node *other = node_key(mapping, i);
        if (g_ascii_strcasecmp(other->text, key->text) == 0) {
            reader_error(reader, key, "duplicate-key", NULL,
                         "the language \"%s\" is here twice; the first is on line %u", key->text,
                         other->line);
            return;
        }
    }
}

static bool read_languages(Reader *reader, const SchemaField *field, const Node *mapping,
                           TextForm form, Text *out)
{
    g_autoptr(GArray) variants = g_array_new(FALSE, FALSE, sizeof(TextVariant));

    if (mapping->length == 0 || mapping->length > LANGUAGES_MAX) {
        reader_error(reader, mapping, "bad-language", NULL,
                     "\"%s\" is given in %u languages; expected 1 to %d", field->key,
                     mapping->length, LANGUAGES_MAX);
        return false;
    }
    for (guint i = 0; i < mapping->length; i++) {
        check_language(reader, mapping, i);
        g_autofree char *text = dup_checked(reader, field, node_value(mapping, i), form);
        TextVariant variant = {
            .lang = agenda_intern(reader->agenda, node_key(mapping, i)->text),
            .value = agenda_intern(reader->agenda, text),
        };
        /* A bad variant is reported already; the good ones keep the text from counting as
         * missing. */
        if (variant.value != NULL) {
            g_array_append_val(variants, variant);
        }
    }
    if (variants->len > 0) {
        *out =
            agenda_intern_text(reader->agenda, (const TextVariant *)variants->data, variants->len);
    }
    return variants->len > 0;
}

static bool read_text(Reader *reader, const SchemaField *field, const Node *value, TextForm form,
                      Text *out)
{
    if (value->type == NODE_MAPPING) {
        return read_languages(reader, field, value, form, out);
    }
    g_autofree char *text = dup_checked(reader, field, value, form);
    if (text != NULL) {
        TextVariant variant = { .value = text };
        *out = agenda_intern_text(reader->agenda, &variant, 1);
    }
    return text != NULL;
}

bool texts_read_line(Reader *reader, const SchemaField *field, const Node *value,
                     gpointer out_member)
{
    return read_text(reader, field, value, TEXT_FORM_LINE, out_member);
}

bool texts_read_prose(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    return read_text(reader, field, value, TEXT_FORM_PROSE, out_member);
}

/* --- URLs -------------------------------------------------------------------------------- */

static void report_bad_character(Reader *reader, const Node *value, const char *at)
{
    gunichar character = g_utf8_get_char(at);
    g_autofree char *alone = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
    g_autofree char *escaped = g_uri_escape_string(alone, NULL, FALSE);
    /* Suggest an escape only for what may be meant. */
    bool has_escape = g_unichar_isprint(character) && character != REPLACEMENT;

    /* Its notation is lost. */
    if (g_str_has_prefix(at, LINE_END)) {
        reader_error(reader, value, "bad-url", NULL, "a line end cannot stand in a URL");
        return;
    }
    reader_error(reader, value, "bad-url",
                 has_escape ? g_strdup_printf("\"%s\" stands for it", escaped) : NULL,
                 "the character U+%04X cannot stand in a URL", character);
}

bool texts_read_url(Reader *reader, const SchemaField *field, const Node *value,
                    gpointer out_member)
{
    const char *url = values_scalar(reader, field, value);

    if (url == NULL) {
        return false;
    }
    const char *bad = web_address_find_bad(url);
    if (bad != NULL) {
        report_bad_character(reader, value, bad);
    } else if (value->length > WEB_ADDRESS_MAX) {
        reader_error(reader, value, "bad-url", NULL, "the URL has %u octets; expected at most %d",
                     value->length, WEB_ADDRESS_MAX);
    } else if (!web_address_is_good(url)) {
        g_autofree char *shown = clip_dup(url);
        reader_error(reader, value, "bad-url", NULL,
                     "\"%s\" is not a web address; expected one that begins with https:// or "
                     "http://",
                     shown);
    } else {
        *(const char **)out_member = agenda_intern(reader->agenda, url);
        return true;
    }
    return false;
}

/* --- origins ----------------------------------------------------------------------------- */

/* Whether a text is a scheme, a host and perhaps a port. It goes into a header field as it is. */
static bool is_origin(const char *text)
{
    static const char CHARACTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789.-:/";
    const char *host = strstr(text, "://");

    return text[strspn(text, CHARACTERS)] == '\0' && web_address_is_good(text) &&
           strchr(host + strlen("://"), '/') == NULL;
}

static bool refuse_many(Reader *reader, const SchemaField *field, const Node *value)
{
    reader_error(reader, value, "bad-origin", NULL,
                 "\"%s\" has too many origins; expected at most %d, in %d octets", field->key,
                 ORIGINS_MAX, ORIGINS_MAX_LENGTH);
    return false;
}

/* Appends the origins of a scalar. */
static bool append_origins(Reader *reader, const SchemaField *field, const Node *value,
                           GString *out)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return false;
    }
    g_auto(GStrv) origins = g_strsplit(text, " ", ORIGINS_MAX + 1);
    if (g_strv_length(origins) > ORIGINS_MAX) {
        return refuse_many(reader, field, value);
    }
    for (char **origin = origins; *origin != NULL; origin++) {
        if (!is_origin(*origin)) {
            g_autofree char *shown = clip_dup(*origin);
            reader_error(reader, value, "bad-origin", NULL,
                         "\"%s\" is not the origin of a web site; expected one like "
                         "https://www.example.org",
                         shown);
            return false;
        }
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", *origin);
    }
    return true;
}

/* The bounds are those of all origins together: they go into one header field, and are one text in
 * the history, from which they are read again. */
bool texts_read_origins(Reader *reader, const SchemaField *field, const Node *value,
                        gpointer out_member)
{
    bool is_list = value->type == NODE_SEQUENCE;
    guint count = is_list ? value->length : 1;
    g_autoptr(GString) origins = g_string_new(NULL);
    bool is_good = true;

    for (guint i = 0; i < count && origins->len <= ORIGINS_MAX_LENGTH; i++) {
        const Node *item = is_list ? node_item(value, i) : value;
        is_good = append_origins(reader, field, item, origins) && is_good;
    }
    g_auto(GStrv) all = g_strsplit(origins->str, " ", -1);
    if (origins->len > ORIGINS_MAX_LENGTH || g_strv_length(all) > ORIGINS_MAX) {
        return refuse_many(reader, field, value);
    }
    /* An empty list is as good as none. */
    if (is_good && origins->len > 0) {
        *(const char **)out_member = agenda_intern(reader->agenda, origins->str);
    }
    return is_good;
}
