#pragma once

#include <glib.h>
#include <stdbool.h>

/* The content lines of an iCalendar file (RFC 5545 §3.1), one after the other, unfolded. */
typedef struct IcsLines {
    const char *at; /* where the next begins */
    const char *end;
    guint line;       /* the number of the line in the file at which the last began */
    guint next_line;  /* the number of the line that `at` begins */
    GString *text;    /* the last, without its end: valid UTF-8; a NUL in it has become U+0001 */
    bool is_too_long; /* whether that is only its beginning */
} IcsLines;

/* The longest content line, in octets. What is longer no agenda could hold. */
#define ICS_LINE_MAX (1024 * 1024)

/* Borrows the data, which need not end with a NUL. */
void ics_lines_init(IcsLines *lines, const char *data, gsize size);
void ics_lines_clear(IcsLines *lines);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IcsLines, ics_lines_clear)

/* Goes to the next line that is not empty. False at the end. */
bool ics_lines_next(IcsLines *lines);
