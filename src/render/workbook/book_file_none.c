#include "render/workbook/book_file.h"

G_DEFINE_QUARK(book - file - error, book_file_error)

GBytes *book_file_make(const Agenda *agenda, GError **error)
{
    (void)agenda;
    g_set_error_literal(error, BOOK_FILE_ERROR, BOOK_FILE_ERROR_WRITE,
                        "this program was built without libxlsxwriter, so it writes no workbooks");
    return NULL;
}
