#pragma once

#include "file/reader.h"

/* Values for which it matters whether and where they are given: node is NULL if they are not. */
typedef struct DateValue {
    CivilDate date;
    const Node *node;
} DateValue;

typedef struct ClockValue {
    gint32 seconds; /* after midnight of the day */
    const Node *node;
} ClockValue;

/* From when to when a slot or a session is. */
typedef struct SessionTimes {
    const Node *start_node; /* where the times stand; NULL for an all-day slot */
    const Node *end_node;
    CivilTime start;
    CivilTime end;
    gint64 start_utc; /* Unix seconds */
    gint64 end_utc;
    bool ordered;  /* start and end are known, one before the other */
    bool resolved; /* and so are their instants */
} SessionTimes;

/* Times of a slot that has a start and an end. It must end after it starts, and clocks must show
 * either time exactly once; without a date that is not looked at. */
void session_times_of_slot(Reader *reader, const DateValue *date, const ClockValue *start,
                           const ClockValue *end, SessionTimes *out);

/* Times of a slot that takes all day: its midnights, as if UTC. */
void session_times_of_all_day(const DateValue *date, SessionTimes *out);

/* Times of a session in a slot: those of the slot unless start or end are given, which must then
 * lie within it. */
void session_times_of_session(Reader *reader, const DateValue *date, const SessionTimes *slot,
                              const ClockValue *start, const ClockValue *end, SessionTimes *out);
