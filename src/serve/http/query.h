#pragma once

#include "model/address/format.h"
#include "model/selection/calendar_form.h"
#include "model/selection/paper_form.h"
#include "model/selection/selection_query.h"
#include "model/table/table_form.h"

/* What the parameters of an address ask for (RFC 3986 §3.4). */
typedef struct Query {
    bool download; /* to be saved, not shown */
    guint number;  /* of a revision; 0: none was asked for */
    bool has_at;
    gint64 at; /* Unix seconds */
    CalendarForm form;
    TableForm table;
    PaperForm paper;
    SelectionQuery *selection; /* NULL: as the address says by itself */
    char *words;               /* what is shown has to hold them; NULL: any */
} Query;

void query_clear(Query *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Query, query_clear)

/* Reads what follows the question mark; "" holds no parameter. Names of selections and lang may be
 * repeated; the others are there at most once. All may come in any order, and are spelt exactly so.
 * What trackers and mail programs add is ignored, and so is any name that is not one of ours,
 * unless PARAMETER_SELECTION is there without PARAMETER_WORDS or with PARAMETER_TRANSPOSE.
 * Escapes are undone in the values of a selection (in words a plus is a blank), in choices,
 * languages and words; in `at` only %3A and %2B. With PARAMETER_WORDS the text is what a form
 * sends, and a value left empty is as if it were not there; otherwise, with PARAMETER_SELECTION,
 * something must be selected. If it fails, out_fault (or NULL) is a sentence that says why, the
 * caller's own. */
bool query_parse(const char *text, ParameterSet parameters, Query *out_query, char **out_fault);

/* Describes an address's parameters, in lines that each end with a line feed; the caller's own. */
char *query_describe(ParameterSet parameters);

/* The selection, made if there is none: so a query in which nothing selects stays plain. */
SelectionQuery *query_selection(Query *query);

/* Whether it asks for a calendar as it was. */
bool query_is_of_past(const Query *query);

/* Whether it asks for no more than what stands at the address anyhow. */
bool query_is_plain(const Query *query);
