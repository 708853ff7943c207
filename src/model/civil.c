#include "model/civil.h"

#include <string.h>
#include <time.h>

#define MAX_CLOCK_SECONDS (48 * 3600)

static const char *const MONTHS[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static const char *const WEEKDAYS[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};

/* Reads exactly `length` digits; -1 if there is anything else. */
static gint parse_digits(const char *text, gsize length)
{
    gint value = 0;

    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isdigit(text[i])) {
            return -1;
        }
        value = value * 10 + g_ascii_digit_value(text[i]);
    }
    return value;
}

static CivilDate epoch_day(void)
{
    GDate epoch;

    g_date_clear(&epoch, 1);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    return (CivilDate)g_date_get_julian(&epoch);
}

bool civil_parse_date(const char *text, CivilDate *out_date)
{
    if (strlen(text) != strlen("YYYY-MM-DD") || text[4] != '-' || text[7] != '-') {
        return false;
    }
    gint year = parse_digits(text, 4);
    gint month = parse_digits(text + 5, 2);
    gint day = parse_digits(text + 8, 2);
    if (year < CIVIL_MIN_YEAR || year > CIVIL_MAX_YEAR || month < 1 || day < 1 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        return false;
    }

    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *out_date = (CivilDate)g_date_get_julian(&date) - epoch_day();
    return true;
}

bool civil_parse_clock(const char *text, gint32 *out_seconds)
{
    if (strlen(text) != strlen("HH:MM") || text[2] != ':') {
        return false;
    }
    gint hours = parse_digits(text, 2);
    gint minutes = parse_digits(text + 3, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 ||
        hours * 3600 + minutes * 60 > MAX_CLOCK_SECONDS) {
        return false;
    }
    *out_seconds = hours * 3600 + minutes * 60;
    return true;
}

bool civil_parse_stamp(const char *text, gint64 *out_utc)
{
    /* GLib takes more forms than RFC 3339 has: the shape is settled first. */
    CivilDate date;
    g_autofree char *day = g_strndup(text, strlen("YYYY-MM-DD"));

    if (!civil_parse_date(day, &date) || (text[10] != 'T' && text[10] != 't')) {
        return false;
    }
    /* Without a default zone a stamp that names none is refused. */
    g_autoptr(GDateTime) stamp = g_date_time_new_from_iso8601(text, NULL);
    if (stamp == NULL) {
        return false;
    }
    *out_utc = g_date_time_to_unix(stamp);
    return true;
}

CivilTime civil_at(CivilDate date, gint32 seconds)
{
    return (CivilTime)date * CIVIL_DAY_SECONDS + seconds;
}

CivilDate civil_date_of(CivilTime time)
{
    CivilTime days = time / CIVIL_DAY_SECONDS;

    return (CivilDate)(time % CIVIL_DAY_SECONDS < 0 ? days - 1 : days);
}

CivilParts civil_parts(CivilTime time)
{
    time_t seconds = (time_t)time;
    struct tm tm;

    g_assert(gmtime_r(&seconds, &tm) != NULL);
    return (CivilParts){
        .year = tm.tm_year + 1900,
        .month = tm.tm_mon + 1,
        .day = tm.tm_mday,
        .hour = tm.tm_hour,
        .minute = tm.tm_min,
        .second = tm.tm_sec,
        .weekday = tm.tm_wday,
    };
}

char *civil_date_to_iso(CivilDate date)
{
    CivilParts parts = civil_parts(civil_at(date, 0));

    return g_strdup_printf("%04d-%02d-%02d", parts.year, parts.month, parts.day);
}

char *civil_date_to_words(CivilDate date)
{
    CivilParts parts = civil_parts(civil_at(date, 0));

    return g_strdup_printf("%s %d %s %d", WEEKDAYS[parts.weekday], parts.day,
                           MONTHS[parts.month - 1], parts.year);
}

char *civil_clock_to_text(CivilTime time)
{
    CivilParts parts = civil_parts(time);

    return g_strdup_printf("%02d:%02d", parts.hour, parts.minute);
}
