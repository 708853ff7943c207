#pragma once

#include "file/yaml/node.h"

/* The canonical form of an agenda (agenda_records.h) as YAML that people like to edit: a line for
 * each key. It begins with the comments with which `old_text`, an agenda file or "", begins. The
 * caller's own. */
char *agenda_text_from_canonical(const char *canonical, const char *old_text);
