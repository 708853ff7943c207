#pragma once

#include "model/table/table.h"

/* The words of a table (model/table/table.h), the same wherever it is shown. */

/* "ILO", "Jane Doe": who stands after the title or role of an item, beyond the agency whose line it
 * is in; NULL if nobody does. The caller owns it. */
char *table_words_dup_person(const TableItem *item);

/* Appends an item: "Speaker: Jane Doe (requested)", "Diaspora Dialogue, Tuesday 15 May 2007",
 * "Chair (clash with 2.3)". */
void table_words_append_item(GString *out, const TableItem *item);

/* Appends what is not as usual about an item, with a blank before it: " (requested, clash with
 * 2.3)"; nothing if all is. */
void table_words_append_firmness(GString *out, const TableItem *item);

/* The note of an item; NULL if it has none. Borrowed. */
const char *table_words_note(const TableItem *item);

/* What a line is of: "Background paper", "1.2 Labour migration", "ILO", "People". The caller owns
 * it. */
char *table_words_dup_line(const TableLine *line);

/* What is not as usual about the session of a line, with a blank before it: " (cancelled)", " (room
 * clash with 2.1)"; "" if all is, or for another line. The caller owns it. */
char *table_words_dup_state(const Table *table, const TableLine *line);

/* What a group of lines is: "Preparations", "Round Table 1", "Other sessions", "Governments". The
 * caller owns it. */
char *table_words_dup_group(const Table *table, const TableGroup *group);

/* The columns of a sheet: "ILO to World Bank", or the only one. The caller owns it. */
char *table_words_dup_span(const Table *table, guint first, guint end);
