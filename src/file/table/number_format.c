#include "file/table/number_format.h"

#include <stdbool.h>
#include <string.h>

/* What the letters of a code say. */
typedef struct Letters {
    bool has_day;   /* a year, a day, or a month in letters */
    bool has_clock; /* hours or seconds */
    bool has_m;     /* months, or minutes where there is a clock */
    bool goes_on;   /* [h], [mm] … */
} Letters;

NumberFormat number_format_of_id(guint id)
{
    if (id == 46) {
        return NUMBER_FORMAT_DURATION;
    }
    if (id == 22) {
        return NUMBER_FORMAT_DATE_TIME;
    }
    if (id >= 14 && id <= 17) {
        return NUMBER_FORMAT_DATE;
    }
    bool is_time = (id >= 18 && id <= 21) || id == 45 || id == 47;
    return is_time ? NUMBER_FORMAT_TIME : NUMBER_FORMAT_NUMBER;
}

/* The octets up to and including a closing mark; those to the end if there is none. */
static gsize length_until(const char *text, char mark)
{
    const char *end = strchr(text, mark);

    return end != NULL ? (gsize)(end - text) + 1 : strlen(text);
}

/* How often the first letter of a text stands there, small or large. */
static gsize run_length(const char *text)
{
    gsize length = 1;

    while (g_ascii_tolower(text[length]) == g_ascii_tolower(*text)) {
        length++;
    }
    return length;
}

/* Brackets hold hours that go on, or else a colour, a condition, a currency or a locale. */
static gsize take_brackets(Letters *letters, const char *at)
{
    bool is_unit = at[1] != '\0' && strchr("hms", g_ascii_tolower(at[1])) != NULL;
    gsize units = is_unit ? run_length(at + 1) : 0;

    letters->goes_on = letters->goes_on || (units > 0 && at[1 + units] == ']');
    return length_until(at, ']');
}

static gsize take_letters(Letters *letters, const char *at)
{
    char letter = g_ascii_tolower(*at);
    gsize length = run_length(at);

    letters->has_day = letters->has_day || letter == 'y' || letter == 'd';
    letters->has_day = letters->has_day || (letter == 'm' && length > 2);
    letters->has_clock = letters->has_clock || letter == 'h' || letter == 's';
    letters->has_m = letters->has_m || letter == 'm';
    return length;
}

/* Takes a part of a code. Returns how many octets it has. */
static gsize take_part(Letters *letters, const char *at)
{
    switch (*at) {
    case '"':
        return 1 + length_until(at + 1, '"');
    case '[':
        return take_brackets(letters, at);
    case '\\': /* the next octet stands for itself, … */
    case '_':  /* … its width is left blank, … */
    case '*':  /* … or it fills the cell */
        return at[1] != '\0' ? 2 : 1;
    default:
        return take_letters(letters, at);
    }
}

NumberFormat number_format_of_code(const char *code)
{
    Letters letters = { 0 };

    /* The name of the format of its own, not a code; LibreOffice's has a d in it. */
    if (g_ascii_strcasecmp(code, "general") == 0 || g_ascii_strcasecmp(code, "standard") == 0) {
        return NUMBER_FORMAT_NUMBER;
    }
    for (const char *at = code; *at != '\0' && *at != ';';) {
        at += take_part(&letters, at);
    }
    if (letters.goes_on) {
        return NUMBER_FORMAT_DURATION;
    }
    if (letters.has_clock) {
        return letters.has_day ? NUMBER_FORMAT_DATE_TIME : NUMBER_FORMAT_TIME;
    }
    return letters.has_day || letters.has_m ? NUMBER_FORMAT_DATE : NUMBER_FORMAT_NUMBER;
}
