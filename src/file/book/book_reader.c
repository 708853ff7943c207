#include "file/book/book_reader.h"

#include <string.h>

#include "base/fold.h"
#include "base/json_text.h"
#include "file/agenda_file.h"
#include "file/book/book_agenda.h"
#include "file/book/book_matrix_rows.h"

G_DEFINE_QUARK(book - reader - error, book_reader_error)

/* --- whose workbook it is ---------------------------------------------------------------- */

/* NULL if there is none. */
static const Sheet *find_matrix(const Workbook *workbook)
{
    const Sheet *sheet = book_lists_find_sheet(workbook, BOOK_MATRIX_NAME);

    return sheet != NULL && book_matrix_rows_are_in(sheet) ? sheet : NULL;
}

bool book_reader_knows(const Workbook *workbook)
{
    const Sheet *head = book_lists_find_sheet(workbook, BOOK_SHEETS[BOOK_AGENDA].name);

    return (head != NULL && book_lists_is_head(head)) || find_matrix(workbook) != NULL;
}

static bool is_read(const Workbook *workbook, const Sheet *sheet)
{
    bool any = sheet == find_matrix(workbook);

    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS && !any; kind++) {
        any = sheet == book_lists_find_sheet(workbook, BOOK_SHEETS[kind].name);
    }
    return any;
}

/* Tells of sheets of which nothing is read, and of formulas without a value. */
static void look_at_sheets(BookFaults *faults)
{
    const Workbook *workbook = faults->workbook;

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = workbook_sheet(workbook, i);
        const BookPlace place = { .sheet = sheet };
        if (!is_read(workbook, sheet) && sheet->rows->len > 0) {
            book_faults_remark(faults, place,
                               g_strdup("is left out: nothing in an agenda is called so"));
        } else if (sheet->uncalculated > 0) {
            book_faults_add(faults, place, g_strdup("open it in Excel or LibreOffice, and save it"),
                            "the workbook does not hold the value of a formula");
        }
    }
}

/* --- the head ---------------------------------------------------------------------------- */

/* Puts a value in place of those that a key of the head has. */
static void set_key(BookLists *lists, const char *key, const char *value)
{
    BookList *list = &lists->lists[BOOK_AGENDA];
    BookRecord *record = &g_array_index(list->records, BookRecord, 0);
    const BookEntry entry = { .column = book_columns_find(list->columns, key), .text = value };

    for (guint i = record->n_entries; i > 0 && value != NULL; i--) {
        if (book_list_entry(list, record, i - 1)->column == entry.column) {
            g_array_remove_index(list->entries, record->first + i - 1);
            record->n_entries--;
        }
    }
    if (value != NULL) {
        book_lists_add_entry(lists, list, &entry);
    }
}

/* A book of a matrix alone says nothing of the agenda. */
static bool settle_head(BookLists *lists, const BookHead *head)
{
    BookList *list = &lists->lists[BOOK_AGENDA];
    const BookPlace nowhere = { 0 };
    bool is_missing = list->records->len == 0;

    if (is_missing) {
        book_list_begin_record(list, nowhere);
        set_key(lists, "id", "agenda");
        set_key(lists, "title", "Conference");
    }
    set_key(lists, "id", head->id);
    set_key(lists, "title", head->title);
    set_key(lists, "timezone", head->timezone);
    return !is_missing || head->timezone != NULL;
}

/* --- the matrix -------------------------------------------------------------------------- */

/* What each record of the list of contributions says (char *). The caller frees the array. */
static GPtrArray *tell_contributions(const BookLists *lists, const BookNames *names)
{
    const BookList *list = &lists->lists[BOOK_CONTRIBUTIONS];
    GPtrArray *told = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < list->records->len; i++) {
        const BookRecord *record = book_list_record(list, i);
        const BookEntry *session = book_list_find(list, record, "session");
        g_autofree char *id = fold_dup(session != NULL ? session->text : "");
        g_auto(BookText) text;
        book_text_init(&text, names, lists->faults);
        book_text_append_record(&text, list, record);
        g_ptr_array_add(told, g_strconcat(id, text.json->str, NULL));
    }
    return told;
}

/* The place of the first record that the others do not have; false if they have all. */
static bool find_other(const BookLists *lists, const GPtrArray *told, const GPtrArray *others,
                       BookPlace *out_place)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < others->len; i++) {
        g_hash_table_add(known, others->pdata[i]);
    }
    for (guint i = 0; i < told->len; i++) {
        if (!g_hash_table_contains(known, told->pdata[i])) {
            *out_place = book_list_record(&lists->lists[BOOK_CONTRIBUTIONS], i)->place;
            return true;
        }
    }
    return false;
}

/* Remarks that the matrix says something else than the sheet of contributions, which counts. */
static void compare_matrix(const BookLists *lists, const BookNames *names, const Sheet *matrix)
{
    g_auto(BookFaults) faults;
    g_auto(BookLists) other;

    book_faults_init(&faults, lists->faults->workbook);
    book_lists_init(&other, &faults);
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        /* So that nothing but contributions is read. */
        other.lists[kind].sheet = lists->lists[kind].sheet;
    }
    book_matrix_rows_read(&other, matrix, names);
    g_autoptr(GPtrArray) theirs = tell_contributions(&other, names);
    g_autoptr(GPtrArray) ours = tell_contributions(lists, names);
    BookPlace place = { matrix, 1, 1 };
    if (find_other(&other, theirs, ours, &place) || find_other(lists, ours, theirs, &place) ||
        faults.count > 0) {
        book_faults_remark(lists->faults, place,
                           g_strdup_printf("is not so in both \"%s\" and \"%s\", of which the "
                                           "first counts: delete that sheet to have the other read",
                                           BOOK_SHEETS[BOOK_CONTRIBUTIONS].name, BOOK_MATRIX_NAME));
    }
}

/* --- the whole --------------------------------------------------------------------------- */

static bool fail(const BookFaults *faults, GError **error)
{
    g_autofree char *text = book_faults_dup_text(faults);

    g_set_error_literal(error, BOOK_READER_ERROR, BOOK_READER_ERROR_FAULTS, text);
    return false;
}

/* Makes the agenda of the lists. */
static bool make_agenda(BookLists *lists, BookText *text, GError **error)
{
    BookFaults *faults = lists->faults;

    book_agenda_append(text, lists);
    g_autoptr(AgendaFile) file = agenda_file_parse("book", text->json->str, text->json->len);
    book_faults_add_findings(faults, file->findings, text->places);
    return faults->count == 0 || fail(faults, error);
}

static bool read_book(BookLists *lists, GString **out_json, GError **error)
{
    const Workbook *workbook = lists->faults->workbook;
    const Sheet *matrix = find_matrix(workbook);
    bool has_contributions = lists->lists[BOOK_CONTRIBUTIONS].sheet != NULL;
    g_auto(BookText) text;

    if (matrix != NULL && !has_contributions) {
        g_autoptr(BookNames) listed = book_names_new(lists);
        book_matrix_rows_read(lists, matrix, listed);
    }
    g_autoptr(BookNames) names = book_names_new(lists);
    book_text_init(&text, names, lists->faults);
    if (!make_agenda(lists, &text, error)) {
        return false;
    }
    if (matrix != NULL && has_contributions) {
        compare_matrix(lists, names, matrix);
    }
    *out_json = g_steal_pointer(&text.json);
    return true;
}

char *book_reader_read(const Workbook *workbook, const BookHead *head, BookRemarked *remarked,
                       gpointer user, GError **error)
{
    g_auto(BookFaults) faults;
    g_auto(BookLists) lists;
    GString *json = NULL;

    book_faults_init(&faults, workbook);
    book_lists_init(&lists, &faults);
    look_at_sheets(&faults);
    book_lists_read(&lists);
    if (!settle_head(&lists, head)) {
        g_set_error_literal(error, BOOK_READER_ERROR, BOOK_READER_ERROR_FAULTS,
                            "it does not name the time zone of the conference: say it, as in "
                            "--timezone Europe/Brussels");
        return NULL;
    }
    if (!read_book(&lists, &json, error)) {
        return NULL;
    }
    for (guint i = 0; i < faults.remarks->len; i++) {
        const BookRemark *remark = faults.remarks->pdata[i];
        remarked(remark->what, remark->why, user);
    }
    return g_string_free(json, FALSE);
}
