#include "render/workbook/book_matrix.h"

#include "model/book/book_cell.h"
#include "render/workbook/book_plan.h"

/* What writes the matrix. */
typedef struct Matrix {
    BookPen *pen;
    const Agenda *agenda;
    GPtrArray *columns; /* BookColumn * that sessions can have */
    GArray *shown;      /* const BookColumn *: those that they have here */
    GPtrArray *roles;   /* const char *: what cells call them */
    GString **cells;    /* of a row: of people, then of each agency; NULL if empty */
} Matrix;

static void put_head(Matrix *matrix)
{
    const GPtrArray *agencies = matrix->agenda->agencies;
    guint people = matrix->shown->len;

    for (guint i = 0; i < people; i++) {
        const BookColumn *column = g_array_index(matrix->shown, const BookColumn *, i);
        bool is_text = schema_field_is_text(book_column_field(column));
        book_pen_set_column(matrix->pen, i, is_text ? 40 : 11, BOOK_STYLE_TEXT);
        book_pen_put_text(matrix->pen, 0, i, column->heading, BOOK_STYLE_HEAD);
    }
    book_pen_set_column(matrix->pen, people, 18, BOOK_STYLE_PROSE);
    book_pen_put_text(matrix->pen, 0, people, BOOK_MATRIX_PEOPLE, BOOK_STYLE_HEAD);
    for (guint i = 0; i < agencies->len; i++) {
        const Participant *agency = agencies->pdata[i];
        book_pen_set_column(matrix->pen, people + 1 + i, 18, BOOK_STYLE_PROSE);
        book_pen_put_text(matrix->pen, 0, people + 1 + i, agency->id, BOOK_STYLE_HEAD);
    }
}

/* The session in its columns: a title in one language is enough to know it by. */
static void put_session(const Matrix *matrix, guint row, const Session *session)
{
    const BookRow record = { session, session };

    for (guint i = 0; i < matrix->shown->len; i++) {
        const BookColumn *column = g_array_index(matrix->shown, const BookColumn *, i);
        if (schema_field_is_text(book_column_field(column))) {
            const char *text = text_first(book_row_text(&record, column));
            book_pen_put_text(matrix->pen, row, i, text, BOOK_STYLE_TEXT);
            continue;
        }
        g_auto(BookValue) value = book_row_value(&record, column);
        book_pen_put(matrix->pen, row, i, &value);
    }
}

static void put_contributions(Matrix *matrix, guint row, const Session *session)
{
    for (guint i = 0; i < session->contributions->len; i++) {
        const Contribution *contribution = session->contributions->pdata[i];
        guint at = contribution->agency != NULL ? contribution->agency->index + 1 : 0;
        if (matrix->cells[at] == NULL) {
            matrix->cells[at] = g_string_new(NULL);
        }
        book_cell_append(matrix->cells[at], contribution,
                         matrix->roles->pdata[contribution->role->index]);
    }
    /* From the left to the right, as the file has them. */
    for (guint i = 0; session->contributions->len > 0 && i <= matrix->agenda->agencies->len; i++) {
        if (matrix->cells[i] != NULL) {
            book_pen_put_text(matrix->pen, row, matrix->shown->len + i, matrix->cells[i]->str,
                              BOOK_STYLE_PROSE);
            g_string_free(g_steal_pointer(&matrix->cells[i]), TRUE);
        }
    }
}

void book_matrix_write(BookPen *pen, const Agenda *agenda)
{
    g_autoptr(GPtrArray) columns = book_columns_new(BOOK_SESSIONS);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(const BookColumn *));
    g_autoptr(GPtrArray) roles = book_cell_role_names_new(agenda);
    g_autofree GString **cells = g_new0(GString *, agenda->agencies->len + 1);
    Matrix matrix = { pen, agenda, columns, shown, roles, cells };

    for (guint i = 0; BOOK_MATRIX_COLUMNS[i] != NULL; i++) {
        const BookColumn *column = book_columns_find(columns, BOOK_MATRIX_COLUMNS[i]);
        g_array_append_val(shown, column);
    }
    book_pen_begin_sheet(pen, BOOK_MATRIX_NAME);
    put_head(&matrix);
    for (guint i = 0; i < agenda->sessions->len; i++) {
        put_session(&matrix, i + 1, agenda->sessions->pdata[i]);
        put_contributions(&matrix, i + 1, agenda->sessions->pdata[i]);
    }
    if (pen->error == NULL) {
        worksheet_freeze_panes(pen->sheet, 1, 2);
    }
}
