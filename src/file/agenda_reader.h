#pragma once

#include "file/reader.h"

/* Makes an agenda from the tree of a file or, if `kept` is not NULL, from one that was published
 * once. Mistakes are added to the findings; NULL if these hold an error. The agenda keeps nothing
 * of the nodes. The caller owns it. */
Agenda *agenda_reader_read(const Node *root, const KeptZone *kept, Findings *findings);
