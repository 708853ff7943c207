#pragma once

#include "history/history.h"

/* Of the differences between a kept revision, which a withdrawal has rewritten, and the one that
 * would follow (as delta finds them), drops those that come from what was taken out: what that
 * changed in its time is not seen any more, but stamps, departures and feeds that rose, began or
 * ended with it stay. Nothing can have risen less, or by more, but the feeds
 * that are empty by now. */
void risen_drop(HistoryFacts *facts, const Revision *kept);
