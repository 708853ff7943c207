#include "model/time/posix_tz.h"

#include <string.h>

#define DAY_SECONDS 86400
#define HOUR_SECONDS 3600

/* The Gregorian calendar repeats after this many years, weekdays included. */
#define CYCLE_YEARS 400

/* Unix seconds, some 18 thousand million years from 1970. Nothing is said to change beyond them, so
 * that no sum overflows. */
#define FARTHEST (G_GINT64_CONSTANT(1) << 59)

/* --- reading ----------------------------------------------------------------------------- */

/* What is left to read. */
typedef struct Cursor {
    const char *at;
    const char *end;
} Cursor;

static bool take(Cursor *cursor, char expected)
{
    if (cursor->at == cursor->end || *cursor->at != expected) {
        return false;
    }
    cursor->at++;
    return true;
}

static bool take_number(Cursor *cursor, gint min, gint max, gint *out_number)
{
    const char *first = cursor->at;
    gint number = 0;

    /* Three digits are the most that any part of the string has. */
    while (cursor->at < cursor->end && cursor->at - first < 3 && g_ascii_isdigit(*cursor->at)) {
        number = number * 10 + g_ascii_digit_value(*cursor->at);
        cursor->at++;
    }
    *out_number = number;
    return cursor->at > first && number >= min && number <= max;
}

/* [+-]h[hh][:mm[:ss]] */
static bool take_time(Cursor *cursor, gint max_hours, gint32 *out_seconds)
{
    bool negative = take(cursor, '-');
    gint hours = 0;
    gint minutes = 0;
    gint seconds = 0;

    if (!negative) {
        take(cursor, '+');
    }
    if (!take_number(cursor, 0, max_hours, &hours)) {
        return false;
    }
    if (take(cursor, ':')) {
        if (!take_number(cursor, 0, 59, &minutes)) {
            return false;
        }
        if (take(cursor, ':') && !take_number(cursor, 0, 59, &seconds)) {
            return false;
        }
    }
    gint32 total = hours * HOUR_SECONDS + minutes * 60 + seconds;
    *out_seconds = negative ? -total : total;
    return true;
}

/* Three or more letters; between < and >, digits and signs too. */
static bool take_abbreviation(Cursor *cursor, char *out_abbreviation)
{
    bool quoted = take(cursor, '<');
    const char *first = cursor->at;

    while (cursor->at < cursor->end && (g_ascii_isalpha(*cursor->at) ||
                                        (quoted && (g_ascii_isdigit(*cursor->at) ||
                                                    *cursor->at == '+' || *cursor->at == '-')))) {
        cursor->at++;
    }
    gsize length = (gsize)(cursor->at - first);
    if (length < 3 || length >= POSIX_TZ_ABBREVIATION_SIZE || (quoted && !take(cursor, '>'))) {
        return false;
    }
    memcpy(out_abbreviation, first, length);
    out_abbreviation[length] = '\0';
    return true;
}

/* POSIX counts offsets west of UTC, and we count them east. */
static bool take_offset(Cursor *cursor, gint32 *out_offset)
{
    if (!take_time(cursor, 24, out_offset)) {
        return false;
    }
    *out_offset = -*out_offset;
    return true;
}

/* [Jn | n | Mm.w.d] */
static bool take_day(Cursor *cursor, PosixTzRule *rule)
{
    if (take(cursor, 'J')) {
        rule->kind = POSIX_TZ_DAY_JULIAN;
        return take_number(cursor, 1, 365, &rule->day);
    }
    if (take(cursor, 'M')) {
        rule->kind = POSIX_TZ_DAY_OF_WEEK;
        return take_number(cursor, 1, 12, &rule->month) && take(cursor, '.') &&
               take_number(cursor, 1, 5, &rule->week) && take(cursor, '.') &&
               take_number(cursor, 0, 6, &rule->day);
    }
    rule->kind = POSIX_TZ_DAY_OF_YEAR;
    return take_number(cursor, 0, 365, &rule->day);
}

static bool take_rule(Cursor *cursor, PosixTzRule *rule)
{
    if (!take(cursor, ',') || !take_day(cursor, rule)) {
        return false;
    }
    /* POSIX: 02:00 unless the rule says otherwise. RFC 9636 §3.3.1 extends the hours to ±167. */
    rule->seconds = 2 * HOUR_SECONDS;
    return !take(cursor, '/') || take_time(cursor, 167, &rule->seconds);
}

static bool take_dst(Cursor *cursor, PosixTz *tz)
{
    if (!take_abbreviation(cursor, tz->dst.abbreviation)) {
        return false;
    }
    /* POSIX: one hour ahead of standard time unless the string says otherwise. */
    tz->dst.offset = tz->standard.offset + HOUR_SECONDS;
    if (cursor->at < cursor->end && *cursor->at != ',' && !take_offset(cursor, &tz->dst.offset)) {
        return false;
    }
    return take_rule(cursor, &tz->dst_start) && take_rule(cursor, &tz->dst_end);
}

/* --- the calendar ------------------------------------------------------------------------ */

static gint64 floor_div(gint64 number, gint64 divisor)
{
    return number / divisor - (number % divisor < 0 ? 1 : 0);
}

static bool is_leap(gint64 year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Days from 1970-01-01 to 1 January of a year. Not by GDate, which has no years beyond 65535. */
static gint64 first_day_of(gint64 year)
{
    gint64 past = year - 1;

    return 365 * (year - 1970) + (floor_div(past, 4) - 1969 / 4) -
           (floor_div(past, 100) - 1969 / 100) + (floor_div(past, 400) - 1969 / 400);
}

/* The year of an instant in UTC. The mean length of a year gives it or a neighbour of it; 146,097
 * is the number of days in a cycle. */
static gint64 year_of(gint64 utc)
{
    gint64 day = floor_div(utc, DAY_SECONDS);
    gint64 year = 1970 + floor_div(day * CYCLE_YEARS, 146097);

    while (first_day_of(year) > day) {
        year--;
    }
    while (first_day_of(year + 1) <= day) {
        year++;
    }
    return year;
}

/* The day on which a rule applies, counted from 0 on 1 January, in the year that begins on
 * `first_day`. */
static gint64 day_in_year(const PosixTzRule *rule, gint64 year, gint64 first_day)
{
    static const gint MONTH_STARTS[] = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
    };

    if (rule->kind == POSIX_TZ_DAY_OF_YEAR) {
        return rule->day;
    }
    if (rule->kind == POSIX_TZ_DAY_JULIAN) {
        /* Day 60 is 1 March in every year, so 29 February is skipped over. */
        return rule->day - 1 + (is_leap(year) && rule->day >= 60 ? 1 : 0);
    }
    gint month_start = MONTH_STARTS[rule->month - 1] + (is_leap(year) && rule->month > 2 ? 1 : 0);
    gint next_start = MONTH_STARTS[rule->month] + (is_leap(year) && rule->month > 1 ? 1 : 0);
    /* 1970-01-01 was a Thursday. */
    gint64 first_weekday = (first_day + month_start + 4) % 7;
    if (first_weekday < 0) {
        first_weekday += 7;
    }
    gint64 day = month_start + (rule->day - first_weekday + 7) % 7 + (gint64)(rule->week - 1) * 7;
    /* Week 5 means the last one, which may be the fourth. The month ends before `next_start`. */
    return day >= next_start ? day - 7 : day;
}

/* When a rule applies in a year, in Unix seconds. `offset` is the one in force until then. */
static gint64 rule_utc(const PosixTzRule *rule, gint64 year, gint32 offset)
{
    gint64 first_day = first_day_of(year);

    return (first_day + day_in_year(rule, year, first_day)) * DAY_SECONDS + rule->seconds - offset;
}

/* --- seasons ----------------------------------------------------------------------------- */

/* DST from `start` until before `end`. Empty unless `start` is earlier than `end`. */
typedef struct Season {
    gint64 start;
    gint64 end;
} Season;

/* The DST that starts in a year. In the southern hemisphere it ends in the next year. */
static Season season_of(const PosixTz *tz, gint64 year)
{
    gint64 start = rule_utc(&tz->dst_start, year, tz->standard.offset);
    gint64 end = rule_utc(&tz->dst_end, year, tz->dst.offset);

    return (Season){
        .start = start,
        .end = end < start ? rule_utc(&tz->dst_end, year + 1, tz->dst.offset) : end,
    };
}

/* The time of a rule may lie up to a week and a day outside its year, and a season may run into the
 * next year. So the seasons of this many years before and after hold, or touch, every instant of a
 * year. */
#define SEASONS_BEFORE 2
#define SEASONS_AFTER 2

/* Finds the season that holds an instant or, with `or_ends`, ends there. Where several do, their
 * union, so that the caller makes progress. */
static bool find_season(const PosixTz *tz, gint64 utc, bool or_ends, Season *out_season)
{
    gint64 year = year_of(utc);
    bool found = false;

    for (gint64 y = year - SEASONS_BEFORE; y <= year + SEASONS_AFTER; y++) {
        Season season = season_of(tz, y);
        bool holds = season.start <= utc && utc < season.end;
        bool ends = or_ends && season.start < utc && utc == season.end;
        if (!holds && !ends) {
            continue;
        }
        out_season->start = found ? MIN(out_season->start, season.start) : season.start;
        out_season->end = found ? MAX(out_season->end, season.end) : season.end;
        found = true;
    }
    return found;
}

/* Whether clocks ever change. One whole cycle of the calendar decides it for all time. */
static PosixTzSeasons seasons_of(const PosixTz *tz)
{
    bool has_dst = false;
    bool has_standard = false;

    for (gint64 year = 2000; year <= 2000 + CYCLE_YEARS; year++) {
        Season season = season_of(tz, year);
        Season ignored;
        if (season.start < season.end) {
            has_dst = true;
            /* Standard time follows unless another season holds the very instant at which this one
             * ends. */
            has_standard = has_standard || !find_season(tz, season.end, false, &ignored);
        }
    }
    if (!has_dst) {
        return POSIX_TZ_ALWAYS_STANDARD;
    }
    return has_standard ? POSIX_TZ_CHANGING : POSIX_TZ_ALWAYS_DST;
}

bool posix_tz_parse(const char *text, gsize size, PosixTz *out_tz)
{
    PosixTz tz = { .seasons = POSIX_TZ_ALWAYS_STANDARD };
    Cursor cursor = { text, text + size };

    if (!take_abbreviation(&cursor, tz.standard.abbreviation) ||
        !take_offset(&cursor, &tz.standard.offset)) {
        return false;
    }
    if (cursor.at < cursor.end) {
        if (!take_dst(&cursor, &tz) || cursor.at < cursor.end) {
            return false;
        }
        tz.seasons = seasons_of(&tz);
    }
    *out_tz = tz;
    return true;
}

/* The span of DST around a season. Seasons may touch or overlap at the turn of some years, for
 * instance of those without 29 February; clocks do not change between them. */
static PosixTzSpan dst_span(const PosixTz *tz, Season season)
{
    Season other;

    while (find_season(tz, season.end, false, &other)) {
        season.end = other.end;
    }
    while (find_season(tz, season.start, true, &other) && other.start < season.start) {
        season.start = other.start;
    }
    return (PosixTzSpan){ .onset = season.start, .end = season.end, .is_dst = true };
}

static PosixTzSpan standard_span(const PosixTz *tz, gint64 utc)
{
    gint64 year = year_of(utc);
    PosixTzSpan span = { .onset = G_MININT64, .end = G_MAXINT64, .is_dst = false };

    /* Some years may have no season. Then the search goes on beyond the neighbouring years; it ends
     * because the seasons are POSIX_TZ_CHANGING. */
    for (gint64 y = year + SEASONS_AFTER; span.onset == G_MININT64 || y >= year - SEASONS_BEFORE;
         y--) {
        Season season = season_of(tz, y);
        if (season.start < season.end && season.end <= utc) {
            span.onset = MAX(span.onset, season.end);
        }
    }
    for (gint64 y = year - SEASONS_BEFORE; span.end == G_MAXINT64 || y <= year + SEASONS_AFTER;
         y++) {
        Season season = season_of(tz, y);
        if (season.start < season.end && season.start > utc) {
            span.end = MIN(span.end, season.start);
        }
    }
    return span;
}

PosixTzSpan posix_tz_span_at(const PosixTz *tz, gint64 utc)
{
    if (tz->seasons != POSIX_TZ_CHANGING) {
        bool is_dst = tz->seasons == POSIX_TZ_ALWAYS_DST;
        return (PosixTzSpan){ .onset = G_MININT64, .end = G_MAXINT64, .is_dst = is_dst };
    }

    /* Rules repeat for ever, so the nearest instant that cannot overflow gives the same answer. */
    gint64 near = CLAMP(utc, -FARTHEST, FARTHEST);
    Season season;
    PosixTzSpan span =
        find_season(tz, near, false, &season) ? dst_span(tz, season) : standard_span(tz, near);
    if (span.onset <= -FARTHEST) {
        span.onset = G_MININT64;
    }
    if (span.end > FARTHEST) {
        span.end = G_MAXINT64;
    }
    return span;
}
