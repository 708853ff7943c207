#pragma once

#include "model/agenda/agenda.h"

/* What the files of the module agenda share and nobody else sees. */
struct AgendaIndex {
    GStringChunk *strings;
    gsize octets;        /* of all strings interned, repeated ones included */
    GPtrArray *variants; /* TextVariant arrays */
    GPtrArray *lists;    /* GPtrArray *: those of agenda_add_list */
    /* id → record; the agenda's arrays own the records */
    GHashTable *named[N_NAMED_KINDS];
    GHashTable *sessions;
    GHashTable *days; /* date → Day */
    /* Arrays of const Session *, each in the order of the agenda, by the owner's index. */
    GPtrArray *sessions_of_agency;
    GPtrArray *sessions_of_person;
    GPtrArray *sessions_of_room;
    GPtrArray *sessions_of_day;
    GPtrArray *common; /* const Session *: plenaries and breaks */
};

void agenda_add_built_in_roles(Agenda *agenda);
