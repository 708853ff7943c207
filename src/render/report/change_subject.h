#pragma once

#include "model/change/difference.h"

/* Appends the subject of a change: an event, in the view of an agency (NULL: everybody's);
 * something that many events name; or the agenda. "3.4 Regional migration", "Name of room gold" */
void change_subject_append(GString *out, const Change *change, const Participant *viewpoint);
