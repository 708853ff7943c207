#pragma once

#include "model/change/difference.h"

/* Appends what a person wants to know, in lines: each change once under "Agenda", clashes that are
 * new or solved, then for each agency whose calendar changes its own view of it, and which other
 * calendars change. Times are those of the conference. Nothing for an empty difference. */
void difference_report_append_text(GString *out, const Difference *difference);

/* Appends, behind the others, what changes in the private calendar of an agency: the difference is
 * one of two agendas in its view. Nothing if nothing does. */
void difference_report_append_private(GString *out, const Difference *difference,
                                      const char *agency);
