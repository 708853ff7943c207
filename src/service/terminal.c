#include "service/terminal.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/printable.h"

guint terminal_width(void)
{
    const char *columns = g_getenv("COLUMNS");
    struct winsize size = { 0 };
    guint64 width = 0;

    /* First, because it also holds where standard output is not a terminal. */
    if (columns == NULL || !g_ascii_string_to_unsigned(columns, 10, 1, G_MAXUINT, &width, NULL)) {
        width = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
    }
    if (width == 0) {
        return TERMINAL_DEFAULT_WIDTH;
    }
    return (guint)CLAMP(width, TERMINAL_MIN_WIDTH, TERMINAL_MAX_WIDTH);
}

bool terminal_has_colour(void)
{
    const char *no_color = g_getenv("NO_COLOR");
    const char *term = g_getenv("TERM");

    /* An empty NO_COLOR counts as none (no-color.org). */
    return isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

void terminal_print(const char *lines)
{
    g_autofree char *printable = printable_lines_dup(lines);

    fputs(printable, stdout);
}
