#pragma once

#include "model/agenda/agenda.h"

/*
 * What an event says besides when and what it is: its position, whom to ask, where to take part
 * online, what else there is on the web. contrib/doc/CLIENTS.md tells which programs show what, and
 * hence why each line looks as it does. Not thread-safe (libical).
 */

/* Appends GEO and X-APPLE-STRUCTURED-LOCATION, CONTACT, CONFERENCE, ATTACH and IMAGE of a session;
 * nothing for what it does not have. `agenda` is its own. */
void event_details_append(GString *out, const Agenda *agenda, const Session *session);
