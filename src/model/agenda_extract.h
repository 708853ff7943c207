#pragma once

#include "model/agenda.h"

/* A new agenda of a part of another: its head, and of its events only those for which the functions
 * say so, with what these name (roles, agencies, rooms, round tables, days); with plenaries and
 * breaks all agencies, in whose feeds they are. Strings are copied. */
typedef struct ExtractRule {
    bool (*has_session)(const Session *session, gpointer data);
    bool (*has_preparation)(const Preparation *preparation, gpointer data);
    gpointer data;
} ExtractRule;

Agenda *agenda_extract(const Agenda *agenda, const ExtractRule *rule);
