#include "model/selection/feed_span.h"

/* 2000-01-01T00:00:00Z */
#define WITHOUT_DAYS G_GINT64_CONSTANT(946684800)

#include "model/time/onsets.h"

void feed_span_init(FeedSpan *span)
{
    *span = (FeedSpan){ .first = { G_MAXINT64, G_MAXINT64 }, .last = { G_MININT64, G_MININT64 } };
}

void feed_span_add(FeedSpan *span, const Session *session)
{
    guint i = session->slot->all_day ? 1 : 0;

    span->first[i] = MIN(span->first[i], session->start_utc);
    span->last[i] = MAX(span->last[i], session->end_utc);
}

GArray *feed_span_onsets(const FeedSpan *span, const Tz *tz, const GPtrArray *days)
{
    for (guint i = 0; i < 2; i++) {
        if (span->first[i] <= span->last[i]) {
            return onsets_within(tz, span->first[i], span->last[i]);
        }
    }
    if (days->len == 0) {
        return onsets_within(tz, WITHOUT_DAYS, WITHOUT_DAYS);
    }
    return onsets_within(tz, civil_at(((const Day *)days->pdata[0])->date, 0),
                         civil_at(((const Day *)days->pdata[days->len - 1])->date + 1, 0));
}

GArray *feed_span_onsets_of_days(const Agenda *agenda)
{
    FeedSpan span;

    feed_span_init(&span);
    return feed_span_onsets(&span, agenda->tz, agenda->days);
}
