#pragma once

#include "model/agenda/agenda.h"

/*
 * An agenda in canonical form: a file as described in confeed-agenda(5), in JSON, cut into records,
 * one for each of its lines.
 *
 * Two agendas have equal records exactly if they say the same. Order, comments and notation do not
 * matter, and built-in values are left out. Slots of a day with the same times hold their sessions
 * together. What no file says is the record "zone": the rules that decide the instants of the
 * agenda. It stands in no file that records make.
 */
typedef struct AgendaRecord {
    const char *kind;  /* "agenda", "role", "agency", "room", "round-table", "day", "session",
                        * "preparation", "zone" */
    const char *id;    /* the id or date; a preparation's key; a zone's name; "" for the agenda */
    const char *place; /* for a session: its day, its slot and its key there, such as "2007-07-10
                        * 09:00 13:00 sessions" or "2007-07-09 all-day plenary"; "" for others */
    const char *text;  /* a JSON object on one line */
} AgendaRecord;

/* The order of records: by kind, then id (strcmp). A GCompareFunc for AgendaRecord. */
gint agenda_record_compare(gconstpointer a, gconstpointer b);

/* All records of an agenda, in that order: an array of AgendaRecord, which the caller owns. Its
 * strings live in `strings` and may outlive the agenda. */
GArray *agenda_records_of(const Agenda *agenda, GStringChunk *strings);

/* The first record, wherever the records are from, that cannot belong to an agenda: of an unknown
 * kind, in an impossible place, with a text that is not an object on one line, or a second "agenda"
 * or "zone". NULL if there is none. */
const AgendaRecord *agenda_records_find_malformed(const GArray *records);

/* Appends the whole file that records make. None may be malformed; their order does not matter.
 * Sessions whose day is missing go under one made for them. */
void agenda_records_append_file(GString *out, const GArray *records);

/* The whole file of an agenda, which is its canonical form; the caller's own. */
char *agenda_records_dup_file(const Agenda *agenda);

/* The SHA-256 of that file, and of the rules of its zone (NULL if these are not there), in
 * hexadecimal digits. The caller owns them. */
char *agenda_records_digest(const GArray *records);
char *agenda_records_rules_digest(const GArray *records);

/* Makes a zone from its record. NULL if that is malformed. */
Tz *agenda_record_read_zone(const AgendaRecord *record);
