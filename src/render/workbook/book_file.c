#include "render/workbook/book_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/book/book_sheet.h"
#include "render/workbook/book_list.h"
#include "render/workbook/book_matrix.h"

G_DEFINE_QUARK(book - file - error, book_file_error)

/* When every book was made, by its own account: 1980-01-01, as in the ZIP file around it, so that
 * equal agendas make equal octets. */
#define CREATED 315532800

static void fail(GError **error, const char *what)
{
    g_set_error(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_WRITE, "the workbook cannot be made: %s",
                what);
}

/* In the order in which people need them. */
static void write_sheets(BookPen *pen, const Agenda *agenda)
{
    for (BookSheetKind kind = 0; kind < N_BOOK_SHEETS; kind++) {
        book_list_write(pen, kind, agenda);
        if (kind == BOOK_CONTRIBUTIONS) {
            book_matrix_write(pen, agenda);
        }
    }
}

/* Writes the workbook to a path. */
static bool write_workbook(const char *path, const Agenda *agenda, GError **error)
{
    /* Rows go to temporary files as they are written. */
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_doc_properties properties = { .created = CREATED };
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    BookPen pen;

    if (workbook == NULL) {
        fail(error, "there is not enough memory");
        return false;
    }
    book_pen_init(&pen, workbook);
    workbook_set_properties(workbook, &properties);
    write_sheets(&pen, agenda);
    if (pen.error != NULL) {
        lxw_workbook_free(workbook);
        g_propagate_error(error, pen.error);
        return false;
    }
    lxw_error code = workbook_close(workbook);
    if (code != LXW_NO_ERROR) {
        fail(error, lxw_strerror(code));
    }
    return code == LXW_NO_ERROR;
}

/* All that stands in a file; NULL if it cannot be read. */
static GBytes *read_all(int file, GError **error)
{
    struct stat facts;
    gsize size = fstat(file, &facts) == 0 ? (gsize)facts.st_size : 0;
    g_autofree guint8 *octets = g_malloc(size + 1);

    for (gsize at = 0; at < size;) {
        ssize_t n = pread(file, octets + at, size - at, (off_t)at);
        if (n <= 0) {
            fail(error, g_strerror(errno));
            return NULL;
        }
        at += (gsize)n;
    }
    return g_bytes_new_take(g_steal_pointer(&octets), size);
}

GBytes *book_file_make(const Agenda *agenda, GError **error)
{
    /* The library writes to nothing but files with a name. */
    int file = memfd_create("workbook", MFD_CLOEXEC);
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
    GBytes *octets = NULL;

    if (file < 0) {
        fail(error, g_strerror(errno));
        return NULL;
    }
    if (write_workbook(path, agenda, error)) {
        octets = read_all(file, error);
    }
    close(file);
    return octets;
}
