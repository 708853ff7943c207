#pragma once

#include "model/address/format.h"
#include "model/selection/calendar_form.h"
#include "model/selection/selection_query.h"

/* What the parameters of an address ask for (RFC 3986 §3.4). */
typedef struct Query {
    bool download; /* to be saved, not shown */
    guint number;  /* of a revision; 0: none was asked for */
    bool has_at;
    gint64 at; /* Unix seconds */
    CalendarForm form;
    SelectionQuery *selection; /* NULL: as the address says by itself */
    char *words;               /* that what is shown has to hold; NULL: any */
} Query;

void query_clear(Query *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

/* Reads what follows the question mark; "" is no parameter. Names of selections and lang may be
 * repeated, the others are there at most once, in any order, spelt exactly so. Escapes are undone
 * in the values of a selection and in words, and in that of `at` %3A and %2B. With PARAMETER_WORDS
 * it is what a form sends, all of which may be left empty as if it were not there; else, with
 * PARAMETER_SELECTION, something has to be selected. If it fails, out_fault (or NULL) has a
 * sentence that says why. */
bool query_parse(const char *text, ParameterSet parameters, Query *out_query, char **out_fault);

/* Says which parameters there are, in lines that each end with a line feed; the caller's own. */
char *query_describe(ParameterSet parameters);

/* Whether it asks for a calendar as it was. */
bool query_is_of_past(const Query *query);

/* Whether it asks for nothing but what stands at the address anyhow. */
bool query_is_plain(const Query *query);
