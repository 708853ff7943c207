#pragma once

#include "model/selection/selection_name.h"

typedef enum Choice {
    CHOICE_DEFAULT,
    CHOICE_YES,
    CHOICE_NO,
} Choice;

/* The number of values that an address can name in all. */
#define SELECTION_VALUES_MAX 100

/* A selection by ids, as somebody asks for it. It belongs to no agenda and can be resolved for any,
 * at any time. */
typedef struct SelectionQuery {
    GPtrArray *ids[N_SELECTION_NAMES];      /* char *, sorted, each once; NULL: does not narrow */
    GPtrArray *excluded[N_SELECTION_NAMES]; /* likewise, of what is left out */
    Choice plenary;
    Choice breaks;
} SelectionQuery;

SelectionQuery *selection_query_new(void);
SelectionQuery *selection_query_copy(const SelectionQuery *query);
void selection_query_free(SelectionQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SelectionQuery, selection_query_free)

/* Adds a value to a name. Neither order nor repetition matters. */
void selection_query_add(SelectionQuery *query, SelectionName name, const char *id);

/* Leaves a value out, likewise. */
void selection_query_exclude(SelectionQuery *query, SelectionName name, const char *id);

/* Makes a name narrow the query to nothing, until a value is added. */
void selection_query_add_nothing(SelectionQuery *query, SelectionName name);

/* Whether any name narrows the query, or leaves something out. */
bool selection_query_narrows(const SelectionQuery *query);

/* Resets choices that make no difference to CHOICE_DEFAULT. By default plenaries are in, unless a
 * round table, type, tag or language is chosen without an agency, person or role; breaks are out,
 * unless breaks or single sessions are chosen, or nothing is. What is left out makes no difference.
 */
void selection_query_forget_defaults(SelectionQuery *query);

/* The query as text, "agency=ilo,iom&role=chair&not-tag=a%20b&breaks=yes", for addresses. Two texts
 * are equal exactly if the queries are. The caller owns it. */
char *selection_query_to_text(const SelectionQuery *query);

/* What a value is called: "ILO"; the caller's own. `data` says where. */
typedef char *(*SelectionLabel)(SelectionName name, const char *id, gconstpointer data);

/* The query in words: "ILO or IOM as Chair, Gold Room, without Poster, with breaks"; where nothing
 * is chosen they begin with ", ". The caller owns them. */
char *selection_query_to_words(const SelectionQuery *query, SelectionLabel label,
                               gconstpointer data);

/* Appends a value as addresses have it: what is no octet of ids is escaped (RFC 3986 §2.1). */
void selection_query_append_value(GString *out, const char *id);

/* The selection that a query means in an agenda. Values that the agenda does not have are left out;
 * a name that has no other values lets nothing pass. `out_selection` need not be initialised; the
 * caller clears it. */
void selection_query_resolve(const SelectionQuery *query, const Agenda *agenda,
                             Selection *out_selection);
