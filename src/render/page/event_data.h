#pragma once

#include "model/agenda/agenda.h"

/* What search engines read of an event (schema.org/Event), as JSON; the caller's own. `address` is
 * that of its page, or NULL. */
char *event_data_of_agenda(const Agenda *agenda, const char *address);
char *event_data_of_session(const Agenda *agenda, const Session *session, const char *address);
