#include "render/paper/paper_printer.h"

#include "render/paper/paper_pen.h"
#include "render/paper/sheets.h"

G_DEFINE_QUARK(paper - error, paper_error)

/* --- measures, in points ----------------------------------------------------------------- */

#define SIDE 51   /* left and right of what is printed: 18 mm */
#define TOP 44    /* above the running head */
#define BOTTOM 40 /* below the foot */
#define HEAD 24   /* from the running head to the text */
#define FOOT 36   /* from the text to the lower end of the foot */

#define LABEL_WIDTH 72
#define LABEL_GAP 8      /* at least, above what begins something */
#define INDENT 88        /* of what stands beside labels */
#define BAR (INDENT - 7) /* beside what is one's own */
#define RULE_ROOM 4      /* under a heading, for its rule */
#define FACTS_PART 0.45  /* of the running head, at most, for what stands right */
#define PAGE_WIDTH 90    /* for "Page 12 of 345" */

/* How a row of a style is set. */
typedef struct Look {
    PaperFont font;
    double gap;       /* above it */
    double room;      /* below it */
    bool is_indented; /* it stands beside the labels */
    bool is_ruled;    /* a rule stands under it */
} Look;

static const Look LOOKS[N_PAPER_STYLES] = {
    [PAPER_OVERLINE] = { .font = { .size = 9, .is_quiet = true, .element = "P" } },
    [PAPER_TITLE] = { .font = { .size = 18, .is_bold = true, .element = "H1" }, .gap = 5 },
    [PAPER_SUBTITLE] = { .font = { .size = 11, .element = "P" }, .gap = 2 },
    [PAPER_FACTS] = { .font = { .size = 8.5, .is_quiet = true, .element = "P" }, .gap = 5 },
    [PAPER_HEADING] = { .font = { .size = 11, .element = "H2" },
                        .gap = 18,
                        .room = RULE_ROOM,
                        .is_ruled = true },
    [PAPER_GROUP] = { .font = { .size = 9, .is_bold = true, .element = "H3" }, .gap = 8 },
    [PAPER_ROLE] = { .font = { .size = 8.5, .element = "P" }, .gap = 7, .is_indented = true },
    [PAPER_ENTRY] = { .font = { .size = 9.5, .element = "P" }, .gap = 8, .is_indented = true },
    [PAPER_ITEM] = { .font = { .size = 8.5, .element = "P" }, .gap = 2.5, .is_indented = true },
    [PAPER_DETAIL] = { .font = { .size = 8.5, .element = "P" }, .gap = 1.5, .is_indented = true },
    [PAPER_PROSE] = { .font = { .size = 8.5, .element = "P" }, .gap = 4, .is_indented = true },
};

static const PaperFont LABEL = { .size = 8.5, .is_bold = true, .is_single = true, .element = "P" };
static const PaperFont LABEL_AGAIN = {
    .size = 8.5, .is_quiet = true, .is_single = true, .element = "P"
};
static const PaperFont RUNNING = {
    .size = 8.5, .is_bold = true, .is_single = true, .element = "P"
};
static const PaperFont SMALL = { .size = 7.5, .is_quiet = true, .is_single = true, .element = "P" };

/* --- printing ---------------------------------------------------------------------------- */

struct PaperPrinter {
    PaperPen *pen;
};

/* A paper on its way. */
typedef struct Print {
    PaperPen *pen;
    const Paper *paper;
    const gint *is_stopped; /* or NULL */
    double width;           /* of a sheet */
    double height;
    GArray *heights; /* double: of all lines of all rows */
    GArray *rows;    /* SheetRow */
    GArray *parts;   /* SheetPart */
    guint n_sheets;
} Print;

static bool is_stopped(const Print *print)
{
    return print->is_stopped != NULL && g_atomic_int_get(print->is_stopped) != 0;
}

static const PaperRow *row_at(const Print *print, guint index)
{
    return &g_array_index(print->paper->rows, PaperRow, index);
}

static PaperBlock *set_row(const Print *print, const PaperRow *row)
{
    const Look *look = &LOOKS[row->style];
    double indent = look->is_indented ? INDENT : 0;

    return paper_block_new(print->pen, row->text->str, row->spans, &look->font,
                           print->width - 2 * SIDE - indent);
}

static bool follows(const Print *print, guint index, PaperStyle style)
{
    return index > 0 && row_at(print, index - 1)->style == style;
}

/* Whether a row begins something. What stands in one row says whose it is once. */
static bool begins(const PaperRow *row)
{
    return row->style == PAPER_GROUP ||
           (row->label != NULL && (row->style != PAPER_ITEM || !row->is_same));
}

/* A title that follows the role of whose sheet it is stands close to it. */
static double gap_above(const Print *print, guint index)
{
    const PaperRow *row = row_at(print, index);
    double gap = LOOKS[follows(print, index, PAPER_ROLE) ? PAPER_DETAIL : row->style].gap;

    return begins(row) || follows(print, index, PAPER_HEADING) ? MAX(gap, LABEL_GAP) : gap;
}

/* Rows are set twice, here and when they are drawn, since the first sheet says how many there are:
 * to keep what was set would take a hundred times the memory. */
static bool measure(Print *print)
{
    guint n_rows = print->paper->rows->len;

    for (guint i = 0; i < n_rows && !is_stopped(print); i++) {
        const PaperRow *row = row_at(print, i);
        g_autoptr(PaperBlock) block = set_row(print, row);
        const GArray *heights = paper_block_heights(block);
        SheetRow measured = { .gap = gap_above(print, i),
                              .n_lines = heights->len,
                              .joins_next = row->joins_next };
        g_array_append_vals(print->heights, heights->data, heights->len);
        g_array_index(print->heights, double, print->heights->len - 1) += LOOKS[row->style].room;
        g_array_append_val(print->rows, measured);
    }
    return !is_stopped(print);
}

static void lay_out(Print *print)
{
    double room = print->height - TOP - FOOT - BOTTOM;
    guint at = 0;

    /* Only now that the array of heights grows no more. */
    for (guint i = 0; i < print->rows->len; i++) {
        SheetRow *row = &g_array_index(print->rows, SheetRow, i);
        row->heights = &g_array_index(print->heights, double, at);
        at += row->n_lines;
    }
    print->parts =
        sheets_lay_out((const SheetRow *)print->rows->data, print->rows->len, room, room - HEAD);
    print->n_sheets = print->parts->len > 0
                          ? g_array_index(print->parts, SheetPart, print->parts->len - 1).sheet + 1
                          : 1;
}

/* --- what stands on every sheet ---------------------------------------------------------- */

/* Draws a single line; nothing for NULL or "". */
static void draw_line(const Print *print, const char *words, const PaperFont *font, double left,
                      double top, double width)
{
    if (words != NULL && *words != '\0') {
        g_autoptr(PaperBlock) block = paper_block_new(print->pen, words, NULL, font, width);
        paper_block_draw(block, 0, 1, left, top);
    }
}

/* Likewise, up to the right edge. Returns how wide it is. */
static double draw_right(const Print *print, const char *words, const PaperFont *font, double top,
                         double width)
{
    g_autoptr(PaperBlock) block = paper_block_new(print->pen, words, NULL, font, width);
    double room = paper_block_width(block);

    paper_block_draw(block, 0, 1, print->width - SIDE - room, top);
    return room;
}

static void draw_head(const Print *print)
{
    const char *facts = print->paper->facts;
    double room = print->width - 2 * SIDE;

    if (*facts != '\0') {
        room -= draw_right(print, facts, &SMALL, TOP + 1, room * FACTS_PART) + 12;
    }
    draw_line(print, print->paper->running, &RUNNING, SIDE, TOP, room);
    paper_pen_rule(print->pen, SIDE, TOP + 14, print->width - SIDE, TOP + 14, 0.4, 0.5);
}

/* What is known of an address is a link. */
static void draw_address(const Print *print, double top, double width)
{
    const char *address = print->paper->address;

    if (address != NULL) {
        g_autoptr(Paper) paper = paper_new();
        paper_begin(paper, PAPER_DETAIL, NULL);
        paper_say(paper, 0, address);
        paper_link(paper, 0, address);
        g_autoptr(PaperBlock) block = paper_block_new(print->pen, paper_row(paper)->text->str,
                                                      paper_row(paper)->spans, &SMALL, width);
        paper_block_draw(block, 0, 1, SIDE, top);
    }
}

static void draw_foot(const Print *print, guint sheet)
{
    g_autofree char *page = g_strdup_printf("Page %u of %u", sheet + 1, print->n_sheets);
    double top = print->height - BOTTOM - 22;
    double width = print->width - 2 * SIDE - PAGE_WIDTH - 12;
    bool has_state = print->paper->state != NULL;

    paper_pen_rule(print->pen, SIDE, top - 4, print->width - SIDE, top - 4, 0.4, 0.5);
    draw_line(print, print->paper->state, &SMALL, SIDE, top, width);
    draw_address(print, has_state ? top + 11 : top, width);
    draw_right(print, page, &SMALL, top, PAGE_WIDTH);
}

/* --- rows -------------------------------------------------------------------------------- */

/* The time, and a line that parts the entry from the one above: across the whole sheet where a new
 * time begins. `is_first`: nothing of the text stands above. */
static void draw_label(const Print *print, guint index, double top, bool is_first)
{
    const PaperRow *row = row_at(print, index);
    bool is_same = row->is_same && !is_first;

    if (!begins(row) && !is_first) {
        return;
    }
    if (!is_first && !follows(print, index, PAPER_HEADING)) {
        double left = SIDE + (is_same ? INDENT : 0);
        paper_pen_rule(print->pen, left, top - 4, print->width - SIDE, top - 4, 0.3, 0.35);
    }
    /* Beside a title, whose letters are larger. */
    draw_line(print, row->label, is_same ? &LABEL_AGAIN : &LABEL, SIDE,
              top + (row->style == PAPER_ENTRY ? 1 : 0), LABEL_WIDTH);
}

static void draw_part(const Print *print, const SheetPart *part, double upper)
{
    const PaperRow *row = row_at(print, part->row);
    const SheetRow *measured = &g_array_index(print->rows, SheetRow, part->row);
    const Look *look = &LOOKS[row->style];
    double top = upper + part->top;
    double bottom = top;
    g_autoptr(PaperBlock) block = set_row(print, row);

    for (guint i = part->first; i < part->end; i++) {
        bottom += measured->heights[i];
    }
    if (part->first == 0) {
        draw_label(print, part->row, top, part->top <= 0);
    }
    if (row->style == PAPER_HEADING) {
        paper_pen_add_to_outline(print->pen, row->text->str, top);
    }
    paper_block_draw(block, part->first, part->end, SIDE + (look->is_indented ? INDENT : 0), top);
    if (look->is_ruled && part->end == measured->n_lines) {
        paper_pen_rule(print->pen, SIDE, bottom - 1, print->width - SIDE, bottom - 1, 0.9, 1);
    }
    if (row->is_own) {
        /* From row to row without a break. */
        bool is_begun = part->row > 0 && row_at(print, part->row - 1)->is_own &&
                        row_at(print, part->row - 1)->joins_next && part->top > 0;
        paper_pen_rule(print->pen, SIDE + BAR, top - (is_begun ? measured->gap : 0), SIDE + BAR,
                       bottom, 1.6, 1);
    }
}

static bool draw(const Print *print)
{
    guint sheet = 0;

    for (guint i = 0; i < print->parts->len && !is_stopped(print); i++) {
        const SheetPart *part = &g_array_index(print->parts, SheetPart, i);
        for (; sheet < part->sheet; sheet++) {
            draw_foot(print, sheet);
            paper_pen_turn(print->pen);
            draw_head(print);
        }
        draw_part(print, part, sheet == 0 ? TOP : TOP + HEAD);
    }
    draw_foot(print, sheet);
    return !is_stopped(print);
}

/* --- printers ---------------------------------------------------------------------------- */

bool paper_printer_is_there(void)
{
    return true;
}

PaperPrinter *paper_printer_new(GError **error)
{
    PaperPen *pen = paper_pen_new(error);

    if (pen == NULL) {
        return NULL;
    }
    PaperPrinter *printer = g_new0(PaperPrinter, 1);
    printer->pen = pen;
    return printer;
}

void paper_printer_free(PaperPrinter *printer)
{
    if (printer != NULL) {
        paper_pen_free(printer->pen);
        g_free(printer);
    }
}

static GBytes *print_all(Print *print, GError **error)
{
    const PaperDocument document = { .title = print->paper->title,
                                     .stamp = print->paper->stamp,
                                     .width = print->width,
                                     .height = print->height };

    if (measure(print)) {
        lay_out(print);
        paper_pen_begin(print->pen, &document);
        if (draw(print)) {
            return paper_pen_finish(print->pen, error);
        }
    }
    g_set_error_literal(error, PAPER_ERROR, PAPER_ERROR_STOPPED, "it was stopped");
    return NULL;
}

GBytes *paper_printer_print(PaperPrinter *printer, const Paper *paper, const gint *is_stopped,
                            GError **error)
{
    g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SheetRow));
    Print print = {
        .pen = printer->pen,
        .paper = paper,
        .is_stopped = is_stopped,
        .width = paper->is_letter ? 612 : 595.276,
        .height = paper->is_letter ? 792 : 841.89,
        .heights = heights,
        .rows = rows,
    };
    GBytes *octets = print_all(&print, error);

    g_clear_pointer(&print.parts, g_array_unref);
    return octets;
}
