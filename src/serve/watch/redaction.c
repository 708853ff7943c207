#include "serve/watch/redaction.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

#include "base/token.h"
#include "model/address/address.h"

/* Marks that may follow the word without making it a folder, as in "private-calendar.example". */
#define OF_WORDS "-_.)"

#define HIDDEN '-'

/* An octet that a text stands for, and where that begins in the text. */
typedef struct Octet {
    guchar value;
    gsize start;
} Octet;

typedef struct Reading {
    const char *text;
    Octet *octets; /* one more than there are: a NUL at the end of the text */
    gsize length;
} Reading;

/* Makes one octet from the last three if they are an escape; whether they were. */
static bool undo_escape(Reading *reading)
{
    Octet *last = reading->octets + reading->length;

    if (reading->length < 3 || last[-3].value != '%' || !g_ascii_isxdigit(last[-2].value) ||
        !g_ascii_isxdigit(last[-1].value)) {
        return false;
    }
    last[-3].value = (guchar)(g_ascii_xdigit_value((char)last[-2].value) * 16 +
                              g_ascii_xdigit_value((char)last[-1].value));
    reading->length -= 2;
    return true;
}

/* Whether browsers drop an octet from an address, wherever it stands. */
static bool is_dropped(guchar value)
{
    return g_ascii_iscntrl(value) && value != '\0';
}

/* Undoes all escapes in a text. A dropped octet belongs to the one before it, or to the first. */
static Reading read_text(const char *text)
{
    gsize length = strlen(text);
    Reading reading = { .text = text, .octets = g_new0(Octet, length + 1) };

    for (gsize i = 0; i < length; i++) {
        gsize start = reading.length > 0 ? i : 0;
        reading.octets[reading.length++] = (Octet){ (guchar)text[i], start };
        /* Again and again: what an escape stands for may be part of another one. */
        while (undo_escape(&reading)) {
        }
        if (is_dropped(reading.octets[reading.length - 1].value)) {
            reading.length--;
        }
    }
    reading.octets[reading.length] = (Octet){ '\0', length };
    return reading;
}

/* Where the folder of private calendars, with the mark after it, ends if it begins at `from`; if it
 * does not, `from`. */
static gsize skip_private(const Reading *reading, gsize from)
{
    gsize at = from;

    for (const char *expected = ADDRESS_PRIVATE; *expected != '\0'; expected++) {
        if (g_ascii_tolower((char)reading->octets[at].value) != *expected) {
            return from;
        }
        at++;
    }
    guchar mark = reading->octets[at].value;
    return g_ascii_ispunct(mark) && strchr(OF_WORDS, mark) == NULL ? at + 1 : from;
}

static bool is_of_token(guchar value)
{
    /* As in base/token.h, in either case. */
    return g_ascii_isalpha(value) || (value >= '2' && value <= '7');
}

/* Where something that looks like a token ends, if it begins at `from`; else `from`. */
static gsize skip_token(const Reading *reading, gsize from)
{
    gsize at = from;

    while (is_of_token(reading->octets[at].value)) {
        at++;
    }
    return at - from >= TOKEN_LENGTH ? at : from;
}

/* Appends these octets as they stand in the text. */
static void append(GString *out, const Reading *reading, gsize from, gsize to)
{
    gsize start = reading->octets[from].start;

    g_string_append_len(out, reading->text + start, (gssize)(reading->octets[to].start - start));
}

static char *hide(const Reading *reading)
{
    GString *out = g_string_new(NULL);

    for (gsize at = 0; at < reading->length;) {
        gsize hidden = skip_private(reading, at);
        if (hidden > at) {
            append(out, reading, at, hidden);
            /* All that follows is hidden, whatever it looks like. */
            if (hidden < reading->length) {
                g_string_append_c(out, HIDDEN);
            }
            break;
        }
        gsize shown = skip_token(reading, at);
        if (shown > at) {
            g_string_append_c(out, HIDDEN);
        } else {
            append(out, reading, at, ++shown);
        }
        at = shown;
    }
    return g_string_free(out, FALSE);
}

char *redaction_dup(const char *text)
{
    Reading reading = read_text(text);
    char *shown = hide(&reading);

    g_free(reading.octets);
    return shown;
}
