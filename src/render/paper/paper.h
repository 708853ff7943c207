#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What is to stand on sheets of paper, before it is set in type: rows of text, in the order in
 * which they are read. It has copies of all that it says, so any thread may print it
 * (paper_printer.h).
 */

/* What a row is. How it looks is in paper_style.c. */
typedef enum PaperStyle {
    PAPER_OVERLINE, /* above the title: what it belongs to */
    PAPER_TITLE,
    PAPER_SUBTITLE,
    PAPER_FACTS,
    PAPER_HEADING, /* of a day */
    PAPER_GROUP,   /* a heading within that */
    PAPER_ROLE,    /* of whose sheet it is, above an entry */
    PAPER_ENTRY,   /* the title of an entry */
    PAPER_ITEM,    /* an entry in one row */
    PAPER_DETAIL,  /* what else there is of an entry */
    PAPER_PROSE,   /* and a paragraph of it */
    N_PAPER_STYLES,
} PaperStyle;

/* How some words of a row differ from the others, as bits of a set. */
typedef enum PaperMark {
    PAPER_BOLD = 1 << 0,
    PAPER_QUIET = 1 << 1,
    PAPER_STRUCK = 1 << 2,
} PaperMark;

typedef unsigned PaperMarks;

/* Octets of a row's text, from `start` to before `end`, that have marks or are a link. */
typedef struct PaperSpan {
    guint start;
    guint end;
    PaperMarks marks;
    char *address; /* where the link leads; NULL: it is none */
} PaperSpan;

typedef struct PaperRow {
    PaperStyle style;
    GString *text;   /* UTF-8; never empty once the paper is made */
    GArray *spans;   /* PaperSpan, in order; NULL: none */
    char *label;     /* what stands beside it, in the margin: a time; or NULL */
    bool is_same;    /* as the label before, so it need not be as clear */
    bool is_own;     /* it belongs to what whose sheet it is does: a bar stands beside it */
    bool joins_next; /* it should not be the last on a sheet */
} PaperRow;

typedef struct Paper {
    char *title;   /* of the document */
    char *running; /* what stands at the top of every sheet but the first; and likewise, right: */
    char *facts;
    char *address; /* what stands at the foot of every sheet, where it is known: an address, … */
    char *state;   /* … and as of when this is; or NULL */
    gint64 stamp;  /* when the document was made, by its own account; Unix seconds */
    bool is_letter;
    GArray *rows; /* PaperRow */
} Paper;

Paper *paper_new(void);
void paper_free(Paper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)

/* Begins a row. A row before it that has stayed empty is dropped. `leading` is the text by whose
 * direction the row is set, whatever stands before it; NULL: by that of what paper_say says first.
 */
void paper_begin(Paper *paper, PaperStyle style, const char *leading);

/* The row that was begun last, until the next one is. */
PaperRow *paper_row(Paper *paper);

/* Adds words to the row; nothing for NULL. Only prose keeps its line breaks. A text of somebody
 * among words of ours is said by paper_say_apart: so its direction does not reach these, as in
 * <bdi> of HTML. */
void paper_say(Paper *paper, PaperMarks marks, const char *words);
void paper_say_apart(Paper *paper, PaperMarks marks, const char *words);

/* Makes a link of what the row says from octet `start` on, unless the address is NULL or holds
 * octets that an address cannot hold. */
void paper_link(Paper *paper, guint start, const char *address);

/* How many octets the row has. */
guint paper_length(Paper *paper);

/* Ends rows that belong together: the last of them that is not empty may be the last on a sheet.
 * To be called at the end, too. */
void paper_end(Paper *paper);
