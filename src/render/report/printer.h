#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Lines for a terminal, set in columns: labels on the left (when), a rail that ties together what
 * belongs together, a lead (a number), and paragraphs that wrap beside them.
 *
 *   15:00–18:00  ├─ 1.2  Temporary labour migration as a
 *   2 parallel   │       contribution to development
 *   label        rail lead paragraph
 */

/* How a piece of text stands out, where there is colour. */
typedef enum Ink { INK_PLAIN, INK_STRONG, INK_DIM, INK_LABEL, INK_STRUCK } Ink;

typedef enum Rail {
    RAIL_NONE,
    RAIL_TOP,    /* begins above the first branch */
    RAIL_FIRST,  /* the first branch, with nothing above */
    RAIL_BRANCH, /* one in the middle */
    RAIL_LAST,   /* the last one, with nothing below */
    RAIL_TRUNK,  /* between branches */
} Rail;

typedef struct Printer {
    GString *out; /* borrowed */
    guint width;  /* cells of a line, 40 or more */
    bool colour;
    bool ascii;
    GQueue labels; /* lines of the left column that are yet to be written */
    Rail rail;     /* of the next line */
    char *lead;    /* what the next line has before its paragraph, or NULL */
    guint lead_cells;
} Printer;

/* All text given to a printer is flattened (cells.h). `width` is raised to 40. */
void printer_init(Printer *printer, GString *out, guint width, bool colour, bool ascii);
void printer_clear(Printer *printer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Printer, printer_clear)

/* Writes a paragraph over the whole width, all columns empty. */
void printer_heading(Printer *printer, Ink ink, const char *text);

/* Writes a rule over the whole width, an empty line. */
void printer_rule(Printer *printer);
void printer_blank(Printer *printer);

/* Puts a label into the left column, under those that are waiting there: the next lines have it.
 * Without a rail it may take the rail's place. */
void printer_label(Printer *printer, Ink ink, const char *text);

/* What the rail shows on the next line; on those after it, what follows from that. */
void printer_rail(Printer *printer, Rail rail);

/* What stands before the next paragraph, in a column that stays `cells` wide until this is called
 * again or the columns are emptied; text may be "", and is no wider than that. */
void printer_lead(Printer *printer, const char *text, guint cells);

/* Writes a paragraph beside the columns, with `strong` (may be "") before it in the ink for what
 * is strong. Nothing is written if both are empty. */
void printer_paragraph(Printer *printer, const char *strong, Ink ink, const char *text);

/* Writes a line without a paragraph: the next label that waits, and the rail, which goes on. The
 * column of the lead is emptied. */
void printer_gap(Printer *printer);

/* Writes what labels are waiting, and empties the columns. */
void printer_finish(Printer *printer);
