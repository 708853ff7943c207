#pragma once

#include "model/change/difference.h"

/* The lines of reports on a difference: one for each event that changed, and one for each change of
 * what many events name (change_line.h). */
typedef struct DifferenceLines {
    GString *out; /* borrowed, like all here */
    const Difference *difference;
    const Participant *viewpoint; /* whose view it is, with its clashes; NULL: everybody's */
    const char *indent;           /* before each line */
    bool without_common;          /* leaves out what reaches every calendar */
} DifferenceLines;

/* Appends lines about changes (const Change *). Those of one event must stand together. */
void difference_lines_append(const DifferenceLines *lines, const GPtrArray *changes);

/* Appends the ids of a clash's sessions, "1.3, 3.4", except that of `but`, which may be NULL. */
void difference_lines_append_ids(GString *out, const Clash *clash, const Session *but);

/* Whether a change concerns the conference as a whole. */
bool difference_lines_are_for_all(const Change *change);
