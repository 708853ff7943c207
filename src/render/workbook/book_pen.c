#include "render/workbook/book_pen.h"

#include <string.h>

#include "render/workbook/book_file.h"

/* What Excel can hold in a cell, in units of UTF-16; and up to where it shows a cell of the format
 * "Text" as that, and not as a row of hashes. */
#define TEXT_MAX 32767
#define SHORT_TEXT_MAX 255

/* --- formats ----------------------------------------------------------------------------- */

static lxw_format *add_format(lxw_workbook *workbook, const char *number_format)
{
    lxw_format *format = workbook_add_format(workbook);

    format_set_num_format(format, number_format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

void book_pen_init(BookPen *pen, lxw_workbook *workbook)
{
    static const char *const NUMBER_FORMATS[] = {
        [BOOK_STYLE_TEXT] = "@",
        [BOOK_STYLE_PROSE] = "General",
        [BOOK_STYLE_NUMBER] = "General",
        [BOOK_STYLE_TRUTH] = "\"TRUE\";\"TRUE\";\"FALSE\"",
        [BOOK_STYLE_DATE] = "yyyy\\-mm\\-dd",
        [BOOK_STYLE_CLOCK] = "hh:mm",
        [BOOK_STYLE_LONG_CLOCK] = "[hh]:mm",
        [BOOK_STYLE_HEAD] = "@",
    };

    *pen = (BookPen){ .workbook = workbook };
    for (guint i = 0; i < N_BOOK_STYLES; i++) {
        pen->styles[i] = add_format(workbook, NUMBER_FORMATS[i]);
    }
    format_set_text_wrap(pen->styles[BOOK_STYLE_TEXT]);
    format_set_text_wrap(pen->styles[BOOK_STYLE_PROSE]);
    format_set_bold(pen->styles[BOOK_STYLE_HEAD]);
    format_set_text_wrap(pen->styles[BOOK_STYLE_HEAD]);
    format_set_bottom(pen->styles[BOOK_STYLE_HEAD], LXW_BORDER_THIN);
}

/* --- errors ------------------------------------------------------------------------------ */

/* Keeps the first error. */
static void check(BookPen *pen, lxw_error code, guint row, guint column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];

    if (code == LXW_NO_ERROR || pen->error != NULL) {
        return;
    }
    bool is_outside = code == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
    if (is_outside) {
        g_set_error(
            &pen->error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_LIMIT,
            "the sheet \"%s\" would have more than the %u rows or %u columns that Excel has",
            pen->name, (guint)LXW_ROW_MAX, (guint)LXW_COL_MAX);
        return;
    }
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    g_set_error(&pen->error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_WRITE, "%s!%s cannot be written: %s",
                pen->name, cell, lxw_strerror(code));
}

/* Whether a text is no longer than Excel has it. */
static bool check_length(BookPen *pen, guint row, guint column, const char *text)
{
    glong length = 0;
    char cell[LXW_MAX_CELL_NAME_LENGTH];

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        length += g_utf8_get_char(at) > 0xFFFF ? 2 : 1;
    }
    if (length <= TEXT_MAX) {
        return true;
    }
    lxw_rowcol_to_cell(cell, row, (lxw_col_t)column);
    g_set_error(&pen->error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_LIMIT,
                "%s!%s would have %ld characters; Excel holds %d in a cell", pen->name, cell,
                length, TEXT_MAX);
    return false;
}

/* --- writing ----------------------------------------------------------------------------- */

void book_pen_begin_sheet(BookPen *pen, const char *name)
{
    pen->name = name;
    if (pen->error != NULL) {
        return;
    }
    pen->sheet = workbook_add_worksheet(pen->workbook, name);
    if (pen->sheet == NULL) {
        g_set_error(&pen->error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_WRITE,
                    "the sheet \"%s\" cannot be written: there is no room for temporary files",
                    name);
    }
}

/* A text with what looks like an escape escaped: "_x000D_" (ECMA-376-1 §22.9.2.19). The caller owns
 * it. */
static char *dup_escaped(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at++) {
        bool is_escape = strncmp(at, "_x", 2) == 0 &&
                         strspn(at + 2, "0123456789abcdefABCDEF") >= 4 && at[6] == '_';
        g_string_append(out, is_escape ? "_x005F" : "");
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

void book_pen_put_text(BookPen *pen, guint row, guint column, const char *text, BookStyle style)
{
    if (pen->error != NULL || !check_length(pen, row, column, text)) {
        return;
    }
    g_autofree char *escaped = strstr(text, "_x") != NULL ? dup_escaped(text) : NULL;
    /* Never a formula, whatever it begins with. */
    check(pen,
          column < LXW_COL_MAX
              ? worksheet_write_string(pen->sheet, row, (lxw_col_t)column,
                                       escaped != NULL ? escaped : text, pen->styles[style])
              : LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE,
          row, column);
}

static lxw_error put_number(const BookPen *pen, guint row, guint column, const BookValue *value)
{
    static const BookStyle STYLES[] = {
        [BOOK_VALUE_NUMBER] = BOOK_STYLE_NUMBER,
        [BOOK_VALUE_BOOL] = BOOK_STYLE_TRUTH,
        [BOOK_VALUE_DATE] = BOOK_STYLE_DATE,
        [BOOK_VALUE_CLOCK] = BOOK_STYLE_CLOCK,
    };
    BookStyle style = STYLES[value->kind];

    if (value->kind == BOOK_VALUE_BOOL) {
        return worksheet_write_boolean(pen->sheet, row, (lxw_col_t)column, (int)value->number,
                                       pen->styles[style]);
    }
    if (value->kind == BOOK_VALUE_CLOCK && value->number >= 1) {
        style = BOOK_STYLE_LONG_CLOCK;
    }
    return worksheet_write_number(pen->sheet, row, (lxw_col_t)column, value->number,
                                  pen->styles[style]);
}

void book_pen_put(BookPen *pen, guint row, guint column, const BookValue *value)
{
    if (value->kind == BOOK_VALUE_TEXT) {
        book_pen_put_text(pen, row, column, value->text,
                          strlen(value->text) <= SHORT_TEXT_MAX ? BOOK_STYLE_TEXT
                                                                : BOOK_STYLE_PROSE);
    } else if (value->kind != BOOK_VALUE_NONE && pen->error == NULL) {
        check(pen, put_number(pen, row, column, value), row, column);
    }
}

void book_pen_set_column(BookPen *pen, guint column, double width, BookStyle style)
{
    if (pen->error == NULL && column < LXW_COL_MAX) {
        check(pen,
              worksheet_set_column(pen->sheet, (lxw_col_t)column, (lxw_col_t)column, width,
                                   pen->styles[style]),
              0, column);
    }
}

void book_pen_offer(BookPen *pen, guint first_row, guint last_row, guint column,
                    const lxw_data_validation *what)
{
    if (pen->error == NULL) {
        check(pen,
              worksheet_data_validation_range(pen->sheet, first_row, (lxw_col_t)column,
                                              MIN(last_row, LXW_ROW_MAX - 1), (lxw_col_t)column,
                                              (lxw_data_validation *)what),
              first_row, column);
    }
}
