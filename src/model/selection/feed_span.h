#pragma once

#include "model/agenda/agenda.h"

/*
 * The span of time for which a feed tells how the clocks of its zone go: that of its sessions with
 * times; if there are none, of all its sessions; if there are none either, of the agenda's days;
 * and without any day, the first of January 2000. (From 1973 on no zone has seconds in its offset,
 * which iCalendar programs do not read.)
 */
typedef struct FeedSpan {
    gint64 first[2]; /* Unix seconds, of the sessions with times and of the others */
    gint64 last[2];
} FeedSpan;

void feed_span_init(FeedSpan *span);
void feed_span_add(FeedSpan *span, const Session *session);

/* The onsets (onsets.h) of a zone for that span; `days` are the agenda's. The caller
 * owns the array. */
GArray *feed_span_onsets(const FeedSpan *span, const Tz *tz, const GPtrArray *days);

/* The onsets for a feed of an agenda that has no sessions. The caller owns the array. */
GArray *feed_span_onsets_of_days(const Agenda *agenda);
