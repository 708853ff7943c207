#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * How far the text of an agenda file reaches: enough to doubt that a later text of the same file
 * is whole. A text that is cut may well be a valid agenda, with the last sessions missing.
 */

/* Up to a line break, and with it. */
typedef struct ExtentLine {
    gsize size;
    guint64 digest;
} ExtentLine;

typedef struct Extent {
    gsize size;     /* octets */
    guint64 digest; /* FNV-1a: tells texts apart that nobody made to look alike */
    bool is_flow;   /* it begins with a bracket: without the other one it would be no agenda */
    bool ends_with_break; /* or is empty */
    guint n_breaks;       /* how many line breaks there are */
    GArray *lines;        /* ExtentLine, for each of the first EXTENT_LINES_MAX */
} Extent;

/* Of a text of more lines than that it is not seen that it is cut at the end of one: an agenda of
 * 30,000 sessions has as many. */
#define EXTENT_LINES_MAX 500000

typedef enum ExtentDoubt {
    EXTENT_DOUBT_NONE,
    EXTENT_DOUBT_OPEN_LINE, /* it ends in the middle of a line, and the last one did not */
    EXTENT_DOUBT_SHRUNK,    /* by more than a third */
    EXTENT_DOUBT_CUT,       /* it says what the last one began with, and no more */
} ExtentDoubt;

Extent *extent_new(const char *text, gsize size);
Extent *extent_copy(const Extent *extent);
void extent_free(Extent *extent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Extent, extent_free)

/* Why a text may not be whole that follows `last`, or NULL if none is known that it follows. */
ExtentDoubt extent_doubt(const Extent *extent, const Extent *last);
