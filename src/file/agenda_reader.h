#pragma once

#include "file/yaml/node.h"
#include "model/agenda/agenda.h"

/* Makes an agenda from the tree of a file. Mistakes are added to the findings; NULL if these hold
 * an error. The agenda keeps nothing of the nodes. The caller owns it. */
Agenda *agenda_reader_read(const Node *root, Findings *findings);
