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

/* How the end of a slot or session may be given. */
typedef struct SessionEnd {
    ClockValue clock;
    ClockValue duration; /* its seconds */
    DateValue until;
} SessionEnd;

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

/* The times of an all-day slot: the midnights before and after it, as if in UTC. It lasts until a
 * day, which must not lie before its own, if one is given. */
void session_times_of_all_day(Reader *reader, const DateValue *date, const DateValue *until,
                              SessionTimes *out);

/* The times of a session: those of its slot, except for a start or end that is given, which must
 * lie within the slot. In an all-day slot only a last day can be given. */
void session_times_of_session(Reader *reader, const DateValue *date, const SessionTimes *slot,
                              const ClockValue *start, const ClockValue *end, SessionTimes *out);
void session_times_of_all_day_session(Reader *reader, const DateValue *until,
                                      const SessionTimes *slot, SessionTimes *out);

/* Where something ends, as seconds after its day's midnight, from what is given of: the clock of
 * its end, the day of that, or how long it lasts from `start` on. No node if none of it can be
 * told. */
ClockValue session_times_end(Reader *reader, const DateValue *date, CivilTime start,
                             const SessionEnd *given);
