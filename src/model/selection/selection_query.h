#pragma once

#include "model/selection/selection_name.h"

typedef enum Choice {
    CHOICE_DEFAULT,
    CHOICE_YES,
    CHOICE_NO,
} Choice;

/* A selection as it is asked for, by ids: of any agenda, or of one at any time. */
typedef struct SelectionQuery {
    GPtrArray *ids[N_SELECTION_NAMES]; /* char *, in order, none twice; NULL: it does not narrow */
    Choice plenary;
    Choice breaks;
} SelectionQuery;

SelectionQuery *selection_query_new(void);
SelectionQuery *selection_query_copy(const SelectionQuery *query);
void selection_query_free(SelectionQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SelectionQuery, selection_query_free)

/* The order and repetition of what is added do not matter. */
void selection_query_add(SelectionQuery *query, SelectionName name, const char *id);

/* Narrows it to nothing, until something is added. */
void selection_query_add_nothing(SelectionQuery *query, SelectionName name);

/* Whether any name narrows it. */
bool selection_query_narrows(const SelectionQuery *query);

/* Forgets the choices that make no difference: plenaries are in unless only a round table, and
 * breaks are not unless they or single sessions are asked for. */
void selection_query_forget_defaults(SelectionQuery *query);

/* "agency=ilo,iom&role=chair&breaks=yes": equal for equal queries, and for no others. */
char *selection_query_to_text(const SelectionQuery *query);

/* In the words of an agenda: "ILO or IOM as Chair, Gold Room, with breaks"; the caller's own. */
char *selection_query_to_words(const SelectionQuery *query, const Agenda *agenda);

/* The selection that it is of an agenda: values that are not there are left out, and a name of
 * which none is there lets nothing pass. out_selection is initialised. */
void selection_query_resolve(const SelectionQuery *query, const Agenda *agenda,
                             Selection *out_selection);
