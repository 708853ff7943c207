#include "file/import/foreign_times.h"

#define MINUTE 60

/* What is shown of an event that lasts no time. */
#define LEAST_LENGTH (5 * MINUTE)

ForeignTime foreign_times_parse(const char *text)
{
    ForeignTime time = { .type = FOREIGN_TIME_NONE };
    g_autofree char *with_zone = text != NULL ? g_strconcat(text, "Z", NULL) : NULL;

    if (text != NULL && civil_parse_stamp(text, &time.seconds)) {
        time.type = FOREIGN_TIME_INSTANT;
    } else if (text != NULL && civil_parse_stamp(with_zone, &time.seconds)) {
        time.type = FOREIGN_TIME_LOCAL;
    }
    return time;
}

/* What clocks show at the conference. */
static CivilTime local_of(const ForeignTime *time, const Tz *tz)
{
    return time->type == FOREIGN_TIME_INSTANT
               ? time->seconds + tz_observance_at(tz, time->seconds).offset
               : time->seconds;
}

/* Rounds to whole minutes, downwards: those of agendas. */
static CivilTime floor_minute(CivilTime time)
{
    gint64 rest = time % MINUTE;

    return time - (rest < 0 ? rest + MINUTE : rest);
}

/* Whether clocks show a time exactly once. */
static bool is_unique(const Tz *tz, CivilTime time)
{
    gint64 utc;

    return tz_resolve_local(tz, time, &utc) == TZ_LOCAL_UNIQUE;
}

/* The same for an end, which may also be when clocks are put forward. */
static bool can_end(const Tz *tz, CivilTime time)
{
    gint64 utc;
    TzLocal outcome = tz_resolve_local(tz, time, &utc);

    return outcome == TZ_LOCAL_UNIQUE || (outcome == TZ_LOCAL_SKIPPED && is_unique(tz, time - 1));
}

/* Whether a source's number is a time at all: sums of such do not overflow. */
static bool is_time(const ForeignTime *time)
{
    return time->seconds >= -CIVIL_MAX_STAMP && time->seconds <= CIVIL_MAX_STAMP;
}

static bool is_in_calendar(CivilTime time)
{
    if (time < civil_at(0, 0) || time > CIVIL_MAX_STAMP) {
        return false;
    }
    gint year = civil_parts(time).year;
    return year >= CIVIL_MIN_YEAR && year <= CIVIL_MAX_YEAR;
}

/* Why an agenda cannot have these times; NULL if it can. */
static const char *find_fault(const ForeignEvent *event, const Tz *tz, const EventTimes *times)
{
    if (!is_in_calendar(times->start) || !is_in_calendar(times->end)) {
        return "is left out: it is in a year that no agenda has";
    }
    if (times->end - civil_at(times->day, 0) > CIVIL_MAX_CLOCK) {
        return "is left out: it lasts more than 41 days";
    }
    if (!event->all_day && (!is_unique(tz, times->start) || !can_end(tz, times->end))) {
        return "is left out: it begins or ends in an hour that clocks skip or repeat";
    }
    return NULL;
}

/* The day under which it stands: that of the source, unless it begins before that or long after. */
static CivilDate day_of(const ForeignEvent *event, CivilTime start)
{
    gint64 after = start - civil_at(event->day, 0);
    bool is_near = event->has_day && after >= 0 && after < 2 * CIVIL_DAY_SECONDS;

    return is_near ? event->day : civil_date_of(start);
}

bool foreign_times_of(ForeignSchedule *schedule, const ForeignEvent *event, const Tz *tz,
                      EventTimes *out)
{
    if (event->start.type == FOREIGN_TIME_NONE || !is_time(&event->start) ||
        !is_time(&event->end)) {
        foreign_remark(schedule, "an event", "is left out: it has no time yet", event->title);
        return false;
    }
    out->start = floor_minute(local_of(&event->start, tz));
    out->end = event->end.type != FOREIGN_TIME_NONE
                   ? floor_minute(local_of(&event->end, tz) + MINUTE - 1)
                   : out->start;
    if (out->end <= out->start) {
        foreign_remark(schedule, "an event", "lasts no time: it is shown for five minutes",
                       event->title);
        out->end = out->start + LEAST_LENGTH;
    }
    out->day = day_of(event, out->start);
    const char *fault = find_fault(event, tz, out);
    if (fault != NULL) {
        foreign_remark(schedule, "an event", fault, event->title);
    }
    return fault == NULL;
}
