#include "base/printable.h"

#include <glib.h>

char *printable_dup(const char *text)
{
    GString *printable = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c++) {
        if (g_ascii_iscntrl(*c)) {
            g_string_append_printf(printable, "\\x%02x", (guint)*c);
        } else {
            g_string_append_c(printable, *c);
        }
    }
    return g_string_free(printable, FALSE);
}
