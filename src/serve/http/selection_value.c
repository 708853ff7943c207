#include "serve/http/selection_value.h"

#include "model/address/id.h"

char *selection_value_unescape(const char *value)
{
    g_autoptr(GString) text = g_string_new(NULL);

    while (*value != '\0') {
        char octet = *value;
        if (octet == '%') {
            if (!g_ascii_isxdigit(value[1]) || !g_ascii_isxdigit(value[2])) {
                return NULL;
            }
            octet = (char)(g_ascii_xdigit_value(value[1]) * 16 + g_ascii_xdigit_value(value[2]));
            value += 2;
        }
        /* Looked at once it is decoded, so that escapes hide nothing. */
        if (octet != ',' && !id_has_octet(octet)) {
            return NULL;
        }
        g_string_append_c(text, octet);
        value++;
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool add_ids(const char *list, SelectionName name, SelectionQuery *query, guint *count,
                    char **out_fault)
{
    g_auto(GStrv) ids = g_strsplit(list, ",", -1);

    for (char **id = ids; *id != NULL; id++) {
        if (**id == '\0') {
            *out_fault = g_strdup_printf("In the list of %s there is an empty value.",
                                         selection_name_word(name));
            return false;
        }
        /* Counted over all parameters of a request. */
        if (++*count > SELECTION_VALUES_MAX) {
            *out_fault = g_strdup_printf("There are more than %d values.", SELECTION_VALUES_MAX);
            return false;
        }
        selection_query_add(query, name, *id);
    }
    return true;
}

bool selection_value_read(const char *value, SelectionName name, SelectionQuery *query,
                          guint *count, char **out_fault)
{
    g_autofree char *list = selection_value_unescape(value);

    if (*value == '\0') {
        *out_fault = g_strdup_printf("%s has no value.", selection_name_word(name));
        return false;
    }
    if (list == NULL) {
        *out_fault =
            g_strdup_printf("\"%.*s\" cannot be a value of %s: ids are made of letters, "
                            "digits, dots, underscores and hyphens.",
                            SELECTION_VALUE_SHOWN_OCTETS, value, selection_name_word(name));
        return false;
    }
    return add_ids(list, name, query, count, out_fault);
}
