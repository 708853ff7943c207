#pragma once

#include "render/paper/paper_pen.h"
#include "render/paper/type_library.h"

/* What the parts of paper_pen.h share: paper_pen.c makes documents, and paper_block.c sets texts.
 */
struct PaperPen {
    TypeLibrary library;
    FcConfig *settings;
    PangoFontMap *fonts;
    PangoContext *context;

    /* Of the document that is being drawn, or NULL. */
    cairo_surface_t *surface;
    cairo_t *cairo;
    GByteArray *octets;
    guint sheet; /* from 1 */
};

/* Sets how dark what is drawn next is, from 0, white, to 1, black. */
void paper_pen_set_ink(const PaperPen *pen, double ink);

/* A number as cairo reads it, whatever the locale; in the buffer. */
typedef char PaperNumber[G_ASCII_DTOSTR_BUF_SIZE];

const char *paper_pen_number(double value, PaperNumber buffer);
