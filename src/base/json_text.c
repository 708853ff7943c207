#include "base/json_text.h"

#include <jansson.h>
#include <string.h>

/* No comma after an opening bracket or a colon. The last octet, line breaks aside, is enough to
 * tell, because a string ends with its quotation mark. */
static void append_comma(GString *out)
{
    gsize length = out->len;

    while (length > 0 && out->str[length - 1] == '\n') {
        length--;
    }
    if (length > 0 && strchr("{[:", out->str[length - 1]) == NULL) {
        g_string_append_c(out, ',');
    }
}

static bool is_plain(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at < ' ' || *at >= 0x7F || *at == '"' || *at == '\\') {
            return false;
        }
    }
    return true;
}

/* Most strings are ids and plain words, which need no escapes. A jansson value for each of them
 * would take most of the time spent on a large agenda. */
static void append_quoted(GString *out, const char *text)
{
    if (is_plain(text)) {
        g_string_append_c(out, '"');
        g_string_append(out, text);
        g_string_append_c(out, '"');
        return;
    }
    /* jansson knows which characters JSON escapes, and how. */
    json_t *string = json_string(text);
    char *quoted = json_dumps(string, JSON_ENCODE_ANY);

    g_assert(quoted != NULL);
    g_string_append(out, quoted);
    free(quoted);
    json_decref(string);
}

static void begin_value(GString *out, const char *key)
{
    append_comma(out);
    if (key != NULL) {
        append_quoted(out, key);
        g_string_append_c(out, ':');
    }
}

void json_text_open(GString *out, const char *key, char bracket)
{
    begin_value(out, key);
    g_string_append_c(out, bracket);
}

void json_text_close(GString *out, char bracket)
{
    g_string_append_c(out, bracket);
}

void json_text_append_string(GString *out, const char *key, const char *value)
{
    /* Saves every caller a test: an optional value is just left out. */
    if (value != NULL) {
        begin_value(out, key);
        append_quoted(out, value);
    }
}

void json_text_append_number(GString *out, const char *key, gint64 value)
{
    begin_value(out, key);
    g_string_append_printf(out, "%" G_GINT64_FORMAT, value);
}

void json_text_append_bool(GString *out, const char *key, bool value)
{
    begin_value(out, key);
    g_string_append(out, value ? "true" : "false");
}
