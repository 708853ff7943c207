#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * The extent of an agenda file's text: enough to doubt whether a later text of the same file is
 * complete. A text that is cut short may well be a valid agenda, without its last sessions.
 */

/* The text up to and including a line break. */
typedef struct ExtentLine {
    gsize size;
    guint64 digest;
} ExtentLine;

typedef struct Extent {
    gsize size;           /* octets */
    guint64 digest;       /* FNV-1a: tells texts apart unless somebody made them to look alike */
    bool is_flow;         /* it begins with a bracket: cut short, it would be no agenda at all */
    bool ends_with_break; /* or the text is empty */
    guint n_breaks;       /* number of line breaks */
    GArray *lines;        /* ExtentLine: the first EXTENT_LINES_MAX */
} Extent;

/* In a longer text, a cut at the end of a line after these goes unnoticed. An agenda of 30,000
 * sessions has this many. */
#define EXTENT_LINES_MAX 500000

typedef enum ExtentDoubt {
    EXTENT_DOUBT_NONE,
    EXTENT_DOUBT_OPEN_LINE, /* it ends within a line, and the last one did not */
    EXTENT_DOUBT_SHRUNK,    /* it is smaller by more than a third */
    EXTENT_DOUBT_CUT,       /* it is the beginning of the last one and no more */
} ExtentDoubt;

Extent *extent_new(const char *text, gsize size);
/* Has the digest tell what belongs to the text, too, but is not in the file. */
void extent_mix(Extent *extent, const char *text, gsize size);

Extent *extent_copy(const Extent *extent);
void extent_free(Extent *extent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Extent, extent_free)

/* Why a text may be incomplete, given the last text of the same file, or NULL if none is known. */
ExtentDoubt extent_doubt(const Extent *extent, const Extent *last);
