#pragma once

#include "model/agenda/agenda.h"

/* A new agenda of a part of another: its head, and of its events only those for which the functions
 * say so, with what these name (roles, agencies, rooms, round tables, days); with plenaries and
 * breaks all agencies, in whose feeds they are. Strings are copied. */
typedef struct ExtractRule {
    bool (*has_session)(const Session *session, gpointer data);
    /* Of the sessions that are in it; NULL: all are. */
    bool (*has_contribution)(const Contribution *contribution, gpointer data);
    bool (*has_preparation)(const Preparation *preparation, gpointer data);
    gpointer data;
    /* Texts are shown in the first of these languages that they have, ended by NULL; NULL: as they
     * are shown in the other. */
    const char *const *langs;
    bool with_all_names; /* roles, agencies, rooms, round tables, days, be they named or not */
} ExtractRule;

Agenda *agenda_extract(const Agenda *agenda, const ExtractRule *rule);
