#include "render/paper/paper_pen_private.h"

/* The fonts that texts are set in: for each character the first that has it; if none has, whichever
 * of the others fontconfig takes to be next. The first is on every Debian, since fontconfig itself
 * depends on it. */
#define FAMILIES                                                                                 \
    "DejaVu Sans,Noto Sans,Liberation Sans,Noto Sans Arabic,Noto Naskh Arabic,Noto Sans Hebrew," \
    "Noto Sans CJK SC,Noto Sans CJK JP,Droid Sans Fallback,WenQuanYi Micro Hei,Noto Sans "       \
    "Devanagari,Noto Sans Thai,FreeSans,Unifont"

/* The height of a line, in those that its fonts ask for; and how dark grey is. */
#define LEADING 1.16
#define QUIET_INK 0.62

/* A line, in points: where it begins, and how far below the upper edge of its height it stands. */
typedef struct BlockLine {
    double left;
    double width;
    double baseline;
} BlockLine;

struct PaperBlock {
    PaperPen *pen;
    const GArray *spans;
    const PaperFont *font;
    PangoLayout *layout;
    GArray *lines;   /* BlockLine */
    GArray *heights; /* double */
};

static double points(int units)
{
    return (double)units / PANGO_SCALE;
}

static void add_attribute(PaperPen *pen, PangoAttrList *list, PangoAttribute *take_attribute,
                          const PaperSpan *span)
{
    take_attribute->start_index = span->start;
    take_attribute->end_index = span->end;
    pen->library.pango_attr_list_insert(list, take_attribute);
}

/* Marks are attributes, and no markup: whatever stands in a text is text. */
static PangoAttrList *make_attributes(PaperPen *pen, const GArray *spans)
{
    const TypeLibrary *library = &pen->library;
    PangoAttrList *list = library->pango_attr_list_new();
    const PaperSpan all = { .end = G_MAXUINT };
    guint16 grey = (guint16)(G_MAXUINT16 * (1 - QUIET_INK));

    /* Addresses, which are broken anywhere, would get hyphens that are not theirs. */
    add_attribute(pen, list, library->pango_attr_insert_hyphens_new(FALSE), &all);
    for (guint i = 0; spans != NULL && i < spans->len; i++) {
        const PaperSpan *span = &g_array_index(spans, PaperSpan, i);
        if ((span->marks & PAPER_BOLD) != 0) {
            add_attribute(pen, list, library->pango_attr_weight_new(PANGO_WEIGHT_BOLD), span);
        }
        if ((span->marks & PAPER_QUIET) != 0) {
            add_attribute(pen, list, library->pango_attr_foreground_new(grey, grey, grey), span);
        }
        if ((span->marks & PAPER_STRUCK) != 0) {
            add_attribute(pen, list, library->pango_attr_strikethrough_new(TRUE), span);
        }
    }
    return list;
}

static PangoFontDescription *describe(PaperPen *pen, const PaperFont *font)
{
    const TypeLibrary *library = &pen->library;
    PangoFontDescription *description = library->pango_font_description_new();

    library->pango_font_description_set_family_static(description, FAMILIES);
    library->pango_font_description_set_absolute_size(description, font->size * PANGO_SCALE);
    library->pango_font_description_set_weight(description, font->is_bold ? PANGO_WEIGHT_BOLD
                                                                          : PANGO_WEIGHT_NORMAL);
    return description;
}

static void measure(PaperBlock *block)
{
    const TypeLibrary *library = &block->pen->library;
    PangoLayoutIter *iter = library->pango_layout_get_iter(block->layout);

    do {
        PangoRectangle rectangle;
        library->pango_layout_iter_get_line_extents(iter, NULL, &rectangle);
        double height = points(rectangle.height) * LEADING;
        BlockLine line = {
            .left = points(rectangle.x),
            .width = points(rectangle.width),
            .baseline = points(library->pango_layout_iter_get_baseline(iter) - rectangle.y) +
                        (height - points(rectangle.height)) / 2,
        };
        g_array_append_val(block->lines, line);
        g_array_append_val(block->heights, height);
    } while (library->pango_layout_iter_next_line(iter));
    library->pango_layout_iter_free(iter);
}

PaperBlock *paper_block_new(PaperPen *pen, const char *words, const GArray *spans,
                            const PaperFont *font, double width)
{
    const TypeLibrary *library = &pen->library;
    PaperBlock *block = g_new0(PaperBlock, 1);
    PangoAttrList *attributes = make_attributes(pen, spans);
    PangoFontDescription *description = describe(pen, font);

    block->pen = pen;
    block->spans = spans;
    block->font = font;
    block->lines = g_array_new(FALSE, FALSE, sizeof(BlockLine));
    block->heights = g_array_new(FALSE, FALSE, sizeof(double));
    block->layout = library->pango_layout_new(pen->context);
    library->pango_layout_set_font_description(block->layout, description);
    library->pango_layout_set_attributes(block->layout, attributes);
    library->pango_layout_set_width(block->layout, (int)(width * PANGO_SCALE));
    library->pango_layout_set_wrap(block->layout, PANGO_WRAP_WORD_CHAR);
    library->pango_layout_set_single_paragraph_mode(block->layout, font->is_single);
    library->pango_layout_set_ellipsize(block->layout, font->is_single ? PANGO_ELLIPSIZE_END
                                                                       : PANGO_ELLIPSIZE_NONE);
    library->pango_layout_set_text(block->layout, words, -1);
    library->pango_attr_list_unref(attributes);
    library->pango_font_description_free(description);
    measure(block);
    return block;
}

void paper_block_free(PaperBlock *block)
{
    block->pen->library.g_object_unref(block->layout);
    g_array_unref(block->lines);
    g_array_unref(block->heights);
    g_free(block);
}

const GArray *paper_block_heights(const PaperBlock *block)
{
    return block->heights;
}

double paper_block_width(const PaperBlock *block)
{
    double width = 0;

    for (guint i = 0; i < block->lines->len; i++) {
        width = MAX(width, g_array_index(block->lines, BlockLine, i).width);
    }
    return width;
}

/* --- drawing them ------------------------------------------------------------------------ */

/* A rectangle that leads to an address, which holds no quotes (paper_link). */
static void add_link(const PaperBlock *block, const char *address, const double rectangle[4])
{
    const TypeLibrary *library = &block->pen->library;
    PaperNumber numbers[4];
    g_autofree char *link = g_strdup_printf(
        "rect=[%s %s %s %s] uri='%s'", paper_pen_number(rectangle[0], numbers[0]),
        paper_pen_number(rectangle[1], numbers[1]), paper_pen_number(rectangle[2], numbers[2]),
        paper_pen_number(rectangle[3], numbers[3]), address);

    library->cairo_tag_begin(block->pen->cairo, CAIRO_TAG_LINK, link);
    library->cairo_tag_end(block->pen->cairo, CAIRO_TAG_LINK);
}

/* The links of one line, which stands at this place. */
static void add_links(const PaperBlock *block, PangoLayoutLine *line, double left, double top,
                      double height)
{
    const TypeLibrary *library = &block->pen->library;

    for (guint i = 0; block->spans != NULL && i < block->spans->len; i++) {
        const PaperSpan *span = &g_array_index(block->spans, PaperSpan, i);
        int *ranges = NULL;
        int n_ranges = 0;
        if (span->address == NULL || (int)span->end <= line->start_index ||
            (int)span->start >= line->start_index + line->length) {
            continue;
        }
        library->pango_layout_line_get_x_ranges(line, (int)span->start, (int)span->end, &ranges,
                                                &n_ranges);
        for (int range = 0; range < n_ranges; range++) {
            const double rectangle[] = { left + points(ranges[2 * range]), top,
                                         points(ranges[2 * range + 1] - ranges[2 * range]),
                                         height };
            add_link(block, span->address, rectangle);
        }
        g_free(ranges);
    }
}

void paper_block_draw(const PaperBlock *block, guint first, guint end, double left, double top)
{
    const TypeLibrary *library = &block->pen->library;
    cairo_t *cairo = block->pen->cairo;
    PangoLayoutIter *iter = library->pango_layout_get_iter(block->layout);

    paper_pen_set_ink(block->pen, block->font->is_quiet ? QUIET_INK : 1);
    library->cairo_tag_begin(cairo, block->font->element, NULL);
    for (guint i = 0; i < end; i++) {
        const BlockLine *line = &g_array_index(block->lines, BlockLine, i);
        double height = g_array_index(block->heights, double, i);
        PangoLayoutLine *words = library->pango_layout_iter_get_line_readonly(iter);
        if (i >= first) {
            library->cairo_move_to(cairo, left + line->left, top + line->baseline);
            library->pango_cairo_show_layout_line(cairo, words);
            add_links(block, words, left, top, height);
            top += height;
        }
        library->pango_layout_iter_next_line(iter);
    }
    library->cairo_tag_end(cairo, block->font->element);
    library->pango_layout_iter_free(iter);
}
