#pragma once

#include "model/agenda/agenda.h"

/* An event as search engines read it (schema.org/Event), as JSON; the caller's own. `address` is
 * the whole address of its page, or NULL if that is not known; `with_sessions`: those are told in
 * short, too. */
char *event_data_of_agenda(const Agenda *agenda, bool with_sessions, const char *address);

/* `previous` is when the session would have begun before it was moved lately; or NULL. */
char *event_data_of_session(const Agenda *agenda, const Session *session, const CivilTime *previous,
                            const char *address);
