#include "file/ics/ics_rule.h"

#include <stdlib.h>
#include <string.h>

/*
 * libical 3.0.16 looks for the next day of a monthly or yearly rule for ever if there is none.
 * There always is one in some month or year of a rule of interval 1 whose lists cannot contradict
 * each other. So rules are held to that, and intervals, positions and numbers of occurrences are
 * counted here. So are the weeks of a year, of which it takes wrong days where they begin in the
 * year before.
 */

/* --- what can be followed ---------------------------------------------------------------- */

/* The most times of day at which a rule recurs. */
#define TIMES_MAX 24

static bool is_given(const short *list)
{
    return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

static guint length_of(const short *list, guint size)
{
    guint length = 0;

    while (length < size && list[length] != ICAL_RECURRENCE_ARRAY_MAX) {
        length++;
    }
    return length;
}

/* Whether the numbers of a list lie from -most to most. */
static bool is_within(const short *list, guint size, gint most)
{
    for (guint i = 0; i < length_of(list, size); i++) {
        if (ABS(list[i]) > most) {
            return false;
        }
    }
    return true;
}

static bool are_within(const struct icalrecurrencetype *rule)
{
    return is_within(rule->by_second, ICAL_BY_SECOND_SIZE, 59) &&
           is_within(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE, 31) &&
           is_within(rule->by_year_day, ICAL_BY_YEARDAY_SIZE, 366) &&
           is_within(rule->by_week_no, ICAL_BY_WEEKNO_SIZE, 53) &&
           is_within(rule->by_month, ICAL_BY_MONTH_SIZE, 12) &&
           is_within(rule->by_set_pos, ICAL_BY_SETPOS_SIZE, 366);
}

static gint nth_max(const struct icalrecurrencetype *rule)
{
    gint max = 0;

    for (guint i = 0; i < length_of(rule->by_day, ICAL_BY_DAY_SIZE); i++) {
        max = MAX(max, ABS(icalrecurrencetype_day_position(rule->by_day[i])));
    }
    return max;
}

/* Whether one of the months has one of the days. */
static bool has_day(const struct icalrecurrencetype *rule)
{
    guint n_months = length_of(rule->by_month, ICAL_BY_MONTH_SIZE);
    gint least = 31;
    gint longest = n_months > 0 ? 0 : 31;

    for (guint i = 0; i < length_of(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE); i++) {
        least = MIN(least, ABS(rule->by_month_day[i]));
    }
    for (guint i = 0; i < n_months; i++) {
        longest = MAX(longest, icaltime_days_in_month(rule->by_month[i], 2000));
    }
    return least <= longest || !is_given(rule->by_month_day);
}

/* Whether no month or year can be without a day for ever. */
static bool is_sound(const struct icalrecurrencetype *rule)
{
    gint nth = nth_max(rule);
    gint nth_limit = rule->freq == ICAL_MONTHLY_RECURRENCE || is_given(rule->by_month) ? 5 : 53;
    guint n_kinds = (nth > 0) + is_given(rule->by_month_day) + is_given(rule->by_year_day) +
                    is_given(rule->by_week_no);
    bool has_days = is_given(rule->by_day) || is_given(rule->by_month_day) ||
                    is_given(rule->by_year_day) || rule->freq == ICAL_DAILY_RECURRENCE;

    return nth <= nth_limit && n_kinds <= 1 && has_day(rule) &&
           !(is_given(rule->by_year_day) && is_given(rule->by_month)) &&
           (has_days || !is_given(rule->by_set_pos));
}

/* Whether libical can follow it at all. */
static bool has_iterator(const struct icalrecurrencetype *rule)
{
    icalrecur_iterator *iterator = icalrecur_iterator_new(*rule, ics_property_clock(0));
    bool is_good = iterator != NULL;

    if (is_good) {
        icalrecur_iterator_free(iterator);
    }
    return is_good;
}

/* Days of the month are meant in each, of which libical takes that of the start alone. */
static void give_all_months(short *months)
{
    for (gint i = 0; i < 12; i++) {
        months[i] = (short)(i + 1);
    }
    months[12] = ICAL_RECURRENCE_ARRAY_MAX;
}

/* The rule without what is followed here. */
static void read_plain(const struct icalrecurrencetype *from, struct icalrecurrencetype *out)
{
    *out = *from;
    out->rscale = NULL; /* it is of the other */
    out->skip = ICAL_SKIP_OMIT;
    out->until = icaltime_null_time();
    out->count = 0;
    out->interval = 1;
    out->by_set_pos[0] = ICAL_RECURRENCE_ARRAY_MAX;
    if (is_given(out->by_week_no) && out->freq == ICAL_YEARLY_RECURRENCE) {
        out->freq = ICAL_DAILY_RECURRENCE;
        out->by_week_no[0] = ICAL_RECURRENCE_ARRAY_MAX;
    }
    if (out->freq == ICAL_YEARLY_RECURRENCE && is_given(out->by_month_day) &&
        !is_given(out->by_month)) {
        give_all_months(out->by_month);
    }
    /* Ordinals mean nothing in a day or a week. */
    for (guint i = 0; i < length_of(out->by_day, ICAL_BY_DAY_SIZE); i++) {
        if (out->freq < ICAL_MONTHLY_RECURRENCE) {
            out->by_day[i] = (short)icalrecurrencetype_day_day_of_week(out->by_day[i]);
        }
    }
}

const char *ics_rule_read(const struct icalrecurrencetype *from, IcsRule *out)
{
    guint n_times = MAX(length_of(from->by_hour, ICAL_BY_HOUR_SIZE), 1) *
                    MAX(length_of(from->by_minute, ICAL_BY_MINUTE_SIZE), 1) *
                    MAX(length_of(from->by_second, ICAL_BY_SECOND_SIZE), 1);
    bool is_gregorian =
        from->rscale == NULL ||
        (g_ascii_strcasecmp(from->rscale, "GREGORIAN") == 0 && from->skip == ICAL_SKIP_OMIT);

    *out = (IcsRule){ .frequency = from->freq,
                      .interval = MAX(from->interval, 1),
                      .count = from->count };
    if (from->freq < ICAL_DAILY_RECURRENCE || n_times > TIMES_MAX) {
        return "is not followed: it recurs within a day";
    }
    if (from->freq > ICAL_YEARLY_RECURRENCE || !is_gregorian || !are_within(from) ||
        (!icaltime_is_null_time(from->until) &&
         !ics_property_read_time(&from->until, &out->until))) {
        return "is not followed: it is not understood";
    }
    read_plain(from, &out->plain);
    memcpy(out->positions, from->by_set_pos, sizeof out->positions);
    memcpy(out->weeks, from->by_week_no, sizeof out->weeks);
    if (!is_sound(from) || !has_iterator(&out->plain)) {
        return "is not followed: its parts do not go together";
    }
    return NULL;
}

/* --- following a rule -------------------------------------------------------------------- */

/* A rule on its way. */
typedef struct Walk {
    const IcsRule *rule;
    const IcsRuleSpan *span;
    CivilTime last; /* that of the span, or of the rule if that is earlier */
    GArray *found;  /* CivilTime: those of a day, week, month or year, whichever is its frequency */
    GArray *out;
    gint n;           /* how many occurrences there were so far */
    bool has_ended;   /* there is nothing more to tell … */
    bool is_complete; /* … because the rule ends there */
} Walk;

/* The first day of the week. */
static CivilDate week_of(const IcsRule *rule, CivilTime time)
{
    gint week_start = (gint)rule->plain.week_start - (gint)ICAL_SUNDAY_WEEKDAY;

    return civil_date_of(time) - (civil_parts(time).weekday - week_start + 7) % 7;
}

/* The number of the month or year, or the first day of the week, or the day, of a time. */
static gint period_of(const IcsRule *rule, CivilTime time)
{
    CivilParts parts = civil_parts(time);

    switch (rule->frequency) {
    case ICAL_YEARLY_RECURRENCE:
        return parts.year;
    case ICAL_MONTHLY_RECURRENCE:
        return parts.year * 12 + parts.month - 1;
    case ICAL_WEEKLY_RECURRENCE:
        return week_of(rule, time);
    default:
        return civil_date_of(time);
    }
}

/* Whether the interval of a rule has a period. */
static bool has_period(const Walk *walk, gint period)
{
    gint unit = walk->rule->frequency == ICAL_WEEKLY_RECURRENCE ? 7 : 1;

    return (period - period_of(walk->rule, walk->span->start)) / unit % walk->rule->interval == 0;
}

/* Where the period of the start begins. */
static CivilTime first_of(const IcsRule *rule, CivilTime start)
{
    CivilDate date = civil_date_of(start);

    while (period_of(rule, civil_at(date - 1, 0)) == period_of(rule, start)) {
        date--;
    }
    return civil_at(date, 0);
}

/* Whether a list that is given has the number that is `front` from the beginning and `back` from
 * the end. */
static bool allows(const short *list, guint size, gint front, gint back)
{
    guint length = length_of(list, size);
    bool is_there = length == 0;

    for (guint i = 0; i < length && !is_there; i++) {
        is_there = list[i] == front || list[i] == -back;
    }
    return is_there;
}

/* Whether a time is in one of the weeks of a rule. A week belongs to the year that has its fourth
 * day. */
static bool is_in_weeks(const IcsRule *rule, CivilTime time)
{
    icaltimetype middle = ics_property_clock(civil_at(week_of(rule, time) + 3, 0));
    gint day = icaltime_day_of_year(middle);
    gint back = (icaltime_days_in_year(middle.year) - day) / 7 + 1;

    return allows(rule->weeks, ICAL_BY_WEEKNO_SIZE, (day - 1) / 7 + 1, back);
}

static void end(Walk *walk, bool is_complete)
{
    walk->has_ended = true;
    walk->is_complete = is_complete;
}

/* Tells of an occurrence, unless that would be one too many. */
static void take(Walk *walk, CivilTime time)
{
    if (walk->out->len >= walk->span->most) {
        end(walk, false);
        return;
    }
    g_array_append_val(walk->out, time);
    walk->n++;
    if (walk->n == walk->rule->count) {
        end(walk, true);
    }
}

/* Takes those of a period that the rule has, and after the start. */
static void take_found(Walk *walk)
{
    gint length = (gint)walk->found->len;

    for (gint i = 0; i < length && !walk->has_ended; i++) {
        CivilTime time = g_array_index(walk->found, CivilTime, i);
        bool is_within_span = time > walk->span->start && time <= walk->last;
        if (is_within_span &&
            allows(walk->rule->positions, ICAL_BY_SETPOS_SIZE, i + 1, length - i)) {
            take(walk, time);
        }
    }
    g_array_set_size(walk->found, 0);
}

static void follow(Walk *walk, icalrecur_iterator *iterator)
{
    gint period = G_MININT;

    while (!walk->has_ended) {
        icaltimetype next = icalrecur_iterator_next(iterator);
        IcsTime time;
        if (icaltime_is_null_time(next) || !ics_property_read_time(&next, &time)) {
            break;
        }
        gint at = period_of(walk->rule, time.at);
        if (at != period) {
            take_found(walk);
            period = at;
        }
        if (has_period(walk, at) && is_in_weeks(walk->rule, time.at)) {
            g_array_append_val(walk->found, time.at);
        }
    }
    take_found(walk);
}

/* The last time that a rule allows. The start is there in any case. */
static CivilTime find_until(const IcsRule *rule)
{
    if (rule->until.kind == ICS_TIME_NONE) {
        return G_MAXINT64;
    }
    /* A day counts to its end. */
    return rule->until.at + (rule->until.kind == ICS_TIME_DAY ? CIVIL_DAY_SECONDS - 1 : 0);
}

/* What the rule leaves to the start. */
static void complete(short *list, gint number)
{
    if (!is_given(list)) {
        list[0] = (short)number;
        list[1] = ICAL_RECURRENCE_ARRAY_MAX;
    }
}

/* The rule as libical is to follow it until a time. With positions all of the first period and of
 * the last must be known. */
static icalrecur_iterator *new_iterator(const IcsRule *rule, CivilTime start, CivilTime last)
{
    struct icalrecurrencetype plain = rule->plain;
    CivilParts parts = civil_parts(start);
    bool is_whole = is_given(rule->positions);

    if (is_given(rule->weeks)) {
        complete(plain.by_day, parts.weekday + (gint)ICAL_SUNDAY_WEEKDAY);
    }
    complete(plain.by_hour, parts.hour);
    complete(plain.by_minute, parts.minute);
    complete(plain.by_second, parts.second);
    plain.until = ics_property_clock(last + (is_whole ? 366 * CIVIL_DAY_SECONDS : 0));
    return icalrecur_iterator_new(plain,
                                  ics_property_clock(is_whole ? first_of(rule, start) : start));
}

bool ics_rule_expand(const IcsRule *rule, const IcsRuleSpan *span, GArray *out)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(CivilTime));
    CivilTime until = find_until(rule);
    Walk walk = {
        .rule = rule, .span = span, .last = MIN(until, span->last), .found = found, .out = out
    };

    take(&walk, span->start);
    icalrecur_iterator *iterator =
        walk.last > span->start ? new_iterator(rule, span->start, walk.last) : NULL;
    if (iterator != NULL) {
        follow(&walk, iterator);
        icalrecur_iterator_free(iterator);
    }
    return walk.has_ended ? walk.is_complete : until <= span->last;
}
