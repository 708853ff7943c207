#pragma once

#include "model/revision/revision.h"
#include "render/wording.h"

/* Appends, as a separate block, what became of an event that has left a feed: it is cancelled, or
 * it goes on without the agency whose own feed this is, or it goes on elsewhere. `agenda` is the
 * revision's. */
void fate_append(WordSink *sink, const Agenda *agenda, const Departure *departure,
                 const Feed *feed);
