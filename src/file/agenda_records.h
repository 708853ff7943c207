#pragma once

#include "model/agenda/agenda.h"

/*
 * An agenda in its canonical form: a file as confeed-agenda(5) describes it, in JSON, cut into
 * records, one for each line of it.
 *
 * Two agendas have equal records if and only if they say the same: order, comments and the way it
 * is written do not matter, built-in values are left out. Slots of a day with the same times hold
 * their sessions together.
 */
typedef struct AgendaRecord {
    const char *kind;  /* "agenda", "role", "agency", "room", "round-table", "day", "session",
                        * "preparation" */
    const char *id;    /* the id or date; "" of the agenda; of a preparation its key */
    const char *place; /* of a session: its day, its slot and the key that it is under there, as in
                        * "2007-07-10 09:00 13:00 sessions" and "2007-07-09 all-day plenary"; else
                        * "" */
    const char *text;  /* a JSON object in one line */
} AgendaRecord;

/* The order of records: by kind and id (strcmp); a GCompareFunc of two AgendaRecord. */
gint agenda_record_compare(gconstpointer a, gconstpointer b);

/* All records, in that order; an array of AgendaRecord whose strings live in `strings`,
 * so longer than the agenda if need be. The caller's own. */
GArray *agenda_records_of(const Agenda *agenda, GStringChunk *strings);

/* The first of some records, of wherever they come from, that cannot be one of an agenda: of an
 * unknown kind, in a place that does not exist, of a text that is no object in one line, or a
 * second "agenda". NULL if there is none. */
const AgendaRecord *agenda_records_find_malformed(const GArray *records);

/* Appends the whole file that records make, none of which may be malformed, whatever their order;
 * sessions whose day is not among them are under one made for them. */
void agenda_records_append_file(GString *out, const GArray *records);

/* The SHA-256 of that file, in hexadecimal digits; the caller's own. */
char *agenda_records_digest(const GArray *records);
