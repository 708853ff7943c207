#include "serve/http/http_date.h"

#include <string.h>

#include "model/time/civil.h"

#define N_DAYS 7
#define N_MONTHS 12

/* RFC 850 spells them out; the other forms have the first three letters. */
static const char *const DAY_NAMES[N_DAYS] = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
};

static const char *const MONTH_NAMES[N_MONTHS] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

char *http_date_format(gint64 utc)
{
    CivilParts parts = civil_parts(utc);

    return g_strdup_printf("%.3s, %02d %s %04d %02d:%02d:%02d GMT", DAY_NAMES[parts.weekday],
                           parts.day, MONTH_NAMES[parts.month - 1], parts.year, parts.hour,
                           parts.minute, parts.second);
}

/* A text that is read from its start; once anything is not as expected, it stays failed. */
typedef struct Reader {
    const char *rest;
    bool failed;
} Reader;

static void expect(Reader *reader, const char *word)
{
    gsize length = strlen(word);

    if (reader->failed || strncmp(reader->rest, word, length) != 0) {
        reader->failed = true;
        return;
    }
    reader->rest += length;
}

/* Reads exactly this many digits. */
static gint read_number(Reader *reader, guint digits)
{
    gint number = 0;

    for (guint i = 0; i < digits && !reader->failed; i++) {
        if (!g_ascii_isdigit(*reader->rest)) {
            reader->failed = true;
            return 0;
        }
        number = number * 10 + (*reader->rest++ - '0');
    }
    return number;
}

/* Reads a month; returns its number, from 1. */
static gint read_month(Reader *reader)
{
    for (guint i = 0; i < N_MONTHS; i++) {
        if (g_str_has_prefix(reader->rest, MONTH_NAMES[i])) {
            reader->rest += strlen(MONTH_NAMES[i]);
            return (gint)i + 1;
        }
    }
    reader->failed = true;
    return 0;
}

static void read_time(Reader *reader, CivilParts *parts)
{
    parts->hour = read_number(reader, 2);
    expect(reader, ":");
    parts->minute = read_number(reader, 2);
    expect(reader, ":");
    parts->second = read_number(reader, 2);
}

/* "06 Nov 1994 08:49:37 GMT", after "Sun, ". */
static void read_imf_fixdate(Reader *reader, CivilParts *parts)
{
    parts->day = read_number(reader, 2);
    expect(reader, " ");
    parts->month = read_month(reader);
    expect(reader, " ");
    parts->year = read_number(reader, 4);
    expect(reader, " ");
    read_time(reader, parts);
    expect(reader, " GMT");
}

/* "06-Nov-94 08:49:37 GMT", after "Sunday, ". */
static void read_rfc850(Reader *reader, CivilParts *parts)
{
    parts->day = read_number(reader, 2);
    expect(reader, "-");
    parts->month = read_month(reader);
    expect(reader, "-");
    parts->year = read_number(reader, 2);
    parts->year += parts->year < 70 ? 2000 : 1900;
    expect(reader, " ");
    read_time(reader, parts);
    expect(reader, " GMT");
}

/* "Nov  6 08:49:37 1994", after "Sun ". */
static void read_asctime(Reader *reader, CivilParts *parts)
{
    parts->month = read_month(reader);
    expect(reader, " ");
    /* A day of one digit has a blank before it. */
    if (*reader->rest == ' ') {
        reader->rest++;
        parts->day = read_number(reader, 1);
    } else {
        parts->day = read_number(reader, 2);
    }
    expect(reader, " ");
    read_time(reader, parts);
    expect(reader, " ");
    parts->year = read_number(reader, 4);
}

/* What follows the name of the day shows which of the three forms it is. */
static void read_date(Reader *reader, CivilParts *parts)
{
    for (guint i = 0; i < N_DAYS; i++) {
        if (strncmp(reader->rest, DAY_NAMES[i], 3) != 0) {
            continue;
        }
        /* The full name goes first, since it begins with the short one. */
        if (g_str_has_prefix(reader->rest, DAY_NAMES[i])) {
            reader->rest += strlen(DAY_NAMES[i]);
            expect(reader, ", ");
            read_rfc850(reader, parts);
        } else if (reader->rest[3] == ',') {
            reader->rest += 3;
            expect(reader, ", ");
            read_imf_fixdate(reader, parts);
        } else {
            reader->rest += 3;
            expect(reader, " ");
            read_asctime(reader, parts);
        }
        return;
    }
    reader->failed = true;
}

bool http_date_parse(const char *text, gint64 *out_utc)
{
    Reader reader = { .rest = text };
    CivilParts parts = { 0 };
    GDate date;
    GDate epoch;

    read_date(&reader, &parts);
    /* A second of 60 is a leap second, which RFC 9110 allows. */
    if (reader.failed || *reader.rest != '\0' || parts.hour > 23 || parts.minute > 59 ||
        parts.second > 60 ||
        !g_date_valid_dmy((GDateDay)parts.day, (GDateMonth)parts.month, (GDateYear)parts.year)) {
        return false;
    }
    /* A GDate on the stack must be cleared before it is set. */
    g_date_clear(&date, 1);
    g_date_clear(&epoch, 1);
    g_date_set_dmy(&date, (GDateDay)parts.day, (GDateMonth)parts.month, (GDateYear)parts.year);
    g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
    *out_utc = (gint64)g_date_days_between(&epoch, &date) * CIVIL_DAY_SECONDS + parts.hour * 3600 +
               parts.minute * 60 + parts.second;
    return true;
}
