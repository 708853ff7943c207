#pragma once

#include "file/reader.h"

/* Values for which it matters whether and where they are given. `node` is NULL if they are not. */
typedef struct DateValue {
    CivilDate date;
    const Node *node;
} DateValue;

typedef struct ClockValue {
    gint32 seconds; /* after the day's midnight */
    const Node *node;
} ClockValue;

/* When a slot or session takes place. */
typedef struct SessionTimes {
    const Node *start_node; /* where the times are given; NULL for an all-day slot */
    const Node *end_node;
    CivilTime start;
    CivilTime end;
    gint64 start_utc; /* Unix seconds */
    gint64 end_utc;
    bool ordered;  /* start and end are known and in this order */
    bool resolved; /* so are their instants */
} SessionTimes;

/* The times of a slot with a start and an end. It must end after it starts, and clocks must show
 * each time exactly once, which is not checked without a date or a zone. */
void session_times_of_slot(Reader *reader, const DateValue *date, const ClockValue *start,
                           const ClockValue *end, SessionTimes *out);

/* The times of an all-day slot: its midnights, as if in UTC. */
void session_times_of_all_day(const DateValue *date, SessionTimes *out);

/* The times of a session: those of its slot, except for a start or end that is given, which must
 * lie within the slot. */
void session_times_of_session(Reader *reader, const DateValue *date, const SessionTimes *slot,
                              const ClockValue *start, const ClockValue *end, SessionTimes *out);
