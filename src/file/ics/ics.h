#pragma once

#include "file/import/foreign_agenda.h"

/* Reads an iCalendar file (RFC 5545, 7986, 9073) into an empty schedule: each event, and each
 * occurrence of one that recurs, is an event. `data` need not end with a NUL. False if it is not
 * iCalendar; the schedule is then to be thrown away.
 *
 * libical is not made for text of strangers: it may end the process, or take for ever. So it gets
 * no line but those that ics_parse.h has looked at, and follows no rule but those that ics_rule.h
 * has; what is left is for a process of its own (service/import/import.h). */
bool ics_read(const char *data, gsize size, ForeignSchedule *schedule, GError **error);
