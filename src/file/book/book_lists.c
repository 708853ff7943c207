#include "file/book/book_lists.h"

#include <string.h>

#include "base/clip.h"
#include "base/fold.h"
#include "base/suggest.h"

void book_lists_init(BookLists *lists, BookFaults *faults)
{
    *lists = (BookLists){ .strings = g_string_chunk_new(4096), .faults = faults };
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        lists->lists[kind] = (BookList){
            .kind = kind,
            .columns = book_columns_new(kind),
            .entries = g_array_new(FALSE, FALSE, sizeof(BookEntry)),
            .records = g_array_new(FALSE, FALSE, sizeof(BookRecord)),
        };
    }
}

void book_lists_clear(BookLists *lists)
{
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        g_ptr_array_unref(lists->lists[kind].columns);
        g_array_unref(lists->lists[kind].entries);
        g_array_unref(lists->lists[kind].records);
    }
    g_string_chunk_free(lists->strings);
}

/* --- records ----------------------------------------------------------------------------- */

void book_list_begin_record(BookList *list, BookPlace place)
{
    const BookRecord record = { .first = list->entries->len, .place = place };

    g_array_append_val(list->records, record);
}

bool book_lists_have_room(BookLists *lists, const char *text)
{
    const BookPlace whole = { 0 };
    bool was_full = lists->octets > BOOK_LISTS_MAX_OCTETS;

    /* Cells can share a text, so they may say much more than the workbook has octets. */
    lists->octets += sizeof(BookEntry) + sizeof(BookRecord) + strlen(text);
    if (lists->octets > BOOK_LISTS_MAX_OCTETS && !was_full) {
        book_faults_add(lists->faults, whole, NULL,
                        "the workbook says more than an agenda can; expected at most %d MB of text",
                        BOOK_LISTS_MAX_OCTETS / 1024 / 1024);
    }
    return lists->octets <= BOOK_LISTS_MAX_OCTETS;
}

void book_lists_add_entry(BookLists *lists, BookList *list, const BookEntry *entry)
{
    if (book_lists_have_room(lists, entry->text)) {
        g_array_append_val(list->entries, *entry);
        g_array_index(list->records, BookRecord, list->records->len - 1).n_entries++;
    }
}

const BookRecord *book_list_record(const BookList *list, guint index)
{
    return &g_array_index(list->records, BookRecord, index);
}

const BookEntry *book_list_entry(const BookList *list, const BookRecord *record, guint index)
{
    return &g_array_index(list->entries, BookEntry, record->first + index);
}

const BookEntry *book_list_find(const BookList *list, const BookRecord *record, const char *heading)
{
    for (guint i = 0; i < record->n_entries; i++) {
        const BookEntry *entry = book_list_entry(list, record, i);
        if (strcmp(entry->column->heading, heading) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* --- cells ------------------------------------------------------------------------------- */

/* Whether a text is kept as it stands, with blanks at its ends: people see it. */
static bool is_kept(FieldType type)
{
    return type == FIELD_TYPE_LINE || type == FIELD_TYPE_PROSE || type == FIELD_TYPE_STRING;
}

static bool is_clock(FieldType type)
{
    return type == FIELD_TYPE_CLOCK || type == FIELD_TYPE_DURATION;
}

/* A program like Excel takes much for a date or a time that is none: "1.2" for the first of
 * February. */
static void report_kind(BookLists *lists, const SchemaField *field, const Cell *cell,
                        BookPlace place)
{
    bool is_time = cell->kind == CELL_TIME || cell->kind == CELL_DURATION;
    const char *expected = "a text or number";
    char *hint = NULL;

    if (field->type == FIELD_TYPE_DATE) {
        expected = "a date";
    } else if (is_clock(field->type)) {
        expected = "a time";
    } else {
        hint = g_strdup("give the cell the format \"Text\", and write it again");
    }
    book_faults_add(lists->faults, place, hint, "the cell holds a %s, %s; expected %s for \"%s\"",
                    is_time ? "time" : "date", cell->text, expected, field->key);
}

/* A text as it stands, or as it is compared. Borrowed. */
static const char *keep_text(BookLists *lists, FieldType type, const char *cell)
{
    g_autofree char *text =
        type == FIELD_TYPE_WORD || type == FIELD_TYPE_BOOL ? fold_dup(cell) : g_strdup(cell);

    return g_string_chunk_insert(lists->strings, is_kept(type) ? text : g_strstrip(text));
}

/* LibreOffice has a truth that is not shown as one as a number. */
static const char *text_of_number(FieldType type, const char *number)
{
    if (type == FIELD_TYPE_BOOL && (strcmp(number, "0") == 0 || strcmp(number, "1") == 0)) {
        return *number == '1' ? "true" : "false";
    }
    return number;
}

/* The text that a field has for a cell; NULL, with a fault, if such a cell cannot have its value.
 */
static const char *text_of(BookLists *lists, const SchemaField *field, const Cell *cell,
                           BookPlace place)
{
    bool is_midnight = g_str_has_suffix(cell->text, "T00:00");

    switch ((CellKind)cell->kind) {
    case CELL_ERROR: {
        g_autofree char *shown = clip_dup(cell->text);
        book_faults_add(lists->faults, place, NULL, "the cell shows %s in place of a value", shown);
        return NULL;
    }
    case CELL_DATE:
    case CELL_DATE_TIME:
        /* A date is its midnight to some programs. */
        if (field->type == FIELD_TYPE_DATE && (cell->kind == CELL_DATE || is_midnight)) {
            return g_string_chunk_insert_len(lists->strings, cell->text,
                                             (gssize)strlen("2007-07-10"));
        }
        report_kind(lists, field, cell, place);
        return NULL;
    case CELL_TIME:
    case CELL_DURATION:
        if (is_clock(field->type)) {
            return cell->text;
        }
        report_kind(lists, field, cell, place);
        return NULL;
    case CELL_NUMBER:
        return text_of_number(field->type, cell->text);
    default:
        return keep_text(lists, field->type, cell->text);
    }
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

void book_lists_add_cell(BookLists *lists, BookList *list, const BookEntry *column,
                         const Cell *cell)
{
    BookEntry entry = *column;

    if (is_blank(cell->text) || !book_lists_have_room(lists, cell->text)) {
        return;
    }
    entry.text = text_of(lists, book_column_field(entry.column), cell, entry.place);
    if (entry.text != NULL) {
        book_lists_add_entry(lists, list, &entry);
    }
}

/* --- headings ---------------------------------------------------------------------------- */

const BookColumn *book_lists_parse_heading(const GPtrArray *columns, const char *heading,
                                           char **out_language)
{
    g_autofree char *name = g_strstrip(g_strdup(heading));
    char *bracket = g_str_has_suffix(name, "]") ? strrchr(name, '[') : NULL;
    const BookColumn *column;

    *out_language = NULL;
    if (bracket == NULL) {
        return book_columns_find(columns, name);
    }
    g_autofree char *language = g_strndup(bracket + 1, strlen(bracket) - 2);
    *bracket = '\0';
    column = book_columns_find(columns, name);
    if (column == NULL || !schema_field_is_text(book_column_field(column))) {
        return NULL;
    }
    *out_language = g_steal_pointer(&language);
    return column;
}

/* The heading that is nearest to a wrong one; NULL if none is near. Borrowed. */
static const char *find_nearest(const GPtrArray *columns, const char *heading)
{
    g_autofree const char **headings = g_new(const char *, columns->len);
    g_autofree char *name = g_strndup(heading, strcspn(heading, "["));

    for (guint i = 0; i < columns->len; i++) {
        headings[i] = ((const BookColumn *)columns->pdata[i])->heading;
    }
    return suggest_nearest(g_strstrip(name), headings, columns->len);
}

/* One that is nearly a heading is a mistake; any other is somebody's own, and nobody else's. */
static void report_unknown(BookLists *lists, const GPtrArray *columns, const char *heading,
                           BookPlace place)
{
    g_autofree char *shown = clip_dup(heading);
    const char *nearest = find_nearest(columns, heading);

    if (nearest != NULL) {
        book_faults_add(lists->faults, place, g_strdup_printf("did you mean \"%s\"?", nearest),
                        "there is no \"%s\" in the sheet \"%s\"", shown, place.sheet->name);
    } else {
        book_faults_remark(lists->faults, place,
                           g_strdup_printf("is left out, with what belongs to it: nothing there "
                                           "is called \"%s\"",
                                           shown));
    }
}

/* What a heading says; no column, which is told, if it says nothing or the same as another. */
static BookEntry read_heading(BookLists *lists, const BookList *list, const Cell *cell,
                              const GArray *known, BookPlace place)
{
    g_autofree char *language = NULL;
    BookEntry entry = { .place = place,
                        .column = book_lists_parse_heading(list->columns, cell->text, &language) };

    if (entry.column == NULL) {
        report_unknown(lists, list->columns, cell->text, place);
        return entry;
    }
    entry.language =
        language != NULL ? g_string_chunk_insert_const(lists->strings, language) : NULL;
    for (guint i = 0; i < known->len && entry.language == NULL; i++) {
        const BookEntry *other = &g_array_index(known, BookEntry, i);
        if (other->column == entry.column && other->language == NULL) {
            book_faults_add(lists->faults, place, NULL, "\"%s\" is here twice",
                            entry.column->heading);
            entry.column = NULL;
            break;
        }
    }
    return entry;
}

/* The columns of a sheet, by their numbers less 1. The caller owns the array of BookEntry. */
static GArray *read_headings(BookLists *lists, const BookList *list)
{
    const Row *row = sheet_row(list->sheet, 0);
    GArray *headings = g_array_new(FALSE, TRUE, sizeof(BookEntry));

    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        BookPlace place = { list->sheet, row->number, cell->column };
        if (!is_blank(cell->text)) {
            BookEntry heading = read_heading(lists, list, cell, headings, place);
            g_array_set_size(headings, cell->column);
            g_array_index(headings, BookEntry, cell->column - 1) = heading;
        }
    }
    return headings;
}

/* --- sheets ------------------------------------------------------------------------------ */

static void read_row(BookLists *lists, BookList *list, const Row *row, const GArray *headings)
{
    guint before = list->entries->len;
    BookPlace place = { list->sheet, row->number, 1 };

    book_list_begin_record(list, place);
    for (guint i = 0; i < row->n_cells; i++) {
        const Cell *cell = &row->cells[i];
        BookEntry entry = cell->column <= headings->len
                              ? g_array_index(headings, BookEntry, cell->column - 1)
                              : (BookEntry){ 0 };
        /* A heading that says nothing has been told. */
        bool is_headed = entry.place.sheet != NULL;
        entry.place = (BookPlace){ list->sheet, row->number, cell->column };
        if (entry.column != NULL) {
            book_lists_add_cell(lists, list, &entry, cell);
        } else if (!is_headed && !is_blank(cell->text)) {
            book_faults_remark(lists->faults, entry.place,
                               g_strdup("is left out: no heading says what it is"));
        }
    }
    /* Nothing but blanks: no record. */
    if (list->entries->len == before) {
        g_array_set_size(list->records, list->records->len - 1);
    }
}

static void read_list(BookLists *lists, BookList *list)
{
    g_autoptr(GArray) headings = read_headings(lists, list);

    for (guint i = 1; i < list->sheet->rows->len; i++) {
        read_row(lists, list, sheet_row(list->sheet, i), headings);
    }
}

/* Reads a key of the head, and its value beside it. */
static void read_key(BookLists *lists, BookList *list, const Row *row, GArray *known)
{
    const Cell *key = sheet_cell(list->sheet, row->number, 1);
    const Cell *value = sheet_cell(list->sheet, row->number, 2);
    BookPlace place = { list->sheet, row->number, 1 };
    g_autofree char *folded = fold_dup(key->text);

    if (strcmp(folded, BOOK_KEY_HEADING) == 0) {
        return;
    }
    for (guint i = 0; i < row->n_cells; i++) {
        place.column = row->cells[i].column;
        if (place.column > 2 || (place.column == 2 && key->kind == CELL_EMPTY)) {
            book_faults_remark(lists->faults, place,
                               g_strdup("is left out: no key says what it is"));
        }
    }
    place.column = 1;
    if (is_blank(key->text) || is_blank(value->text)) {
        return;
    }
    BookEntry entry = read_heading(lists, list, key, known, place);
    if (entry.column != NULL) {
        g_array_append_val(known, entry);
        entry.place.column = 2;
        book_lists_add_cell(lists, list, &entry, value);
    }
}

static void read_head(BookLists *lists, BookList *list)
{
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(BookEntry));
    BookPlace place = { list->sheet, 1, 1 };

    book_list_begin_record(list, place);
    for (guint i = 0; i < list->sheet->rows->len; i++) {
        read_key(lists, list, sheet_row(list->sheet, i), known);
    }
}

const Sheet *book_lists_find_sheet(const Workbook *workbook, const char *name)
{
    g_autofree char *wanted = fold_dup(name);

    for (guint i = 0; i < workbook->sheets->len; i++) {
        g_autofree char *other = fold_dup(workbook_sheet(workbook, i)->name);
        if (strcmp(other, wanted) == 0) {
            return workbook_sheet(workbook, i);
        }
    }
    return NULL;
}

bool book_lists_is_head(const Sheet *sheet)
{
    static const char *const KEYS[] = { "id", "title", "timezone", NULL };
    guint count = 0;

    for (guint i = 0; i < sheet->rows->len; i++) {
        g_autofree char *key = fold_dup(sheet_cell(sheet, sheet_row(sheet, i)->number, 1)->text);
        count += g_strv_contains(KEYS, key) ? 1 : 0;
    }
    return count >= 2;
}

void book_lists_read(BookLists *lists)
{
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        BookList *list = &lists->lists[kind];
        list->sheet = book_lists_find_sheet(lists->faults->workbook, BOOK_SHEETS[kind].name);
        if (list->sheet == NULL || list->sheet->rows->len == 0) {
            continue;
        }
        if (kind == BOOK_AGENDA) {
            read_head(lists, list);
        } else {
            read_list(lists, list);
        }
    }
}
