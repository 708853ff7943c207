#include "file/table/cell_value.h"

#include <math.h>
#include <string.h>

#include "model/time/civil.h"

/* Days since 1970-01-01 of serial number 0, after February 1900 and in the 1904 system. */
#define EPOCH_1900 (-25569)
#define EPOCH_1904 (-24107)

/* The serial number of 1900-02-29, which Excel has since Lotus 1-2-3 had it. */
#define NO_DAY 60

/* Days since 1970-01-01 of 0001-01-01, and after 9999-12-31. */
#define DATE_MIN (-719162)
#define DATE_END 2932897

/* 99,999 hours, in seconds. */
#define DURATION_MAX 359996400.0

/* The nearest whole number. The number is neither negative nor anywhere near 2^63. */
static double nearest(double number)
{
    return (double)(gint64)(number + 0.5);
}

static CellKind write_clock(CellKind kind, double seconds, char *text)
{
    int minutes = (int)(seconds / 60);

    g_snprintf(text, CELL_VALUE_SIZE, "%02d:%02d", minutes / 60, minutes % 60);
    return kind;
}

/* `seconds` are those after the midnight of the date, up to that which ends it. */
static CellKind write_date(CivilDate date, const gint32 *seconds, char *text)
{
    CivilTime time = civil_at(date, seconds != NULL ? *seconds : 0);
    CivilParts parts = civil_parts(time);

    g_snprintf(text, CELL_VALUE_SIZE, "%04d-%02d-%02d", parts.year, parts.month, parts.day);
    if (seconds == NULL) {
        return CELL_DATE;
    }
    gsize length = strlen(text);
    g_snprintf(text + length, CELL_VALUE_SIZE - length, "T%02d:%02d", parts.hour, parts.minute);
    return CELL_DATE_TIME;
}

/* --- numbers ----------------------------------------------------------------------------- */

static CellKind write_number(double number, char *text)
{
    /* 15 digits are what Excel keeps: 0.1 + 0.2 is 0.3 to people. There is no -0 for them. */
    g_ascii_formatd(text, CELL_VALUE_SIZE, "%.15g", number == 0 ? 0 : number);
    return CELL_NUMBER;
}

bool cell_value_parse(const char *text, double *out_number)
{
    char *end;

    /* Neither "inf" nor "0x10", which strtod would take. */
    if (*text == '\0' || text[strspn(text, "0123456789.+-eE")] != '\0') {
        return false;
    }
    double number = g_ascii_strtod(text, &end);
    if (*end != '\0' || !isfinite(number)) {
        return false;
    }
    *out_number = number;
    return true;
}

/* --- serial numbers ---------------------------------------------------------------------- */

static CellKind write_serial_date(gint32 day, const gint32 *seconds, DateSystem system, char *text)
{
    if (system == DATE_SYSTEM_1904) {
        return write_date(EPOCH_1904 + day, seconds, text);
    }
    CellKind kind = write_date(EPOCH_1900 + day + (day < NO_DAY ? 1 : 0), seconds, text);
    /* Written as the 28th, with another last digit. */
    if (day == NO_DAY) {
        text[strlen("1900-02-2")] = '9';
    }
    return kind;
}

CellKind cell_value_of_serial(double serial, NumberFormat format, DateSystem system,
                              char text[CELL_VALUE_SIZE])
{
    double days = DATE_END - (system == DATE_SYSTEM_1904 ? EPOCH_1904 : EPOCH_1900);
    double last = days - 1.0 / CIVIL_DAY_SECONDS; /* the last second, which nothing is rounded to */
    bool is_date = format == NUMBER_FORMAT_DATE || format == NUMBER_FORMAT_DATE_TIME;

    /* Written so that it holds for what is no number, too. */
    if (format == NUMBER_FORMAT_NUMBER || !(serial >= 0 && serial < last)) {
        return write_number(serial, text);
    }
    double all_seconds = nearest(serial * CIVIL_DAY_SECONDS);
    if (format == NUMBER_FORMAT_DURATION) {
        return all_seconds > DURATION_MAX ? write_number(serial, text)
                                          : write_clock(CELL_DURATION, all_seconds, text);
    }
    gint32 day = (gint32)(all_seconds / CIVIL_DAY_SECONDS);
    gint32 seconds = (gint32)(all_seconds - (double)day * CIVIL_DAY_SECONDS);
    if (is_date && (day >= 1 || system == DATE_SYSTEM_1904)) {
        return write_serial_date(day, format == NUMBER_FORMAT_DATE ? NULL : &seconds, system, text);
    }
    if (format == NUMBER_FORMAT_DATE) {
        return write_number(serial, text);
    }
    bool is_end = day > (gint32)serial;
    return write_clock(CELL_TIME, is_end ? CIVIL_DAY_SECONDS : seconds, text);
}

/* --- ISO 8601 ---------------------------------------------------------------------------- */

/* Takes just so many digits. */
static bool take_digits(const char **at, gsize count, gint *out_number)
{
    gint number = 0;

    for (gsize i = 0; i < count; i++) {
        if (!g_ascii_isdigit((*at)[i])) {
            return false;
        }
        number = number * 10 + ((*at)[i] - '0');
    }
    *at += count;
    *out_number = number;
    return true;
}

static bool take(const char **at, char character)
{
    bool is_there = **at == character;

    *at += is_there ? 1 : 0;
    return is_there;
}

static bool take_date(const char **at, CivilDate *out_date)
{
    gint year;
    gint month;
    gint day;
    GDate date;

    if (!take_digits(at, 4, &year) || !take(at, '-') || !take_digits(at, 2, &month) ||
        !take(at, '-') || !take_digits(at, 2, &day) ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        return false;
    }
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *out_date = (CivilDate)g_date_get_julian(&date) - 1 + DATE_MIN;
    return true;
}

/* A fraction of any length: 0.5 of ".5". */
static double take_fraction(const char **at)
{
    double fraction = 0;

    if (take(at, '.') || take(at, ',')) {
        for (double unit = 0.1; g_ascii_isdigit(**at); unit /= 10) {
            fraction += unit * (*(*at)++ - '0');
        }
    }
    return fraction;
}

static bool take_clock(const char **at, gint32 *out_seconds)
{
    gint hour;
    gint minute;
    gint second = 0;

    if (!take_digits(at, 2, &hour) || !take(at, ':') || !take_digits(at, 2, &minute) ||
        (take(at, ':') && !take_digits(at, 2, &second))) {
        return false;
    }
    double rounded = nearest(hour * 3600 + minute * 60 + second + take_fraction(at));
    *out_seconds = (gint32)rounded;
    return minute < 60 && second < 60 && rounded <= CIVIL_DAY_SECONDS;
}

/* Nothing, or a zone. */
static bool is_end(const char *at)
{
    gint hours;
    gint minutes;

    if (*at == '\0' || strcmp(at, "Z") == 0) {
        return true;
    }
    return (take(&at, '+') || take(&at, '-')) && take_digits(&at, 2, &hours) && take(&at, ':') &&
           take_digits(&at, 2, &minutes) && *at == '\0';
}

CellKind cell_value_of_iso(const char *iso, NumberFormat format, char text[CELL_VALUE_SIZE])
{
    CivilDate date = 0;
    gint32 seconds = 0;
    const char *at = iso;
    bool has_date = take_date(&at, &date);
    bool has_clock = has_date ? take(&at, 'T') || take(&at, ' ') : true;

    at = has_date ? at : iso;
    if ((has_clock && !take_clock(&at, &seconds)) || !is_end(at)) {
        return CELL_EMPTY;
    }
    if (!has_date || (has_clock && format == NUMBER_FORMAT_TIME)) {
        return write_clock(CELL_TIME, seconds, text);
    }
    /* The last of all midnights has no date of its own. */
    if (date + seconds / CIVIL_DAY_SECONDS >= DATE_END) {
        return CELL_EMPTY;
    }
    return write_date(date, has_clock && format != NUMBER_FORMAT_DATE ? &seconds : NULL, text);
}

/* --- durations --------------------------------------------------------------------------- */

/* Takes a number with the letter of its unit; of another unit, takes nothing and is 0. */
static double take_unit(const char **at, char letter)
{
    const char *digits = *at;
    double number = 0;

    while (g_ascii_isdigit(*digits) && number < DURATION_MAX) {
        number = number * 10 + (*digits++ - '0');
    }
    number += take_fraction(&digits);
    if (digits == *at || *digits != letter) {
        return 0;
    }
    *at = digits + 1;
    return number;
}

CellKind cell_value_of_period(const char *period, char text[CELL_VALUE_SIZE])
{
    const char *at = period;

    if (!take(&at, 'P')) {
        return CELL_EMPTY;
    }
    double seconds = take_unit(&at, 'D') * CIVIL_DAY_SECONDS;
    if (take(&at, 'T')) {
        seconds += take_unit(&at, 'H') * 3600;
        seconds += take_unit(&at, 'M') * 60;
        seconds += take_unit(&at, 'S');
    }
    seconds = nearest(seconds);
    if (*at != '\0' || at == period + 1 || seconds > DURATION_MAX) {
        return CELL_EMPTY;
    }
    return write_clock(seconds <= CIVIL_DAY_SECONDS ? CELL_TIME : CELL_DURATION, seconds, text);
}
