#include "serve/http/selection_value.h"

#include "model/address/id.h"

/* Undoes escapes. What forms send has a plus for each blank (WHATWG URL,
 * application/x-www-form-urlencoded); no id has either. */
static GString *unescape(const char *value)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (; *value != '\0'; value++) {
        char octet = *value == '+' ? ' ' : *value;
        if (octet == '%') {
            if (!g_ascii_isxdigit(value[1]) || !g_ascii_isxdigit(value[2])) {
                return NULL;
            }
            octet = (char)(g_ascii_xdigit_value(value[1]) * 16 + g_ascii_xdigit_value(value[2]));
            value += 2;
        }
        g_string_append_c(text, octet);
    }
    return g_steal_pointer(&text);
}

/* Looked at once escapes are undone, so that they hide nothing. */
static bool is_of_ids(const GString *text)
{
    for (gsize i = 0; i < text->len; i++) {
        if (text->str[i] != ',' && !id_has_octet(text->str[i])) {
            return false;
        }
    }
    return true;
}

static bool is_text(const GString *text)
{
    if (!g_utf8_validate_len(text->str, text->len, NULL)) {
        return false;
    }
    for (const char *c = text->str; *c != '\0'; c = g_utf8_next_char(c)) {
        if (g_unichar_iscntrl(g_utf8_get_char(c))) {
            return false;
        }
    }
    return true;
}

static char *dup_if(const char *value, bool (*is_good)(const GString *text))
{
    GString *text = unescape(value);

    return text != NULL ? g_string_free(text, !is_good(text)) : NULL;
}

char *selection_value_unescape(const char *value)
{
    return dup_if(value, is_of_ids);
}

/* A value that a parameter names or, with SELECTION_NOT, leaves out. */
typedef struct ValueParameter {
    const char *word;
    SelectionName name;
    bool is_not;
} ValueParameter;

static bool add_values(const char *list, const ValueParameter *parameter, SelectionQuery *query,
                       guint *count, char **out_fault)
{
    g_auto(GStrv) values = g_strsplit(list, ",", -1);

    for (char **value = values; *value != NULL; value++) {
        if (*g_strstrip(*value) == '\0') {
            *out_fault =
                g_strdup_printf("In the list of %s there is an empty value.", parameter->word);
            return false;
        }
        /* Counted over all parameters of a request. */
        if (++*count > SELECTION_VALUES_MAX) {
            *out_fault = g_strdup_printf("There are more than %d values.", SELECTION_VALUES_MAX);
            return false;
        }
        if (parameter->is_not) {
            selection_query_exclude(query, parameter->name, *value);
        } else {
            selection_query_add(query, parameter->name, *value);
        }
    }
    return true;
}

bool selection_value_read(const char *value, const char *word, SelectionQuery *query, guint *count,
                          char **out_fault)
{
    ValueParameter parameter = { .word = word };
    bool is_name = selection_name_parse_either(word, &parameter.name, &parameter.is_not);

    g_assert(is_name);
    bool is_words = selection_name_is_text(parameter.name);
    g_autofree char *list = dup_if(value, is_words ? is_text : is_of_ids);
    if (*value == '\0') {
        *out_fault = g_strdup_printf("%s has no value.", word);
        return false;
    }
    if (list == NULL) {
        *out_fault = g_strdup_printf(
            "\"%.*s\" cannot be a value of %s: %s.", SELECTION_VALUE_SHOWN_OCTETS, value, word,
            is_words ? "words are text in UTF-8, without control characters"
                     : "ids are made of letters, digits, dots, underscores and hyphens");
        return false;
    }
    return add_values(list, &parameter, query, count, out_fault);
}
