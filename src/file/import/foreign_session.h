#pragma once

#include "file/import/foreign_parties.h"

/* A text without a language; absent for NULL. */
Text foreign_session_text(Agenda *agenda, const char *value);

/* What the source calls a record, for the agenda; NULL where that is its id. */
const char *foreign_session_source(Agenda *agenda, const char *source, const char *id);

/* Sets what an event says of itself, but when and where it is. Lists longer than an agenda takes
 * are cut, with a remark. */
void foreign_session_read(ForeignSchedule *schedule, const ForeignEvent *event, Agenda *agenda,
                          Session *session);

/* Adds who contributes to it. */
void foreign_session_add_contributions(const ForeignParties *parties, const ForeignEvent *event,
                                       Agenda *agenda, Session *session);
