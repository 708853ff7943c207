#pragma once

#include "model/change/difference.h"

/* Appends what a change is of: an event, in the view of an agency (NULL: everybody's), or what many
 * events name, or the agenda. "3.4 Regional migration", "Name of room gold" */
void change_subject_append(GString *out, const Change *change, const Agency *viewpoint);
