#pragma once

#include <glib.h>
#include <stdbool.h>

/* An item of a list that is carried over with its text from elsewhere in the file. */
typedef struct CarriedItem {
    char *text;   /* from behind its "-", without the last line end */
    guint column; /* of that "-" */
} CarriedItem;

/* How a file is laid out, so that what is new in it looks like the rest. */
typedef struct TextLayout {
    const char *line_end;
    guint step;      /* blanks by which the keys of a mapping are indented more than its own key */
    guint list_step; /* likewise for the "-" of a list, which may be 0 */
    guint dash_step; /* columns from a "-" to what stands behind it, at least 2 */
    bool bare_times; /* dates and clock times stand without quotes */
    bool no_blocks;  /* texts do not stand after "|" or ">" */
    bool json;       /* the file is JSON … */
    bool tight;      /* … without blanks behind ":" and "," */
    GHashTable *carried; /* const Node *: const CarriedItem *; or NULL */
} TextLayout;

/* How we lay out a file of our own. */
extern const TextLayout TEXT_LAYOUT_OWN;
