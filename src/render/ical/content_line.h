#pragma once

#include <glib.h>

/* Content lines of iCalendar (RFC 5545 §3.1). */
#define CONTENT_LINE_MAX_OCTETS 75

/* Appends one line, given without its end, folded: CRLF, at most 75 octets, never within a
 * character. */
void content_line_append(GString *out, const char *line, gsize length);

/* Appends text of iCalendar that libical wrote, each line folded anew. (libical 3.0.16 writes
 * CR CR LF where 73 octets remain to fold.) */
void content_line_append_folded(GString *out, const char *text);
