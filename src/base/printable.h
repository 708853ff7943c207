#pragma once

/* A text in which control characters stand as escapes, "\x1b", so that it can neither move the
 * cursor of a terminal nor forge a line, and what is not seen or turns the direction of what
 * follows as "\u{202e}", so that it looks like nothing else; the caller's own. */
char *printable_dup(const char *text);

/* Valid UTF-8 of several lines, such as an agenda says: what sets the direction of more than itself
 * stands as an escape. All else stays, also what joins letters; the caller's own. */
char *printable_lines_dup(const char *text);
