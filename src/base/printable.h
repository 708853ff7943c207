#pragma once

/* A text in which control characters stand as escapes, "\\x1b", so that it can neither move the
 * cursor of a terminal nor forge a line; the caller's own. */
char *printable_dup(const char *text);
