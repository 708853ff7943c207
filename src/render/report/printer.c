#include "render/report/printer.h"

#include "render/report/cells.h"

#include <string.h>

#define MIN_WIDTH 40
#define LABEL_CELLS 11  /* "15:00–18:00" */
#define RAIL_COLUMN 13  /* where the rail begins, in cells from the left */
#define RAIL_CELLS 3    /* the rail, and the blank after it */
#define MAX_RAIL_MARK 8 /* octets */

/* For each Rail: its mark in line-drawing characters and in ASCII, and the Rail below it. */
static const struct {
    char mark[2][MAX_RAIL_MARK];
    Rail after;
} RAILS[] = {
    [RAIL_NONE] = { { "", "" }, RAIL_NONE },       [RAIL_TOP] = { { "┌", "|" }, RAIL_TRUNK },
    [RAIL_FIRST] = { { "┌─", "+-" }, RAIL_TRUNK }, [RAIL_BRANCH] = { { "├─", "+-" }, RAIL_TRUNK },
    [RAIL_LAST] = { { "└─", "+-" }, RAIL_NONE },   [RAIL_TRUNK] = { { "│", "|" }, RAIL_TRUNK },
};

/* ANSI "select graphic rendition" (ECMA-48 §8.3.117). */
static const char *const INKS[] = {
    [INK_PLAIN] = "", [INK_STRONG] = "1", [INK_DIM] = "2", [INK_LABEL] = "36", [INK_STRUCK] = "2;9",
};

typedef struct Label {
    Ink ink;
    char *text;
} Label;

static void label_free(gpointer data)
{
    Label *label = data;

    g_free(label->text);
    g_free(label);
}

void printer_init(Printer *printer, GString *out, guint width, bool colour, bool ascii)
{
    *printer = (Printer){ .out = out, .width = MAX(width, MIN_WIDTH), .colour = colour };
    printer->ascii = ascii;
    g_queue_init(&printer->labels);
}

void printer_clear(Printer *printer)
{
    g_queue_clear_full(&printer->labels, label_free);
    g_clear_pointer(&printer->lead, g_free);
}

static void append_inked(Printer *printer, Ink ink, const char *text, gsize octets)
{
    bool inked = printer->colour && ink != INK_PLAIN && octets > 0;

    if (inked) {
        g_string_append_printf(printer->out, "\033[%sm", INKS[ink]);
    }
    cells_append(printer->out, text, octets);
    /* Reset after each piece, never across a line's end: a pager may show any line alone. */
    if (inked) {
        g_string_append(printer->out, "\033[0m");
    }
}

static void append_blanks(Printer *printer, guint blanks)
{
    g_string_append_printf(printer->out, "%*s", (int)blanks, "");
}

/* Ends a line, without the blanks that empty columns leave at its end. */
static void end_line(Printer *printer)
{
    GString *out = printer->out;

    while (out->len > 0 && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    g_string_append_c(out, '\n');
}

/* Writes the columns of one line, up to where its paragraph begins. Label, lead and mark are used
 * up; the lead's column keeps its width, so that the paragraph stays indented. */
static void begin_line(Printer *printer)
{
    Label *label = g_queue_pop_head(&printer->labels);
    const char *mark = RAILS[printer->rail].mark[printer->ascii];
    const char *lead = printer->lead == NULL ? "" : printer->lead;
    guint cells = 0;

    if (label != NULL) {
        append_inked(printer, label->ink, label->text, strlen(label->text));
        cells = cells_count(label->text);
        label_free(label);
    }
    /* A label may reach into the rail's column, but only where there is no rail. */
    append_blanks(printer, RAIL_COLUMN - MIN(cells, RAIL_COLUMN));
    append_inked(printer, INK_DIM, mark, strlen(mark));
    cells = MAX(cells, RAIL_COLUMN) + cells_count(mark);
    append_blanks(printer, RAIL_COLUMN + RAIL_CELLS - cells);
    append_inked(printer, INK_STRONG, lead, strlen(lead));
    append_blanks(printer, printer->lead_cells - cells_count(lead));
    printer->rail = RAILS[printer->rail].after;
    g_clear_pointer(&printer->lead, g_free);
}

void printer_heading(Printer *printer, Ink ink, const char *text)
{
    const char *next = text;

    while (*next != '\0') {
        const char *line = next;
        const char *end = cells_line_end(line, printer->width, &next);
        append_inked(printer, ink, line, end - line);
        end_line(printer);
    }
}

void printer_rule(Printer *printer)
{
    g_autoptr(GString) rule = g_string_new(NULL);

    for (guint i = 0; i < printer->width; i++) {
        g_string_append(rule, printer->ascii ? "-" : "─");
    }
    append_inked(printer, INK_DIM, rule->str, rule->len);
    end_line(printer);
}

void printer_blank(Printer *printer)
{
    end_line(printer);
}

/* The rail must be set before the label: whether there is one decides how wide the label may be. */
void printer_label(Printer *printer, Ink ink, const char *text)
{
    guint width = printer->rail == RAIL_NONE ? LABEL_CELLS + RAIL_CELLS : LABEL_CELLS;
    const char *next = text;

    while (*next != '\0') {
        const char *line = next;
        const char *end = cells_line_end(line, width, &next);
        Label *label = g_new(Label, 1);
        *label = (Label){ .ink = ink, .text = g_strndup(line, end - line) };
        g_queue_push_tail(&printer->labels, label);
    }
}

void printer_rail(Printer *printer, Rail rail)
{
    printer->rail = rail;
}

void printer_lead(Printer *printer, const char *text, guint cells)
{
    g_free(printer->lead);
    printer->lead = g_strdup(text);
    printer->lead_cells = cells;
}

void printer_paragraph(Printer *printer, const char *strong, Ink ink, const char *text)
{
    const char *gap = *strong != '\0' && *text != '\0' ? " " : "";
    g_autofree char *all = g_strconcat(strong, gap, text, NULL);
    const char *strong_end = all + strlen(strong);
    const char *next = all;

    while (*next != '\0') {
        guint columns = RAIL_COLUMN + RAIL_CELLS + printer->lead_cells;
        const char *line = next;
        const char *end = cells_line_end(line, printer->width - columns, &next);
        /* Where the ink turns on this line: at its start or its end, if all of it has one ink. */
        const char *turn = CLAMP(strong_end, line, end);
        begin_line(printer);
        append_inked(printer, INK_STRONG, line, turn - line);
        append_inked(printer, ink, turn, end - turn);
        end_line(printer);
    }
}

void printer_gap(Printer *printer)
{
    printer_lead(printer, "", 0);
    begin_line(printer);
    end_line(printer);
}

void printer_finish(Printer *printer)
{
    printer_lead(printer, "", 0);
    /* Each line takes one label, even if the paragraphs beside them have ended. */
    while (!g_queue_is_empty(&printer->labels)) {
        printer_gap(printer);
    }
    printer->rail = RAIL_NONE;
}

void printer_cell(Printer *printer, Ink ink, const char *text, guint cells)
{
    guint taken = cells_count(text);

    append_inked(printer, ink, text, strlen(text));
    append_blanks(printer, cells - MIN(cells, taken));
}

void printer_end_cells(Printer *printer)
{
    end_line(printer);
}
