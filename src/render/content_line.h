#pragma once

#include <glib.h>

/* Content lines of iCalendar (RFC 5545 §3.1). */
#define CONTENT_LINE_MAX_OCTETS 75

/* Appends text of iCalendar that libical wrote, each line folded anew: CRLF, at most 75 octets,
 * never within a character. (libical 3.0.16 writes CR CR LF where 73 octets remain to fold.) */
void content_line_append_folded(GString *out, const char *text);
