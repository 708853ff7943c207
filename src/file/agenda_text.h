#pragma once

#include "file/yaml/node.h"

/* The canonical form of an agenda (agenda_records.h) as YAML that people like to edit: a line for
 * each key. It begins with the comments with which `old_text`, an agenda file or "", begins. The
 * caller's own. */
char *agenda_text_from_canonical(const char *canonical, const char *old_text);

/* The text of an agenda file, made to say what a canonical form says with all else as it is:
 * comments, order, quotes. Where that cannot be done, as the file cannot be read, it is written
 * anew, as agenda_text_from_canonical does it. The caller's own. */
char *agenda_text_update(const char *canonical, const char *old_text, gsize old_size);
