#include "render/workbook/book_list.h"

#include <string.h>

#include "render/workbook/book_plan.h"

/* How many rows more than there are have drop-down lists, and are offered in those of others. */
#define SPARE_ROWS 1000

/* The longest list of words that Excel takes, in characters. */
#define WORDS_MAX 255

/* --- looks ------------------------------------------------------------------------------- */

static BookStyle style_of(const SchemaField *field)
{
    switch (field->type) {
    case FIELD_TYPE_DATE:
        return BOOK_STYLE_DATE;
    case FIELD_TYPE_CLOCK:
    case FIELD_TYPE_DURATION:
        return BOOK_STYLE_CLOCK;
    case FIELD_TYPE_COUNT:
        return BOOK_STYLE_NUMBER;
    case FIELD_TYPE_BOOL:
        return BOOK_STYLE_TRUTH;
    case FIELD_TYPE_PROSE:
        return BOOK_STYLE_PROSE;
    default:
        return BOOK_STYLE_TEXT;
    }
}

static double width_of(const SchemaField *field)
{
    switch (field->type) {
    case FIELD_TYPE_PROSE:
        return 60;
    case FIELD_TYPE_LINE:
        return 30;
    case FIELD_TYPE_URL:
    case FIELD_TYPE_EMAIL:
        return 24;
    case FIELD_TYPE_CLOCK:
    case FIELD_TYPE_COUNT:
    case FIELD_TYPE_BOOL:
        return 10;
    default:
        return 14;
    }
}

/* --- drop-down lists --------------------------------------------------------------------- */

static void offer_words(BookPen *pen, const SchemaField *field, guint last_row, guint column)
{
    gsize length = 0;

    for (guint i = 0; field->words[i] != NULL; i++) {
        length += strlen(field->words[i]) + 1;
    }
    if (length <= WORDS_MAX) {
        const lxw_data_validation what = { .validate = LXW_VALIDATION_TYPE_LIST,
                                           .value_list = (gpointer)field->words };
        book_pen_offer(pen, 1, last_row, column, &what);
    }
}

/* Offers the first column of another sheet, and rows to come. */
static void offer_sheet(BookPen *pen, BookSheetKind kind, guint n_rows, guint last_row,
                        guint column)
{
    g_autofree char *range = g_strdup_printf("='%s'!$A$2:$A$%u", BOOK_SHEETS[kind].name,
                                             MIN(n_rows + SPARE_ROWS, LXW_ROW_MAX));
    const lxw_data_validation what = { .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                       .value_formula = range };

    book_pen_offer(pen, 1, last_row, column, &what);
}

static void offer(BookPen *pen, const Agenda *agenda, const BookColumn *column, guint last_row,
                  guint at)
{
    static const char *const TRUTHS[] = { "TRUE", "FALSE", NULL };
    static const SchemaField TRUTH = { .words = TRUTHS };
    const SchemaField *field = book_column_field(column);

    if (field->type == FIELD_TYPE_WORD) {
        offer_words(pen, field, last_row, at);
    } else if (field->type == FIELD_TYPE_BOOL) {
        offer_words(pen, &TRUTH, last_row, at);
    } else if (column->part == BOOK_PART_SESSION) {
        offer_sheet(pen, BOOK_SESSIONS, agenda->sessions->len, last_row, at);
    } else if (field->type == FIELD_TYPE_REFERENCE) {
        BookSheetKind sheet = book_sheet_of_named(field->of->named);
        const GPtrArray *records = agenda_list_named(agenda, field->of->named);
        /* Where no list of the file has them, any word is a term. */
        bool is_open =
            field->of->named >= NAMED_TYPE &&
            (records->len == 0 || ((const Term *)records->pdata[0])->label.n_variants == 0);
        if (sheet < N_BOOK_SHEETS && !is_open) {
            offer_sheet(pen, sheet, records->len, last_row, at);
        }
    }
}

/* --- cells ------------------------------------------------------------------------------- */

/* Where the cells of a record go. */
typedef struct Target {
    BookPen *pen;
    guint row;
} Target;

static void put_below(guint column, const BookValue *value, gpointer user)
{
    const Target *target = user;

    book_pen_put(target->pen, target->row, column, value);
}

static void write_list(BookPen *pen, const BookPlan *plan, const Agenda *agenda)
{
    Target target = { .pen = pen };

    for (guint i = 0; i < plan->columns->len; i++) {
        const BookPlanColumn *column = plan->columns->pdata[i];
        const SchemaField *field = book_column_field(column->column);
        book_pen_set_column(pen, i, width_of(field), style_of(field));
        book_pen_put_text(pen, 0, i, column->heading, BOOK_STYLE_HEAD);
        offer(pen, agenda, column->column, plan->rows->len + SPARE_ROWS, i);
    }
    for (guint i = 0; i < plan->rows->len && pen->error == NULL; i++) {
        target.row = i + 1;
        book_plan_visit(plan, &g_array_index(plan->rows, BookRow, i), put_below, &target);
    }
    if (pen->error == NULL) {
        worksheet_freeze_panes(pen->sheet, 1, 1);
        worksheet_autofilter(pen->sheet, 0, 0, plan->rows->len,
                             (lxw_col_t)(plan->columns->len - 1));
    }
}

/* --- the head ---------------------------------------------------------------------------- */

static void keep_value(guint column, const BookValue *value, gpointer user)
{
    BookValue *values = user;

    values[column] = *value;
    values[column].text = g_strdup(value->text);
}

static void write_head(BookPen *pen, const BookPlan *plan)
{
    guint n_columns = plan->columns->len;
    g_autofree BookValue *values = g_new0(BookValue, n_columns);

    book_pen_set_column(pen, 0, 24, BOOK_STYLE_HEAD);
    book_pen_set_column(pen, 1, 80, BOOK_STYLE_TEXT);
    book_pen_put_text(pen, 0, 0, BOOK_KEY_HEADING, BOOK_STYLE_HEAD);
    book_pen_put_text(pen, 0, 1, BOOK_VALUE_HEADING, BOOK_STYLE_HEAD);
    book_plan_visit(plan, &g_array_index(plan->rows, BookRow, 0), keep_value, values);
    for (guint i = 0; i < n_columns; i++) {
        const BookPlanColumn *column = plan->columns->pdata[i];
        const SchemaField *field = book_column_field(column->column);
        book_pen_put_text(pen, i + 1, 0, column->heading, BOOK_STYLE_HEAD);
        book_pen_put(pen, i + 1, 1, &values[i]);
        if (field->type == FIELD_TYPE_WORD) {
            const lxw_data_validation what = { .validate = LXW_VALIDATION_TYPE_LIST,
                                               .value_list = (gpointer)field->words };
            book_pen_offer(pen, i + 1, i + 1, 1, &what);
        }
        book_value_clear(&values[i]);
    }
    if (pen->error == NULL) {
        worksheet_freeze_panes(pen->sheet, 1, 1);
    }
}

void book_list_write(BookPen *pen, BookSheetKind kind, const Agenda *agenda)
{
    g_autoptr(BookPlan) plan = book_plan_new(kind, agenda);

    book_pen_begin_sheet(pen, BOOK_SHEETS[kind].name);
    if (kind == BOOK_AGENDA) {
        write_head(pen, plan);
    } else {
        write_list(pen, plan, agenda);
    }
}
