#pragma once

#include "model/agenda/agenda.h"

/*
 * A cell of the matrix: what somebody contributes to a session, a line for each contribution.
 *
 *   Rapporteur
 *   Speaker [jane] (offered, agency): with slides
 *   Chair
 *   [en]: until noon
 *   [fr]: jusqu'à midi
 *
 * A line has the role, the person who speaks for the agency, then what is not as usual, and the
 * note; all but the role is left out where there is nothing to say. A note that names its languages
 * stands on lines of its own. A semicolon before the note ends a contribution like a line end.
 */

/* What cells call each role, by its index (const char *): its label, or its id where the label
 * could be misunderstood. Borrowed from the agenda; the caller frees the array. */
GPtrArray *book_cell_role_names_new(const Agenda *agenda);

/* Appends a contribution. */
void book_cell_append(GString *out, const Contribution *contribution, const char *role);

/* A value of a contribution, by its key in the agenda file: "role", "person", "status", "note" … */
typedef struct BookCellValue {
    const char *key;
    const char *language; /* of a note that names it; or NULL */
    const char *text;
} BookCellValue;

/* Reads a cell and adds the values of its contributions (BookCellValue), each of which begins with
 * its role. The texts are put into `strings`. False if a line is none of the above; then out_fault,
 * the caller's own, says what was expected. */
bool book_cell_parse(const char *text, GStringChunk *strings, GArray *values, char **out_fault);
