#pragma once

#include "model/change/difference.h"

/* What a difference changes in one feed, for a ChangeNote. */

/* Lines as difference_report has them, in the view of the feed's agency if it is one's own: each
 * event once, with clashes that are new or solved for the agency. First, if the calendar
 * is new, or the agenda no longer has it, a line that says so. Never empty. The caller's own. */
char *change_text_words(const Difference *difference, const FeedChange *feed);

/* The same changes as a JSON array of objects, in one line, as difference_json has them (kind,
 * session, title, agency, role, old, new …); the caller's own. */
char *change_text_json(const FeedChange *feed);
