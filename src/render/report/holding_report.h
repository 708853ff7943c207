#pragma once

#include "model/revision/holding.h"
#include "model/revision/revision.h"

/*
 * Who has what of the calendars of an agenda, for people and for programs.
 */
typedef struct HoldingReport HoldingReport;

/* Borrows the revision, the last of its agenda. */
HoldingReport *holding_report_new(const Revision *revision, gint64 now);
void holding_report_free(HoldingReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingReport, holding_report_free)

/* Adds a calendar, those of agencies first: the revision in which it last changed, and what of it
 * there is (or NULL). Both feed and holdings are borrowed. */
void holding_report_add(HoldingReport *report, const Feed *feed, guint since,
                        const CalendarHoldings *holdings);

/* One sentence, then what each agency has, which have nothing, and what there is of other
 * calendars: in lines of at most 80 cells unless a name is very long. */
void holding_report_append_text(GString *out, const HoldingReport *report);

/* A list with an object for each report, with a line feed at its end; the caller's own. */
char *holding_report_to_json(const GPtrArray *reports);
