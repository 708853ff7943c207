#pragma once

#include "render/paper/paper.h"

/*
 * Papers as PDF files: A4 or US letter, upright. Every sheet says what it is, as of when and where
 * it comes from, and which of how many it is. Titles, paragraphs and links are told as such, and
 * the headings are an outline.
 *
 * What the octets depend on is in paper_pen.h. The program can be built without pango; then a
 * printer cannot be had, and paper_printer_is_there says so.
 */

typedef enum PaperError {
    PAPER_ERROR_ENVIRONMENT, /* a library or a font is missing, or fails */
    PAPER_ERROR_STOPPED,
} PaperError;

#define PAPER_ERROR (paper_error_quark())
GQuark paper_error_quark(void);

/* Whether the program was built to print. */
bool paper_printer_is_there(void);

/* Prints papers one after another; what it learns of fonts serves the next. For one thread at a
 * time, whichever that is. */
typedef struct PaperPrinter PaperPrinter;

/* Fails with PAPER_ERROR_ENVIRONMENT. The caller owns it. */
PaperPrinter *paper_printer_new(GError **error);
void paper_printer_free(PaperPrinter *printer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperPrinter, paper_printer_free)

/* The octets of the PDF, the caller's own. Takes about 0.1 ms for each row. NULL, with error set,
 * if it fails or once `is_stopped` (or NULL), which another thread may set atomically, is not 0. */
GBytes *paper_printer_print(PaperPrinter *printer, const Paper *paper, const gint *is_stopped,
                            GError **error);
