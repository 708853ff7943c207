#include "base/printable.h"

#include <glib.h>
#include <stdbool.h>

char *printable_dup(const char *text)
{
    GString *printable = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c++) {
        /* U+0080 to U+009F, which some terminals obey as they do escapes. */
        bool is_c1 = (guchar)c[0] == 0xC2 && (guchar)c[1] >= 0x80 && (guchar)c[1] <= 0x9F;
        if (is_c1) {
            c++;
        }
        if (is_c1 || g_ascii_iscntrl(*c)) {
            g_string_append_printf(printable, "\\x%02x", (guint)(guchar)*c);
        } else {
            g_string_append_c(printable, *c);
        }
    }
    return g_string_free(printable, FALSE);
}
