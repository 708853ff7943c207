#pragma once

#include "model/change/difference.h"

/* Appends the subject of a change: an event, in the view of an agency (NULL: everybody's);
 * something that many events name; or the agenda, which is the new one. "3.4 Regional migration",
 * "Name of room gold" */
void change_subject_append(GString *out, const Change *change, const Agenda *agenda,
                           const Participant *viewpoint);

/* What a key without a kind of change of its own is called within a line: "floor". Static. */
const char *change_subject_key(const SchemaField *field);
