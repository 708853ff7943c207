#pragma once

#include "file/agenda_records.h"
#include "history/history.h"

/* The zone whose rules decide the instants of a revision. */

/* Whether the rules are kept with the revision. */
bool kept_zone_is_there(const HistoryFacts *facts);

/* The zone kept with the revision. If an older program has published it, which kept none, it is
 * that of the last revision of the stream or, if that has none either, NULL: then the system's must
 * do. The caller owns it. Fails with HISTORY_ERROR. */
bool kept_zone_read(History *history, const HistoryFacts *facts, Tz **out_tz, GError **error);
