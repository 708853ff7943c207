#pragma once

#include "file/yaml/node.h"
#include "model/agenda/agenda.h"

/* Makes an agenda of what a file says. Everything that is wrong is added to the findings; NULL
 * if they hold an error. The agenda keeps nothing of the nodes. */
Agenda *agenda_reader_read(const Node *root, Findings *findings);
