#pragma once

#include <glib.h>

/*
 * What the records of an agenda in canonical form (agenda_records.h) refer to: agencies, people,
 * rooms, round tables and roles, each as "KIND ID", such as "round-table 1".
 */

/* The name of a record in such a set; the caller's own. */
char *record_references_dup_name(const char *kind, const char *id);

/* Adds what a record's text refers to to a set of names, which it owns. */
void record_references_collect(const char *text, GHashTable *names);

/* The text with other ids where it refers to what `ids` names (name: id). The caller owns it. */
char *record_references_rename(const char *text, GHashTable *ids);
