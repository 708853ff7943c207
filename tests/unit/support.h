#pragma once

#include "model/agenda.h"

/*
 * Agendas for tests, built in code. What is not asked for has a plain value: titles in one
 * language, confirmed, from the start to the end of the slot.
 */

/* The rules of Europe/Brussels since 1996, without any file. */
Tz *support_tz_new(void);

/* An agenda in Brussels, short name "TEST", title "Test conference"; to be finished by the test. */
Agenda *support_agenda_new(void);

/* A text without language; absent for NULL. */
Text support_text(Agenda *agenda, const char *value);

/* date is YYYY-MM-DD. */
Day *support_add_day(Agenda *agenda, const char *date);

/* Times are HH:MM; NULL for an all-day slot. */
Slot *support_add_slot(Agenda *agenda, Day *day, const char *start, const char *end);

Session *support_add_session(Agenda *agenda, Slot *slot, SessionKind kind, const char *id,
                             const char *title);

/* Times as for a slot, within it; NULL leaves one as it is. */
void support_narrow_session(Session *session, const char *start, const char *end);

/* The short name is the id in capitals, the name absent. */
Agency *support_add_agency(Agenda *agenda, const char *id);

/* The agency and the role are ids, the agency is added if it is new. */
Contribution *support_add_contribution(Agenda *agenda, Session *session, const char *agency,
                                       const char *role, ContributionStatus status);
Preparation *support_add_preparation(Agenda *agenda, const char *agency, const char *role,
                                     const char *title);
