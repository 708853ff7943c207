#pragma once

#include "model/revision/holding.h"
#include "model/revision/revision.h"

/*
 * A report on the holdings of an agenda's calendars, for people and for programs.
 */
typedef struct HoldingReport HoldingReport;

/* Borrows the revision, which must be the last of its agenda. `now` is in Unix seconds: it decides
 * which holdings have lapsed. */
HoldingReport *holding_report_new(const Revision *revision, gint64 now);
void holding_report_free(HoldingReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HoldingReport, holding_report_free)

/* Adds a calendar; those of agencies come first. `since` is the number of the revision in which it
 * last changed; `holdings` are who holds it, or NULL. The feed is borrowed, the holdings are
 * copied. */
void holding_report_add(HoldingReport *report, const Feed *feed, guint since,
                        const CalendarHoldings *holdings);

/* Appends one sentence, then what each agency holds, which agencies have never fetched anything,
 * and the holdings of other calendars. Lines have at most 80 cells, unless a name is very long. */
void holding_report_append_text(GString *out, const HoldingReport *report);

/* A JSON array with an object for each report (HoldingReport *), and a line break at its end; the
 * caller's own. */
char *holding_report_to_json(const GPtrArray *reports);
