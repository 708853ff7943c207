#pragma once

#include "history/history.h"
#include "model/change/difference.h"

/*
 * What lasts longer than a day. Older programs had it in the calendar of one day only, and told its
 * end by the clock alone; so their revisions do not follow as ours do. A revision is an older
 * program's if its clock is REVISION_NO_CLOCK.
 */

/* Of the differences between an older program's kept revision and the one that would follow (as
 * delta finds them), drops those that come from such entries, in either revision or in the agenda
 * of the one before (or NULL): their stamps and departures and, if there are any, when feeds
 * changed. */
void lasting_drop(HistoryFacts *facts, const Revision *kept, const Revision *expected,
                  const Agenda *before);

/* Whether an older program had other words for what changed in a feed: the feed has such an entry,
 * before or now. */
bool lasting_has_other_words(const Difference *difference, const FeedChange *feed);
