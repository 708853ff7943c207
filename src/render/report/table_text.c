#include "render/report/table_text.h"

#include "model/table/table_plan.h"
#include "render/report/cells.h"
#include "render/report/printer.h"
#include "render/table_words.h"

/* The narrowest column: longer words are broken. "Coordinator" and "(requested)" fit, the latter
 * after the blank by which the lines of an item that are not its first are set in. */
#define COLUMN_CELLS_MIN 12
#define GAP_CELLS 2

/* The heads of rows have three tenths of the line, but no more than they need. */
#define HEAD_CELLS_MIN 12
#define HEAD_CELLS_MAX 40

/* What is being written, and how wide its columns are. */
typedef struct TableText {
    Printer printer;
    const Table *table;
    const ScheduleStyle *style;
    guint head;   /* cells of the heads of rows */
    guint column; /* cells of each column */
} TableText;

static GPtrArray *new_lines(void)
{
    return g_ptr_array_new_with_free_func(g_free);
}

/* Appends a text to the lines (char *) of a cell, broken at `width`; what follows the first line is
 * set in. */
static void add_lines(const TableText *text, GPtrArray *lines, const char *words, guint width,
                      guint inset)
{
    g_autofree char *flat = cells_flatten(words, text->style->ascii);
    const char *next = flat;

    while (*next != '\0') {
        const char *line = next;
        guint blanks = line == flat ? 0 : inset;
        const char *end = cells_line_end(line, width - blanks, &next);
        g_autoptr(GString) piece = g_string_new(NULL);
        g_string_append_printf(piece, "%*s", (int)blanks, "");
        cells_append(piece, line, (gsize)(end - line));
        g_ptr_array_add(lines, g_strdup(piece->str));
    }
}

static GPtrArray *dup_cell(const TableText *text, guint row, guint column)
{
    GPtrArray *lines = new_lines();
    TableCell cell = table_cell(text->table, row, column);

    for (guint i = 0; i < cell.n_items; i++) {
        g_autoptr(GString) words = g_string_new(NULL);
        const char *note = text->style->notes ? table_words_note(&cell.items[i]) : NULL;
        table_words_append_item(words, &cell.items[i]);
        add_lines(text, lines, words->str, text->column, 1);
        if (note != NULL) {
            add_lines(text, lines, note, text->column, 0);
        }
    }
    return lines;
}

static GPtrArray *dup_line_head(const TableText *text, const TableLine *line, guint width)
{
    GPtrArray *lines = new_lines();
    g_autofree char *words = table_words_dup_line(line);
    g_autofree char *state = table_words_dup_state(text->table, line);
    g_autofree char *all = g_strconcat(words, state, NULL);

    add_lines(text, lines, all, width, 0);
    return lines;
}

/* Writes cells beside each other (GPtrArray * of lines), the first of which is a head. */
static void write_cells(TableText *text, const GPtrArray *cells, Ink ink)
{
    guint height = 0;

    for (guint i = 0; i < cells->len; i++) {
        height = MAX(height, ((const GPtrArray *)cells->pdata[i])->len);
    }
    for (guint at = 0; at < height; at++) {
        for (guint i = 0; i < cells->len; i++) {
            const GPtrArray *lines = cells->pdata[i];
            const char *line = at < lines->len ? lines->pdata[at] : "";
            guint width = i == 0 ? text->head : text->column;
            printer_cell(&text->printer, i == 0 ? INK_STRONG : ink, line,
                         i + 1 < cells->len ? width + GAP_CELLS : 0);
        }
        printer_end_cells(&text->printer);
    }
}

static GPtrArray *new_cells(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
}

static void write_column_heads(TableText *text, const TableSheet *sheet)
{
    g_autoptr(GPtrArray) cells = new_cells();

    g_ptr_array_add(cells, new_lines());
    for (guint column = sheet->first; column < sheet->end; column++) {
        g_ptr_array_add(cells,
                        dup_line_head(text, table_column(text->table, column), text->column));
    }
    write_cells(text, cells, INK_STRONG);
    printer_rule(&text->printer);
}

static void write_row(TableText *text, const TableSheet *sheet, guint row)
{
    g_autoptr(GPtrArray) cells = new_cells();

    g_ptr_array_add(cells, dup_line_head(text, table_row(text->table, row), text->head));
    for (guint column = sheet->first; column < sheet->end; column++) {
        g_ptr_array_add(cells, dup_cell(text, row, column));
    }
    write_cells(text, cells, INK_PLAIN);
}

static void write_group(TableText *text, guint index)
{
    const TableGroup *group = &g_array_index(text->table->rows.groups, TableGroup, index);
    g_autofree char *words = table_words_dup_group(text->table, group);
    g_autofree char *flat = cells_flatten(words, text->style->ascii);

    printer_heading(&text->printer, INK_LABEL, flat);
}

/* Rows of one group need no heading if there is no other in the whole table. */
static void write_sheet(TableText *text, const TableSheet *sheet)
{
    bool has_groups = text->table->rows.groups->len > 1;
    guint last = G_MAXUINT;

    printer_blank(&text->printer);
    write_column_heads(text, sheet);
    for (guint i = 0; i < sheet->rows->len; i++) {
        guint row = g_array_index(sheet->rows, guint, i);
        guint group = table_row(text->table, row)->group;
        if (has_groups && group != last) {
            if (i > 0) {
                printer_blank(&text->printer);
            }
            write_group(text, group);
            last = group;
        }
        write_row(text, sheet, row);
    }
}

/* --- widths -------------------------------------------------------------------------------- */

static guint widest_head(const TableText *text)
{
    guint widest = HEAD_CELLS_MIN;

    for (guint row = 0; row < text->table->rows.lines->len; row++) {
        g_autofree char *words = table_words_dup_line(table_row(text->table, row));
        g_autofree char *flat = cells_flatten(words, text->style->ascii);
        widest = MAX(widest, cells_count(flat));
    }
    return widest;
}

/* Sets the widths for a line, and returns how many columns fit. */
static guint fit(TableText *text)
{
    guint width = text->printer.width;
    guint share = CLAMP(width * 3 / 10, HEAD_CELLS_MIN, HEAD_CELLS_MAX);

    text->head = MIN(share, widest_head(text));
    return MAX(1, (width - text->head) / (GAP_CELLS + COLUMN_CELLS_MIN));
}

/* What is left of the line is shared by the columns that the sheet has. */
static void widen(TableText *text, const TableSheet *sheet)
{
    guint room = text->printer.width - text->head;

    text->column = room / (sheet->end - sheet->first) - GAP_CELLS;
    text->column = MIN(text->column, text->style->notes ? room : COLUMN_CELLS_MIN * 2);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void write_title(TableText *text)
{
    const char *title = text_get(&text->table->agenda->title, NULL);
    g_autofree char *flat = cells_flatten(title, text->style->ascii);

    printer_heading(&text->printer, INK_STRONG, flat);
}

void table_text_append(GString *out, const Table *table, const ScheduleStyle *style)
{
    TableText text = { .table = table, .style = style };

    if (table->columns.lines->len == 0 || table->rows.lines->len == 0) {
        g_string_append(out, "Nobody contributes to what matches.\n");
        return;
    }
    printer_init(&text.printer, out, style->width, style->colour, style->ascii);
    const TableBounds bounds = { .columns = fit(&text), .rows = G_MAXUINT, .cells = G_MAXUINT };
    g_autoptr(TablePlan) plan = table_plan_new(table, &bounds);
    write_title(&text);
    for (guint i = 0; i < plan->sheets->len; i++) {
        widen(&text, plan->sheets->pdata[i]);
        write_sheet(&text, plan->sheets->pdata[i]);
    }
    printer_clear(&text.printer);
}
