#pragma once

#include "model/change/difference.h"

/* Appends lines for people: each change once under "Agenda"; new and solved clashes; then, for each
 * agency whose calendar changes, its own view of that; and which other calendars change. Times are
 * those of the conference. Appends nothing for an empty difference. */
void difference_report_append_text(GString *out, const Difference *difference);

/* Appends, after all that, what changes in the private calendar of an agency or a person, by
 * their key. The difference is between two agendas in their view. Appends nothing if nothing
 * changes there. */
void difference_report_append_private(GString *out, const Difference *difference, const char *key);
