#pragma once

#include <glib.h>

/* Content lines of iCalendar (RFC 5545 §3.1) as tests look at them. */

/* The lines unfolded; the caller's own. */
char *ical_lines_unfold(const char *lines);

/* Fails unless there is such a logical line, or none that begins so. */
void ical_lines_assert_has(const char *lines, const char *line);
void ical_lines_assert_has_none(const char *lines, const char *beginning);

/* Fails unless every physical line ends in CRLF, has 75 octets at most, is UTF-8 and holds no
 * control character. */
void ical_lines_assert_clean(const char *lines, gsize length);
