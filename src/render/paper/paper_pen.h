#pragma once

#include <glib.h>
#include <stdbool.h>

#include "render/paper/paper.h"

/*
 * Draws texts and rules on the sheets of a PDF (ISO 32000-1). All lengths are in points, 1/72 inch,
 * from the upper left corner of a sheet.
 *
 * What is drawn depends on what is asked for, on the installed fonts and on the versions of pango,
 * cairo, harfbuzz, fribidi and fontconfig; never on the locale, the time of day, the user's or the
 * machine's settings for fonts, or a screen. Fonts are read below the folders of FONT_FOLDERS
 * alone, and where the list of them that fontconfig keeps in /var/cache/fontconfig is out of date,
 * it is made anew and, if we may write there, kept.
 */
typedef struct PaperPen PaperPen;

/* Loads the libraries and finds the fonts. Fails with PAPER_ERROR_ENVIRONMENT if one is missing.
 * The caller owns it. A pen is for one thread at a time. */
PaperPen *paper_pen_new(GError **error);
void paper_pen_free(PaperPen *pen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperPen, paper_pen_free)

/* How a text is set. */
typedef struct PaperFont {
    double size;
    bool is_bold;
    bool is_quiet;       /* in grey */
    bool is_single;      /* one line: what is too long ends in dots */
    const char *element; /* what it is among the elements of a document (ISO 32000-1 §14.8.4):
                          * "H1", "P", … */
} PaperFont;

/* Begins a document; the texts may be NULL. */
typedef struct PaperDocument {
    const char *title;
    gint64 stamp; /* when it was made, by its own account; Unix seconds */
    double width; /* of a sheet */
    double height;
} PaperDocument;

void paper_pen_begin(PaperPen *pen, const PaperDocument *document);

/* Ends a sheet; the next one begins. */
void paper_pen_turn(PaperPen *pen);

/* Adds a name to the outline, which leads to a place on the sheet that is being drawn. */
void paper_pen_add_to_outline(PaperPen *pen, const char *name, double top);

/* Ends the document. NULL, with PAPER_ERROR_ENVIRONMENT, if anything failed since it was begun. The
 * caller owns it. */
GBytes *paper_pen_finish(PaperPen *pen, GError **error);

/* A straight line. `ink` is from 0, white, to 1, black. */
void paper_pen_rule(PaperPen *pen, double left, double top, double right, double bottom,
                    double width, double ink);

/* A text in lines. Borrows the words and the spans (PaperSpan, or NULL). */
typedef struct PaperBlock PaperBlock;

/* Sets words, which are broken into lines of at most this width. The caller owns the block. */
PaperBlock *paper_block_new(PaperPen *pen, const char *words, const GArray *spans,
                            const PaperFont *font, double width);
void paper_block_free(PaperBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperBlock, paper_block_free)

/* The heights of its lines (double), borrowed. */
const GArray *paper_block_heights(const PaperBlock *block);

/* How wide its widest line is. */
double paper_block_width(const PaperBlock *block);

/* Draws some of the lines, from `first` to before `end`. */
void paper_block_draw(const PaperBlock *block, guint first, guint end, double left, double top);
