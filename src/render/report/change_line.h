#pragma once

#include "model/change/difference.h"

/* A line on one event, or on something that many events name: what it is (change_subject.h), then
 * what changed of it, part by part. "3.4 Regional migration: moved from … to 10:00–12:00; now in
 * Gold Room" */
typedef struct ChangeLine {
    GString *out;            /* borrowed; the line's end is left to the caller */
    const Agency *viewpoint; /* in whose view; NULL is everybody's */
    bool has_part;           /* something has been said behind the subject */
} ChangeLine;

/* Begins a part, and returns where its words go. */
GString *change_line_next_part(ChangeLine *line);

/* Says what changed, in a part of its own. */
void change_line_say(ChangeLine *line, const Change *change);

/* Whether it is about a role, in an event, of the agency in whose view the line is. */
bool change_line_is_own(const ChangeLine *line, const Change *change);
