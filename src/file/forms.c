#include "file/forms.h"

#include <math.h>
#include <string.h>

#include "base/clip.h"

/* RFC 5321 §4.5.3.1.3, without the angle brackets. */
#define EMAIL_MAX_LENGTH 254

/* --- languages --------------------------------------------------------------------------- */

char *forms_dup_language(const char *tag)
{
    g_autofree char *lower = g_ascii_strdown(tag, -1);
    g_auto(GStrv) subtags = g_strsplit(lower, "-", -1);

    for (guint i = 1; subtags[i] != NULL; i++) {
        gsize length = strlen(subtags[i]);
        /* After a subtag of one letter, what follows is of no known kind. */
        if (strlen(subtags[i - 1]) == 1) {
            break;
        }
        for (gsize j = 0; j < length && (length == 2 || (length == 4 && j == 0)); j++) {
            subtags[i][j] = g_ascii_toupper(subtags[i][j]);
        }
    }
    return g_strjoinv("-", subtags);
}

bool forms_read_language(Reader *reader, const SchemaField *field, const Node *value,
                         gpointer out_member)
{
    const char *tag = values_scalar(reader, field, value);

    if (tag == NULL) {
        return false;
    }
    if (!text_is_tag(tag)) {
        g_autofree char *shown = clip_dup(tag);
        reader_error(reader, value, "bad-language", NULL,
                     "\"%s\" is not a language; expected a tag such as en or pt-BR", shown);
        return false;
    }
    g_autofree char *usual = forms_dup_language(tag);
    *(const char **)out_member = agenda_intern(reader->agenda, usual);
    return true;
}

/* --- e-mail ------------------------------------------------------------------------------ */

/* Whether a text is a local part, an @ and a host, of visible characters. Whether there is such a
 * mailbox, only a mail can tell. */
static bool is_email(const char *text)
{
    const char *at = strchr(text, '@');

    if (at == NULL || at == text || at[1] == '\0' || strchr(at + 1, '@') != NULL ||
        strlen(text) > EMAIL_MAX_LENGTH) {
        return false;
    }
    for (const char *c = text; *c != '\0'; c++) {
        if (*c <= ' ' || *c >= 0x7F || strchr("\"(),:;<>[\\]", *c) != NULL) {
            return false;
        }
    }
    return true;
}

bool forms_read_email(Reader *reader, const SchemaField *field, const Node *value,
                      gpointer out_member)
{
    const char *text = values_scalar(reader, field, value);

    if (text == NULL) {
        return false;
    }
    if (!is_email(text)) {
        g_autofree char *shown = clip_dup(text);
        reader_error(reader, value, "bad-email", NULL,
                     "\"%s\" is not an e-mail address; expected one such as jane@example.org",
                     shown);
        return false;
    }
    *(const char **)out_member = agenda_intern(reader->agenda, text);
    return true;
}

/* --- positions --------------------------------------------------------------------------- */

/* Reads degrees, of at most `max` to either side. They are kept to six digits, which is a hand's
 * breadth (RFC 5545 §3.8.1.6), without zeros at the end. */
static bool parse_degrees(const char *text, double max, GString *out)
{
    char *end = NULL;
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    double degrees = g_ascii_strtod(text, &end);

    /* strtod(3) takes "inf", "nan" and hexadecimal digits, too. */
    if (end == text || *end != '\0' || text[strspn(text, "+-.0123456789")] != '\0' ||
        fabs(degrees) > max) {
        return false;
    }
    g_ascii_formatd(digits, sizeof digits, "%.6f", degrees);
    gsize length = strlen(digits);
    while (digits[length - 1] == '0') {
        length--;
    }
    length -= digits[length - 1] == '.' ? 1 : 0;
    digits[length] = '\0';
    g_string_append(out, strcmp(digits, "-0") == 0 ? "0" : digits);
    return true;
}

/* The two numbers; NULL if there are not two. The caller owns them. */
static char **dup_numbers(const Node *value)
{
    if (value->type == NODE_SCALAR) {
        g_auto(GStrv) numbers = g_strsplit_set(value->text, ",;", -1);
        if (g_strv_length(numbers) != 2) {
            return NULL;
        }
        g_strstrip(numbers[0]);
        g_strstrip(numbers[1]);
        return g_steal_pointer(&numbers);
    }
    if (value->type != NODE_SEQUENCE || value->length != 2 ||
        node_item(value, 0)->type != NODE_SCALAR || node_item(value, 1)->type != NODE_SCALAR) {
        return NULL;
    }
    char **numbers = g_new0(char *, 3);
    numbers[0] = g_strdup(node_item(value, 0)->text);
    numbers[1] = g_strdup(node_item(value, 1)->text);
    return numbers;
}

bool forms_read_geo(Reader *reader, const SchemaField *field, const Node *value,
                    gpointer out_member)
{
    g_auto(GStrv) numbers = dup_numbers(value);
    g_autoptr(GString) geo = g_string_new(NULL);
    bool is_good = numbers != NULL && parse_degrees(numbers[0], 90, geo);

    if (is_good) {
        g_string_append_c(geo, ';');
        is_good = parse_degrees(numbers[1], 180, geo);
    }
    if (!is_good) {
        reader_error(reader, value, "bad-geo", NULL,
                     "\"%s\" is no place; expected latitude and longitude in degrees, such as "
                     "[50.8503, 4.3517]",
                     field->key);
        return false;
    }
    *(const char **)out_member = agenda_intern(reader->agenda, geo->str);
    return true;
}
