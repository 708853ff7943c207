#include "file/yaml/surrogates.h"

#include <stdbool.h>
#include <string.h>

/* The lengths of "\ud83d\ude00" and "\U0001f600". */
#define PAIR_LENGTH 12
#define JOINED_LENGTH 10

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether `c` may follow `previous`, blanks aside, outside the strings of JSON. Not a parser:
 * enough to be sure where strings begin and end. */
static bool follows_in_json(char previous, char c)
{
    if (previous == '\0') {
        /* A text that begins otherwise is a lone value, and no agenda. */
        return c == '{' || c == '[';
    }
    if (c == '"') {
        return strchr("{[,:", previous) != NULL;
    }
    if (c == ':') {
        return previous == '"';
    }
    return c != '\0' && strchr("{}[],+-.0123456789Eaeflnrstu", c) != NULL;
}

/* Where the string that begins at `start` ends, after its quotation mark. 0 if a line ends within
 * it, which JSON does not allow, or the text does. */
static gsize string_end(const char *data, gsize size, gsize start)
{
    for (gsize i = start + 1; i < size && data[i] != '\n'; i++) {
        if (data[i] == '"') {
            return i + 1;
        }
        if (data[i] == '\\' && i + 1 < size && data[i + 1] != '\n') {
            i++;
        }
    }
    return 0;
}

/* Whether a text is JSON as far as strings go: whatever is in quotation marks is a string in double
 * quotes for YAML as well. */
static bool is_json(const char *data, gsize size)
{
    char previous = '\0';

    for (gsize i = 0; i < size;) {
        char c = data[i];
        if (is_blank(c)) {
            i++;
            continue;
        }
        if (!follows_in_json(previous, c)) {
            return false;
        }
        previous = c;
        i = c == '"' ? string_end(data, size, i) : i + 1;
        if (i == 0) {
            return false;
        }
    }
    return previous != '\0';
}

/* The UTF-16 code unit of an escape "\uXXXX"; 0 if there is no escape. */
static guint read_escape(const char *data, gsize size)
{
    guint unit = 0;

    if (size < 6 || data[0] != '\\' || data[1] != 'u') {
        return 0;
    }
    for (gsize i = 2; i < 6; i++) {
        int digit = g_ascii_xdigit_value(data[i]);
        if (digit < 0) {
            return 0;
        }
        unit = unit * 16 + (guint)digit;
    }
    return unit;
}

/* The character of a pair of escapes (RFC 8259 §7); 0 if there is no pair. */
static gunichar read_pair(const char *data, gsize size)
{
    guint high = read_escape(data, size);

    if (high < 0xD800 || high > 0xDBFF) {
        return 0;
    }
    guint low = read_escape(data + PAIR_LENGTH / 2, size - PAIR_LENGTH / 2);
    if (low < 0xDC00 || low > 0xDFFF) {
        return 0;
    }
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* Joins the pairs in a string of `length` octets, quotation marks included. */
static void join_in_string(char *data, gsize length)
{
    gsize to = 0;

    for (gsize from = 0; from < length;) {
        gunichar character = read_pair(data + from, length - from);
        if (character != 0) {
            char escape[JOINED_LENGTH + 1];
            g_snprintf(escape, sizeof escape, "\\U%08x", character);
            memcpy(data + to, escape, JOINED_LENGTH);
            from += PAIR_LENGTH;
            to += JOINED_LENGTH;
            continue;
        }
        /* An escape is copied whole, so that the backslash of "\\ud83d" does not begin another. */
        gsize step = data[from] == '\\' && from + 1 < length ? 2 : 1;
        memmove(data + to, data + from, step);
        from += step;
        to += step;
    }
    memset(data + to, ' ', length - to);
}

char *surrogates_join(const char *data, gsize size)
{
    /* The cheap test first: hardly any agenda has pairs. */
    bool may_have_pair = size > PAIR_LENGTH && (memmem(data, size, "\\ud", 3) != NULL ||
                                                memmem(data, size, "\\uD", 3) != NULL);

    if (!may_have_pair || !is_json(data, size)) {
        return NULL;
    }
    char *joined = g_memdup2(data, size);
    for (gsize i = 0; i < size;) {
        gsize end = joined[i] == '"' ? string_end(joined, size, i) : i + 1;
        if (joined[i] == '"') {
            join_in_string(joined + i, end - i);
        }
        i = end;
    }
    return joined;
}
