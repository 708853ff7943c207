#include "file/import/sheets.h"

#include "file/book/book_reader.h"
#include "file/import/columns.h"
#include "file/import/foreign_agenda.h"
#include "file/table/csv_table.h"
#include "file/table/workbook_table.h"

bool sheets_read_csv(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    const CsvOptions options = { .delimiter = schedule->hints.delimiter };
    g_autoptr(Workbook) workbook = csv_table_read(data, size, &options, error);

    if (workbook == NULL) {
        return false;
    }
    if (workbook->is_windows_1252) {
        foreign_remark(schedule, "the file", "is read as Windows-1252: it is not UTF-8", NULL);
    }
    return columns_read(workbook, workbook_sheet(workbook, 0), schedule, error);
}

/* The sheet with the sessions; NULL if all sheets are hidden. */
static const Sheet *find_sheet(const Workbook *workbook)
{
    const Sheet *first = NULL;

    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = workbook_sheet(workbook, i);
        if (g_ascii_strcasecmp(sheet->name, "Sessions") == 0) {
            return sheet;
        }
        first = first == NULL && !sheet->hidden ? sheet : first;
    }
    return first;
}

static void remark_on_others(const Workbook *workbook, const Sheet *sessions,
                             ForeignSchedule *schedule)
{
    for (guint i = 0; i < workbook->sheets->len; i++) {
        const Sheet *sheet = workbook_sheet(workbook, i);
        if (sheet != sessions && sheet->rows->len > 0) {
            foreign_remark(schedule, "a sheet", "is left out: only one has the sessions",
                           sheet->name);
        }
    }
    if (sessions->uncalculated > 0) {
        foreign_remark(schedule, "a formula",
                       "is left out: the workbook does not hold its value, save it again", NULL);
    }
}

static void remark_on_book(const char *what, const char *why, gpointer user)
{
    ForeignSchedule *schedule = user;

    foreign_remark(schedule, foreign_intern(schedule, what), foreign_intern(schedule, why), NULL);
}

/* Reads a workbook that is a whole agenda. */
static bool read_book(const Workbook *workbook, ForeignSchedule *schedule, GError **error)
{
    const ForeignOptions *options = schedule->options;
    BookHead head = { 0 };

    if (options != NULL) {
        head = (BookHead){ options->id, options->title, options->timezone };
    }
    schedule->agenda = book_reader_read(workbook, &head, remark_on_book, schedule, error);
    return schedule->agenda != NULL;
}

bool sheets_read_workbook(const char *data, gsize size, ForeignSchedule *schedule, GError **error)
{
    g_autoptr(Workbook) workbook = workbook_table_read(data, size, error);
    const Sheet *sheet = workbook != NULL ? find_sheet(workbook) : NULL;
    const char *const *hints = schedule->hints.columns;

    if (workbook == NULL) {
        return false;
    }
    /* Who says what its columns hold knows of another form. */
    if ((hints == NULL || *hints == NULL) && book_reader_knows(workbook)) {
        return read_book(workbook, schedule, error);
    }
    if (sheet == NULL) {
        g_set_error_literal(error, FOREIGN_ERROR, FOREIGN_ERROR_BAD_SOURCE,
                            "all its sheets are hidden");
        return false;
    }
    remark_on_others(workbook, sheet, schedule);
    return columns_read(workbook, sheet, schedule, error);
}
