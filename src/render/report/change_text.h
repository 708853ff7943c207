#pragma once

#include "model/change/difference.h"

/* What a difference changes in one feed, for a ChangeNote. */

/* Lines as in difference_report, in the view of the agency if the feed is an agency's own: each
 * event once, with the agency's new and solved clashes. If the calendar is new, or the agenda no
 * longer has it, the first line says so. Never empty. The caller's own. */
char *change_text_words(const Difference *difference, const FeedChange *feed);

/* The same changes as a JSON array on one line, with objects as in difference_json (kind, session,
 * title, agency, role, old, new …); the caller's own. */
char *change_text_json(const FeedChange *feed);
