#include "file/book/book_matrix_rows.h"

#include <string.h>

#include "base/clip.h"
#include "base/fold.h"
#include "file/import/id_pool.h"
#include "model/address/id.h"
#include "model/book/book_cell.h"

/* A column of the matrix. */
typedef struct MatrixColumn {
    const BookColumn *session; /* what it says of sessions; or NULL */
    const char *language;      /* of that */
    const char *agency;        /* whose contributions it holds; NULL: those of people alone */
    bool is_known;             /* else it has been told that it says nothing */
} MatrixColumn;

/* What reads the matrix. */
typedef struct MatrixReader {
    BookLists *lists;
    const Sheet *sheet;
    const BookNames *names;
    GArray *columns;    /* MatrixColumn, by number less 1 */
    GHashTable *people; /* a set of those who have been listed: their names */
    IdPool *agency_ids; /* where they have no sheet */
    IdPool *people_ids;
} MatrixReader;

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

/* Adds a value to the last record of a list. */
static void add_value(const MatrixReader *reader, BookSheetKind kind, const char *heading,
                      const BookCellValue *value, BookPlace place)
{
    BookList *list = &reader->lists->lists[kind];
    const BookEntry entry = { .column = book_columns_find(list->columns, heading),
                              .language = value->language,
                              .text = value->text,
                              .place = place };

    g_assert(entry.column != NULL);
    if (*entry.text != '\0') {
        book_lists_add_entry(reader->lists, list, &entry);
    }
}

/* Lists who has no sheet, by a name that is their id, too, if it can be one. Returns the id. */
static const char *add_party(const MatrixReader *reader, BookSheetKind kind, const char *heading,
                             const char *name, BookPlace place)
{
    bool is_agency = kind == BOOK_AGENCIES;
    bool is_id = id_is_good(name) && strlen(name) <= ID_MAX;
    g_autofree char *slug =
        is_id ? g_strdup(name) : id_pool_dup_slug(name, is_agency ? "agency" : "person");
    const char *id = g_string_chunk_insert_const(
        reader->lists->strings,
        id_pool_take(is_agency ? reader->agency_ids : reader->people_ids, slug, NULL));

    book_list_begin_record(&reader->lists->lists[kind], place);
    add_value(reader, kind, "id", &(BookCellValue){ .text = id }, place);
    add_value(reader, kind, heading, &(BookCellValue){ .text = name }, place);
    return id;
}

/* --- the first row ----------------------------------------------------------------------- */

/* The number of the column of people; 0 if there is none. */
static guint32 find_people(const Sheet *sheet)
{
    const Row *row = sheet_row(sheet, 0);

    for (guint i = 0; i < row->n_cells; i++) {
        g_autofree char *heading = fold_dup(row->cells[i].text);
        if (strcmp(heading, BOOK_MATRIX_PEOPLE) == 0) {
            return row->cells[i].column;
        }
    }
    return 0;
}

bool book_matrix_rows_are_in(const Sheet *sheet)
{
    const Row *row = sheet->rows->len > 0 ? sheet_row(sheet, 0) : NULL;
    bool has_id = false;

    for (guint i = 0; row != NULL && i < row->n_cells && !has_id; i++) {
        g_autofree char *heading = fold_dup(row->cells[i].text);
        has_id = strcmp(heading, "id") == 0;
    }
    return has_id;
}

static MatrixColumn read_agency(const MatrixReader *reader, const char *heading, BookPlace place)
{
    MatrixColumn column = { .is_known = true };
    BookFaults *faults = reader->lists->faults;
    g_autofree char *name = g_strstrip(g_strdup(heading));
    const char *text = g_string_chunk_insert(reader->lists->strings, name);

    if (reader->lists->lists[BOOK_AGENCIES].sheet == NULL) {
        column.agency = add_party(reader, BOOK_AGENCIES, "short", text, place);
        return column;
    }
    /* The names are gone before the lists are. */
    column.agency = g_string_chunk_insert_const(
        reader->lists->strings, book_names_resolve(reader->names, NAMED_AGENCY, text));
    if (!book_names_has(reader->names, NAMED_AGENCY, column.agency)) {
        g_autofree char *shown = clip_dup(text);
        bool is_told = faults->count < FINDINGS_MAX;
        book_faults_add(faults, place,
                        is_told ? book_names_suggest(reader->names, NAMED_AGENCY, text) : NULL,
                        "there is no agency \"%s\"", shown);
        column.is_known = false;
    }
    return column;
}

/* Left of the people there are only sessions, and right of them only agencies; without such a
 * column what is not of sessions is an agency. */
static MatrixColumn read_heading(const MatrixReader *reader, const Cell *cell, guint32 people)
{
    BookPlace place = { reader->sheet, 1, cell->column };
    const GPtrArray *columns = reader->lists->lists[BOOK_SESSIONS].columns;
    g_autofree char *language = NULL;
    bool is_left = people == 0 || cell->column < people;
    MatrixColumn column = { .is_known = true };

    place.row = sheet_row(reader->sheet, 0)->number;
    if (cell->column == people) {
        return column;
    }
    column.session = is_left ? book_lists_parse_heading(columns, cell->text, &language) : NULL;
    if (column.session != NULL) {
        column.language =
            language != NULL ? g_string_chunk_insert_const(reader->lists->strings, language) : NULL;
        return column;
    }
    if (is_left && people != 0) {
        book_faults_remark(reader->lists->faults, place,
                           g_strdup("is left out, with what belongs to it: it is nothing of a "
                                    "session"));
        return (MatrixColumn){ 0 };
    }
    return read_agency(reader, cell->text, place);
}

static void read_headings(MatrixReader *reader)
{
    const Row *row = sheet_row(reader->sheet, 0);
    guint32 people = find_people(reader->sheet);

    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        if (!is_blank(cell->text)) {
            MatrixColumn column = read_heading(reader, cell, people);
            g_array_set_size(reader->columns, cell->column);
            g_array_index(reader->columns, MatrixColumn, cell->column - 1) = column;
        }
    }
}

/* --- cells ------------------------------------------------------------------------------- */

/* Whom a cell names, by their id. */
static const char *find_person(const MatrixReader *reader, const char *name, BookPlace place)
{
    if (reader->lists->lists[BOOK_PEOPLE].sheet != NULL) {
        return name;
    }
    const char *id = g_hash_table_lookup(reader->people, name);
    if (id == NULL) {
        id = add_party(reader, BOOK_PEOPLE, "name", name, place);
        g_hash_table_insert(reader->people, (gpointer)name, (gpointer)id);
    }
    return id;
}

/* Begins a contribution of who has the column. */
static void begin_contribution(const MatrixReader *reader, const MatrixColumn *column,
                               const char *session, BookPlace place)
{
    book_list_begin_record(&reader->lists->lists[BOOK_CONTRIBUTIONS], place);
    add_value(reader, BOOK_CONTRIBUTIONS, "session", &(BookCellValue){ .text = session }, place);
    if (column->agency != NULL) {
        add_value(reader, BOOK_CONTRIBUTIONS, "agency", &(BookCellValue){ .text = column->agency },
                  place);
    }
}

static void read_contributions(const MatrixReader *reader, const MatrixColumn *column,
                               const char *session, const Cell *cell, BookPlace place)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(BookCellValue));
    g_autofree char *fault = NULL;

    if (!book_lists_have_room(reader->lists, cell->text)) {
        return;
    }
    if (!book_cell_parse(cell->text, reader->lists->strings, values, &fault)) {
        book_faults_add(reader->lists->faults, place, NULL, "%s", fault);
        return;
    }
    for (guint i = 0; i < values->len; i++) {
        BookCellValue *value = &g_array_index(values, BookCellValue, i);
        if (strcmp(value->key, "role") == 0 && !book_lists_have_room(reader->lists, value->text)) {
            return;
        }
        if (strcmp(value->key, "role") == 0) {
            begin_contribution(reader, column, session, place);
        }
        if (strcmp(value->key, "person") == 0) {
            value->text = find_person(reader, value->text, place);
        }
        add_value(reader, BOOK_CONTRIBUTIONS, value->key, value, place);
    }
}

/* --- rows -------------------------------------------------------------------------------- */

static const MatrixColumn *column_of(const MatrixReader *reader, const Cell *cell)
{
    return cell->column <= reader->columns->len
               ? &g_array_index(reader->columns, MatrixColumn, cell->column - 1)
               : NULL;
}

/* The id of the session of a row; NULL if the row has none. */
static const char *find_id(const MatrixReader *reader, const Row *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        const MatrixColumn *column = column_of(reader, &row->cells[i]);
        if (column != NULL && column->session != NULL && !is_blank(row->cells[i].text) &&
            strcmp(column->session->heading, "id") == 0) {
            g_autofree char *id = g_strstrip(g_strdup(row->cells[i].text));
            return g_string_chunk_insert(reader->lists->strings, id);
        }
    }
    return NULL;
}

/* Lists the session of a row, where there is no sheet of sessions. */
static void read_session(const MatrixReader *reader, const Row *row)
{
    BookList *sessions = &reader->lists->lists[BOOK_SESSIONS];
    const BookPlace place = { reader->sheet, row->number, 1 };

    if (sessions->sheet != NULL) {
        return;
    }
    book_list_begin_record(sessions, place);
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        const MatrixColumn *column = column_of(reader, cell);
        if (column != NULL && column->session != NULL) {
            const BookEntry entry = { .column = column->session,
                                      .language = column->language,
                                      .place = { reader->sheet, row->number, cell->column } };
            book_lists_add_cell(reader->lists, sessions, &entry, cell);
        }
    }
}

static void read_row(const MatrixReader *reader, const Row *row)
{
    BookFaults *faults = reader->lists->faults;
    const char *id = find_id(reader, row);

    if (id != NULL) {
        read_session(reader, row);
    }
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        const MatrixColumn *column = column_of(reader, cell);
        BookPlace place = { reader->sheet, row->number, cell->column };
        if (is_blank(cell->text) || (column != NULL && column->session != NULL)) {
            continue;
        }
        if (column == NULL) {
            book_faults_remark(faults, place, g_strdup("is left out: no heading says what it is"));
        } else if (column->is_known && id == NULL) {
            book_faults_add(faults, place, NULL, "the row has no \"id\" of a session");
        } else if (column->is_known) {
            read_contributions(reader, column, id, cell, place);
        }
    }
}

void book_matrix_rows_read(BookLists *lists, const Sheet *sheet, const BookNames *names)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(MatrixColumn));
    g_autoptr(GHashTable) people = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(IdPool) agency_ids = id_pool_new();
    g_autoptr(IdPool) people_ids = id_pool_new();
    MatrixReader reader = { lists, sheet, names, columns, people, agency_ids, people_ids };

    read_headings(&reader);
    for (guint i = 1; i < sheet->rows->len; i++) {
        read_row(&reader, sheet_row(sheet, i));
    }
}
