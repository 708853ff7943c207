#include "model/time/civil.h"

#include <string.h>

static const char *const MONTHS[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December",
};

static const char *const WEEKDAYS[] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};

/* Reads exactly `length` digits; -1 if there is anything else. A NUL is no digit, so a text that
 * ends early is safe. */
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

/* GDate counts from 1 January of the year 1; a CivilDate counts from 1970. */
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
    /* parse_digits returns -1 for anything but digits, which the bounds below refuse. */
    gint year = parse_digits(text, 4);
    gint month = parse_digits(text + 5, 2);
    gint day = parse_digits(text + 8, 2);
    if (year < CIVIL_MIN_YEAR || year > CIVIL_MAX_YEAR || month < 1 || day < 1 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        return false;
    }

    GDate date;
    /* GDate wants its memory cleared before it is set. */
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *out_date = (CivilDate)g_date_get_julian(&date) - epoch_day();
    return true;
}

/* Reads digits up to the first character that is none. -1 if there are none, or more than `max`. */
static gint parse_number(const char **text, gsize max)
{
    gsize length = strspn(*text, "0123456789");
    gint number = length > 0 && length <= max ? parse_digits(*text, length) : -1;

    *text += length;
    return number;
}

bool civil_parse_clock(const char *text, gint32 *out_seconds)
{
    gsize digits = strspn(text, "0123456789");
    const char *at = text;
    gint hours = parse_number(&at, 3);

    /* Two digits, or as many as are needed: so a time is written in one way only. */
    if (digits < 2 || (digits == 3 && *text == '0') || *at != ':' || strlen(at) != 3) {
        return false;
    }
    gint minutes = parse_digits(at + 1, 2);
    if (hours < 0 || minutes < 0 || minutes > 59) {
        return false;
    }
    *out_seconds = hours * 3600 + minutes * 60;
    return true;
}

/* Reads "2d12h30m", or a part of it; -1 for anything else. */
static gint64 parse_units(const char *text)
{
    static const char UNITS[] = "dhm";
    static const gint SECONDS[] = { CIVIL_DAY_SECONDS, 3600, 60 };
    gint64 total = *text != '\0' ? 0 : -1;
    gsize next = 0;

    while (*text != '\0') {
        gint number = parse_number(&text, 5);
        const char *unit = *text != '\0' ? strchr(UNITS + next, *text) : NULL;
        if (number < 0 || unit == NULL) {
            return -1;
        }
        total += (gint64)number * SECONDS[unit - UNITS];
        next = (gsize)(unit - UNITS) + 1;
        text++;
    }
    return total;
}

bool civil_parse_duration(const char *text, gint32 *out_seconds)
{
    const char *at = text;
    gint number = parse_number(&at, 5);
    gint64 seconds;

    if (*at == '\0') {
        seconds = (gint64)number * 60;
    } else if (*at == ':') {
        gint minutes = strlen(at) == 3 ? parse_digits(at + 1, 2) : -1;
        seconds = minutes >= 0 && minutes <= 59 ? (gint64)number * 3600 + minutes * 60 : -1;
    } else {
        seconds = parse_units(text);
    }
    if (number < 0 || seconds <= 0 || seconds > CIVIL_MAX_CLOCK) {
        return false;
    }
    *out_seconds = (gint32)seconds;
    return true;
}

/* Reads "Z" or "+02:00", to the end of the text, as seconds east of UTC. */
static bool parse_offset(const char *text, gint32 *out_offset)
{
    if (g_ascii_strcasecmp(text, "Z") == 0) {
        *out_offset = 0;
        return true;
    }
    if (strlen(text) != strlen("+HH:MM") || (text[0] != '+' && text[0] != '-') || text[3] != ':') {
        return false;
    }
    gint hours = parse_digits(text + 1, 2);
    gint minutes = parse_digits(text + 4, 2);
    /* RFC 3339 §5.6: an offset is less than 24 hours. */
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return false;
    }
    *out_offset = (text[0] == '-' ? -60 : 60) * (hours * 60 + minutes);
    return true;
}

/* The text after a fraction such as ".75", or the text itself if it has none; NULL if no digit
 * follows the point. */
static const char *skip_fraction(const char *text)
{
    if (*text != '.') {
        return text;
    }
    gsize digits = strspn(text + 1, "0123456789");
    return digits > 0 ? text + 1 + digits : NULL;
}

/* The grammar of RFC 3339 §5.6, read by position: only the fraction has no fixed length. */
bool civil_parse_stamp(const char *text, gint64 *out_utc)
{
    CivilDate date;
    gint32 offset;
    g_autofree char *day = g_strndup(text, strlen("YYYY-MM-DD"));

    if (strlen(text) < strlen("YYYY-MM-DDTHH:MM:SSZ") || !civil_parse_date(day, &date) ||
        g_ascii_toupper(text[10]) != 'T' || text[13] != ':' || text[16] != ':') {
        return false;
    }
    gint hours = parse_digits(text + 11, 2);
    gint minutes = parse_digits(text + 14, 2);
    gint seconds = parse_digits(text + 17, 2);
    const char *rest = skip_fraction(text + 19);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59 ||
        rest == NULL || !parse_offset(rest, &offset)) {
        return false;
    }
    /* The offset may carry a stamp at the edge of the range into another year, so check again. */
    gint64 utc = civil_at(date, hours * 3600 + minutes * 60 + seconds) - offset;
    gint year = civil_parts(utc).year;
    if (year < CIVIL_MIN_YEAR || year > CIVIL_MAX_YEAR) {
        return false;
    }
    *out_utc = utc;
    return true;
}

CivilTime civil_at(CivilDate date, gint32 seconds)
{
    return (CivilTime)date * CIVIL_DAY_SECONDS + seconds;
}

CivilDate civil_date_of(CivilTime time)
{
    /* C rounds quotients towards zero, but days before 1970 need rounding down. */
    CivilTime days = time / CIVIL_DAY_SECONDS;

    return (CivilDate)(time % CIVIL_DAY_SECONDS < 0 ? days - 1 : days);
}

/* Not gmtime(3): in zones that count leap seconds ("right/…") it is off by seconds. */
CivilParts civil_parts(CivilTime time)
{
    CivilDate date = civil_date_of(time);
    gint seconds = (gint)(time - civil_at(date, 0));
    GDate day;

    /* GDate knows no day before 1 January of the year 1. */
    g_assert(date > -epoch_day());
    g_date_clear(&day, 1);
    g_date_set_julian(&day, (guint32)(date + epoch_day()));
    return (CivilParts){
        .year = g_date_get_year(&day),
        .month = (gint)g_date_get_month(&day),
        .day = g_date_get_day(&day),
        .hour = seconds / 3600,
        .minute = seconds / 60 % 60,
        .second = seconds % 60,
        .weekday = (gint)g_date_get_weekday(&day) % 7,
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

    /* Not strftime(3), whose words depend on the locale. */
    return g_strdup_printf("%s %d %s %d", WEEKDAYS[parts.weekday], parts.day,
                           MONTHS[parts.month - 1], parts.year);
}

char *civil_stamp_to_text(gint64 utc)
{
    CivilParts parts = civil_parts(utc);

    return g_strdup_printf("%04d-%02d-%02dT%02d:%02d:%02dZ", parts.year, parts.month, parts.day,
                           parts.hour, parts.minute, parts.second);
}

char *civil_clock_to_text(CivilTime time)
{
    CivilParts parts = civil_parts(time);

    return g_strdup_printf("%02d:%02d", parts.hour, parts.minute);
}

char *civil_clock_after(CivilDate date, CivilTime time)
{
    CivilTime minutes = (time - civil_at(date, 0)) / 60;

    return g_strdup_printf("%02d:%02d", (gint)(minutes / 60), (gint)(minutes % 60));
}

bool civil_lasts_days(CivilTime start, CivilTime end)
{
    return end - start > CIVIL_DAY_SECONDS;
}

CivilDate civil_last_day(CivilTime end)
{
    return civil_date_of(end - 1);
}

char *civil_hours_to_text(CivilTime start, CivilTime end)
{
    g_autofree char *from = civil_clock_to_text(start);
    g_autofree char *clock = civil_clock_to_text(end);
    /* A span that ends at midnight ends its own day; "00:00" would read like the start of it. */
    const char *to = end % CIVIL_DAY_SECONDS == 0 ? "24:00" : clock;

    if (!civil_lasts_days(start, end)) {
        return g_strdup_printf("%s–%s", from, to);
    }
    g_autofree char *day = civil_date_to_words(civil_last_day(end));
    return g_strdup_printf("%s–%s %s", from, day, to);
}
