#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Lines for a terminal, in columns: labels on the left (times), a rail that ties together what
 * belongs together, a lead (a number), and paragraphs that wrap beside them.
 *
 *   15:00–18:00  ├─ 1.2  Temporary labour migration as a
 *   2 parallel   │       contribution to development
 *   label        rail lead paragraph
 */

/* How a piece of text stands out if there is colour. */
typedef enum Ink { INK_PLAIN, INK_STRONG, INK_DIM, INK_LABEL, INK_STRUCK } Ink;

typedef enum Rail {
    RAIL_NONE,
    RAIL_TOP,    /* begins above the first branch */
    RAIL_FIRST,  /* the first branch, with nothing above */
    RAIL_BRANCH, /* a branch in the middle */
    RAIL_LAST,   /* the last branch, with nothing below */
    RAIL_TRUNK,  /* between branches */
} Rail;

typedef struct Printer {
    GString *out; /* borrowed */
    guint width;  /* cells of a line, 40 or more */
    bool colour;
    bool ascii;
    GQueue labels; /* lines of the left column that are still to be written */
    Rail rail;     /* of the next line */
    char *lead;    /* what the next line has before its paragraph, or NULL */
    guint lead_cells;
} Printer;

/* All text given to a printer must be flattened (cells.h). A `width` under 40 is taken as 40.
 * Borrows `out`. */
void printer_init(Printer *printer, GString *out, guint width, bool colour, bool ascii);
void printer_clear(Printer *printer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Printer, printer_clear)

/* Writes a paragraph across the whole width, without columns. */
void printer_heading(Printer *printer, Ink ink, const char *text);

/* Writes a rule across the whole width; an empty line. */
void printer_rule(Printer *printer);
void printer_blank(Printer *printer);

/* Queues a label for the left column, below those that wait there: the next lines will show it. It
 * may use the rail's column if there is no rail now. */
void printer_label(Printer *printer, Ink ink, const char *text);

/* Sets the rail of the next line; those of the lines after it follow from that. */
void printer_rail(Printer *printer, Rail rail);

/* Sets what stands before the next paragraph. Its column stays `cells` wide until this is called
 * again or the columns are emptied. The text may be "", and must not be wider than the column. */
void printer_lead(Printer *printer, const char *text, guint cells);

/* Writes a paragraph beside the columns: first `strong` (may be "") in INK_STRONG, then `text`.
 * Writes nothing if both are empty. */
void printer_paragraph(Printer *printer, const char *strong, Ink ink, const char *text);

/* Writes a line without a paragraph: the next label that waits, and the rail, which continues.
 * Empties the column of the lead. */
void printer_gap(Printer *printer);

/* Writes the labels that still wait, and empties all columns. */
void printer_finish(Printer *printer);

/* --- cells of tables, beside one another and without the columns above --- */

/* Writes a piece of a line, and blanks behind it up to so many cells; 0: none. */
void printer_cell(Printer *printer, Ink ink, const char *text, guint cells);

/* Ends the line. */
void printer_end_cells(Printer *printer);
