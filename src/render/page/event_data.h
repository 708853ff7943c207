#pragma once

#include "model/agenda/agenda.h"

/* An event as search engines read it (schema.org/Event), as JSON; the caller's own. `address` is
 * the whole address of its page, or NULL if that is not known. */
char *event_data_of_agenda(const Agenda *agenda, const char *address);
char *event_data_of_session(const Agenda *agenda, const Session *session, const char *address);
