#pragma once

#include "model/agenda/schema.h"

/* Makes a new agenda from a part of another: its head, the events that the functions accept, and
 * the records that these name (roles, agencies, people, rooms, round tables, days), and the days on
 * which they go on. If it has plenaries or breaks, it has all agencies and people, because their
 * feeds hold those. Strings are copied. The caller owns it. */
typedef struct ExtractRule {
    bool (*has_session)(const Session *session, gpointer data);
    /* Asked for each session in the extract; NULL: it has all contributions. */
    bool (*has_contribution)(const Contribution *contribution, gpointer data);
    bool (*has_preparation)(const Preparation *preparation, gpointer data);
    /* Asked with with_all_names for each agency and person that no event names; NULL: it has all of
     * them. */
    bool (*has_participant)(const Participant *participant, gpointer data);
    /* Changes what the copy of a record says; NULL: all say the same. What is put into it must be
     * interned in `to`. */
    void (*edit)(Agenda *to, const SchemaRecord *schema, gpointer copy, gconstpointer record,
                 gpointer data);
    gpointer data;
    /* Each text is shown in the first of these languages (ended by NULL) that it has. NULL: as the
     * other agenda shows it. */
    const char *const *langs;
    bool is_public;      /* without what is for the organisers only (SchemaField.is_private) */
    bool with_all_names; /* roles, agencies, people, rooms, round tables, listed types and tags, and
                          * days, even if no event names them */
} ExtractRule;

Agenda *agenda_extract(const Agenda *agenda, const ExtractRule *rule);
