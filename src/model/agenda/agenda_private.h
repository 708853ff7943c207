#pragma once

#include "model/agenda/agenda.h"

/* What the files of this module share, and nobody else sees. */
struct AgendaIndex {
    GStringChunk *strings;
    gsize octets;        /* of all strings that were put into it, be they there already */
    GPtrArray *variants; /* TextVariant arrays */
    /* id → record; the agenda's arrays own the records */
    GHashTable *named[NAMED_ROUND_TABLE + 1];
    GHashTable *sessions;
    GHashTable *days; /* date → Day */
    /* Arrays of const Session *, each in the order of the agenda, by the index of the owner. */
    GPtrArray *sessions_of_agency;
    GPtrArray *sessions_of_room;
    GPtrArray *sessions_of_day;
    GPtrArray *common; /* const Session *: plenaries and breaks */
};

void agenda_add_built_in_roles(Agenda *agenda);
