#include "render/workbook/book_plan.h"

#include <string.h>

static void free_column(gpointer data)
{
    BookPlanColumn *column = data;

    g_free(column->heading);
    g_free(column);
}

static void free_languages(gpointer data)
{
    if (data != NULL) {
        g_ptr_array_unref(data);
    }
}

void book_plan_free(BookPlan *plan)
{
    g_array_unref(plan->rows);
    g_ptr_array_unref(plan->all);
    g_ptr_array_unref(plan->languages);
    g_ptr_array_unref(plan->columns);
    g_free(plan);
}

/* --- languages --------------------------------------------------------------------------- */

/* Makes room for the languages of a text, in their order. */
static void merge_languages(GPtrArray *languages, const Text *text)
{
    guint at = 0;

    for (guint i = 0; i < text->n_variants; i++) {
        const char *language = text->variants[i].lang;
        guint next = at;
        while (next < languages->len && g_strcmp0(languages->pdata[next], language) != 0) {
            next++;
        }
        if (next == languages->len) {
            next = at;
            g_ptr_array_insert(languages, (gint)next, (gpointer)language);
        }
        at = next + 1;
    }
}

/* The languages of the texts in a column; just none if nothing is said there. */
static GPtrArray *list_languages(const BookPlan *plan, const BookColumn *column)
{
    GPtrArray *languages = g_ptr_array_new();

    for (guint i = 0; i < plan->rows->len; i++) {
        merge_languages(languages, book_row_text(&g_array_index(plan->rows, BookRow, i), column));
    }
    if (languages->len == 0) {
        g_ptr_array_add(languages, NULL);
    }
    return languages;
}

/* --- columns ----------------------------------------------------------------------------- */

static bool is_used(const BookPlan *plan, const BookColumn *column)
{
    bool is_some = false;

    for (guint i = 0; i < plan->rows->len && !is_some; i++) {
        g_auto(BookValue) value = book_row_value(&g_array_index(plan->rows, BookRow, i), column);
        is_some = value.kind != BOOK_VALUE_NONE;
    }
    return is_some;
}

static void add_column(BookPlan *plan, const BookColumn *column, const char *language)
{
    BookPlanColumn *added = g_new(BookPlanColumn, 1);

    *added = (BookPlanColumn){ column, language,
                               language == NULL
                                   ? g_strdup(column->heading)
                                   : g_strdup_printf("%s [%s]", column->heading, language) };
    g_ptr_array_add(plan->columns, added);
}

static void plan_column(BookPlan *plan, const BookColumn *column)
{
    const SchemaField *field = book_column_field(column);
    GPtrArray *languages = schema_field_is_text(field) ? list_languages(plan, column) : NULL;

    g_ptr_array_add(plan->languages, languages);
    for (guint i = 0; languages != NULL && i < languages->len; i++) {
        add_column(plan, column, languages->pdata[i]);
    }
    /* "all-day" is the slot's, and no less for people than the times of the session. */
    bool is_rare = column->part == BOOK_PART_SLOT && field->type != FIELD_TYPE_BOOL;
    if (languages == NULL && field->type != FIELD_TYPE_DURATION &&
        (!is_rare || is_used(plan, column))) {
        add_column(plan, column, NULL);
    }
}

BookPlan *book_plan_new(BookSheetKind kind, const Agenda *agenda)
{
    BookPlan *plan = g_new(BookPlan, 1);

    *plan = (BookPlan){
        .kind = kind,
        .rows = book_rows_new(kind, agenda),
        .all = book_columns_new(kind),
        .languages = g_ptr_array_new_with_free_func(free_languages),
        .columns = g_ptr_array_new_with_free_func(free_column),
    };
    for (guint i = 0; i < plan->all->len; i++) {
        plan_column(plan, plan->all->pdata[i]);
    }
    return plan;
}

/* --- cells ------------------------------------------------------------------------------- */

void book_plan_visit(const BookPlan *plan, const BookRow *row, BookPlanVisit *visit, gpointer user)
{
    const BookColumn *last = NULL;
    guint variant = 0;

    for (guint i = 0; i < plan->columns->len; i++) {
        const BookPlanColumn *column = plan->columns->pdata[i];
        bool is_text = schema_field_is_text(book_column_field(column->column));
        const Text *text = is_text ? book_row_text(row, column->column) : NULL;
        variant = column->column == last ? variant : 0;
        last = column->column;
        if (text != NULL && variant < text->n_variants &&
            g_strcmp0(text->variants[variant].lang, column->language) == 0) {
            const BookValue value = { .kind = BOOK_VALUE_TEXT,
                                      .text = (char *)text->variants[variant].value };
            visit(i, &value, user);
            variant++;
        } else if (text == NULL) {
            g_auto(BookValue) value = book_row_value(row, column->column);
            if (value.kind != BOOK_VALUE_NONE) {
                visit(i, &value, user);
            }
        }
    }
}
