#pragma once

#include "model/agenda/agenda.h"

/*
 * The categories of an event (RFC 5545, section 3.8.1.2): a comma-separated list, each once,
 * without commas, semicolons and backslashes, so that nothing needs escapes. Appended to `out`.
 */

/* Those of a session: its round table, kind, type, tags and roles; with a viewpoint, only the roles
 * of that agency or person. */
void categories_append_session(GString *out, const Session *session, const Participant *viewpoint);

void categories_append_preparation(GString *out, const Preparation *preparation);
