#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>

/* Text from outside cannot move the cursor or forge a line. */
static char *make_safe(const char *text)
{
    GString *safe = g_string_new(NULL);

    for (const char *c = text; *c != '\0'; c++) {
        if ((guchar)*c < 0x20 || *c == 0x7F) {
            g_string_append_printf(safe, "\\x%02x", (guint)(guchar)*c);
        } else {
            g_string_append_c(safe, *c);
        }
    }
    return g_string_free(safe, FALSE);
}

static void print_message(const char *kind, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    g_autofree char *safe = make_safe(text);

    fprintf(stderr, "confeed: %s%s\n", kind, safe);
}

void message_error(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_message("error: ", format, arguments);
    va_end(arguments);
}

void message_info(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    print_message("", format, arguments);
    va_end(arguments);
}
