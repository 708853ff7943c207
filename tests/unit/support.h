#pragma once

/* What cmocka needs before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/agenda/agenda.h"

/*
 * Agendas for tests, built in code. What is not asked for has a plain value: titles in one
 * language, confirmed, from the start to the end of the slot.
 */

/* The occasion of a revision that is published at a moment, by a clock that is right. */
#define SUPPORT_OCCASION(now, keep)       \
    (&(Occasion){ .stamp = (now),         \
                  .clock = (now),         \
                  .keep_seconds = (keep), \
                  .membership = MEMBERSHIP_CHANGES })

/* The rules of Europe/Brussels since 1996, without any file. */
Tz *support_tz_new(void);

/* An agenda in Brussels, short name "TEST", title "Test conference"; to be finished by the test. */
Agenda *support_agenda_new(void);

/* The same with this id, short name "FORUM", title "Forum <id>". */
Agenda *support_agenda_new_with_id(const char *id);

/* A text without language; absent for NULL. */
Text support_text(Agenda *agenda, const char *value);

/* date is YYYY-MM-DD. */
Day *support_add_day(Agenda *agenda, const char *date);

/* Times are HH:MM; a start of NULL is an all-day slot. support_add_slot_on adds the day too, unless
 * it is there. */
Slot *support_add_slot(Agenda *agenda, Day *day, const char *start, const char *end);
Slot *support_add_slot_on(Agenda *agenda, const char *date, const char *start, const char *end);

Session *support_add_session(Agenda *agenda, Slot *slot, SessionKind kind, const char *id,
                             const char *title);

/* Times as for a slot, within it; NULL leaves one as it is. */
void support_narrow_session(Session *session, const char *start, const char *end);

/* The agency of that id, added if it is new: then the short name is the id in capitals, the name
 * absent. */
Participant *support_add_agency(Agenda *agenda, const char *id);

Room *support_add_room(Agenda *agenda, const char *id, const char *name);

/* The title may be NULL. */
RoundTable *support_add_round_table(Agenda *agenda, const char *id, const char *title);

/* The agency and the role are ids, the agency is added if it is new. support_contribute adds a
 * confirmed contribution. */
Contribution *support_add_contribution(Agenda *agenda, Session *session, const char *agency,
                                       const char *role, ContributionStatus status);
Contribution *support_contribute(Agenda *agenda, Session *session, const char *agency,
                                 const char *role);
Preparation *support_add_preparation(Agenda *agenda, const char *agency, const char *role,
                                     const char *title);

/* Of texts that are known to be right. */
CivilDate support_date(const char *text);
gint64 support_stamp(const char *text);

/* The ids of records of one kind, in their order, a blank between; the caller's own. */
char *support_ids(const GPtrArray *records);
void support_assert_ids(const GPtrArray *records, const char *expected);
