#pragma once

#include "model/change/difference.h"

/* A line about one event, or about something that many events name: first the subject
 * (change_subject.h), then what changed, part by part. "3.4 Regional migration: moved from … to
 * 10:00–12:00; now in Gold Room" */
typedef struct ChangeLine {
    GString *out;                 /* borrowed; the caller ends the line */
    const Participant *viewpoint; /* whose view this is; NULL: everybody's */
    bool has_part;                /* there is a part after the subject already */
} ChangeLine;

/* Begins a part; returns where to append its words. */
GString *change_line_next_part(ChangeLine *line);

/* Appends a part that says what changed. */
void change_line_say(ChangeLine *line, const Change *change);

/* Whether a change is about a role that the viewpoint has in an event. */
bool change_line_is_own(const ChangeLine *line, const Change *change);
