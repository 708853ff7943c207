#pragma once

#include "model/agenda/agenda.h"

/* Something that readers look for by its name: an agency, a person, a room or a round table. */
typedef struct PageName {
    NamedKind kind;
    gconstpointer record;
    const char *id; /* borrowed from the record */
    char *label;    /* what it is called; told apart from others that are called the same */
    char *searched; /* see word_search_dup_record */
    char *unseen;   /* the words of that which the label does not have; folded, "" for none */
} PageName;

/* The names of a kind (PageName *), which borrow from the agenda: agencies and people by what they
 * are called, whatever the capitals and accents; rooms and round tables as in the agenda file. The
 * caller's own. */
GPtrArray *page_names_new(const Agenda *agenda, NamedKind kind);
