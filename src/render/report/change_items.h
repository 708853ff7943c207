#pragma once

#include "model/agenda/schema.h"

/* Appends how a list of a session differs from what it was, item by item: its tags, languages or
 * links. ""Slides", "Paper" added, "Poster" removed" */
void change_items_append(GString *out, const SchemaField *field, const Session *before,
                         const Session *after);
