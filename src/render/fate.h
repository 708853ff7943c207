#pragma once

#include "model/revision/revision.h"
#include "render/wording.h"

/* Appends, as a block of its own, what became of an event that is no longer in a feed by itself:
 * that it is cancelled, or goes on without the agency whose own feed it is, or elsewhere. `agenda`
 * is that of the revision. */
void fate_append(WordSink *sink, const Agenda *agenda, const Departure *departure,
                 const Feed *feed);
