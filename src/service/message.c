#include "service/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/printable.h"

static void print_message(const char *kind, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    /* File names and texts may hold control characters, which a terminal would obey. */
    g_autofree char *printable = printable_dup(text);

    fprintf(stderr, "confeed: %s%s\n", kind, printable);
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
