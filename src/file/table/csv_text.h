#pragma once

#include <glib.h>
#include <stdbool.h>

/* Has the C library load what it needs for these encodings, for a process that is about to give up
 * opening files. It stays loaded. */
void csv_text_prepare(void);

/* Brings the text of a CSV file into UTF-8: from UTF-16 if it has a byte order mark, as Excel's
 * "Unicode text" has, or from Windows-1252 if it is not UTF-8. The mark is dropped. `out_is_guess`
 * says that it was taken for Windows-1252. NULL, with a TABLE_ERROR that names the line, if it is
 * none of them or holds a NUL. The caller owns the text, which ends with a NUL. */
char *csv_text_dup(const char *data, gsize size, bool *out_is_guess, GError **error);
