#pragma once

#include <glib.h>

/* Content lines of iCalendar (RFC 5545 §3.1). */
#define CONTENT_LINE_MAX_OCTETS 75

/* Appends one line, given without its line end. It is folded into lines of at most 75 octets, each
 * ending with CRLF, and never within a character. */
void content_line_append(GString *out, const char *line, gsize length);

/* Appends iCalendar text that libical wrote, with each line folded anew. (libical 3.0.16 writes CR
 * CR LF where 73 octets remain to be folded.) */
void content_line_append_folded(GString *out, const char *text);
