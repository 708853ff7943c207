#include "render/paper/paper_printer.h"

G_DEFINE_QUARK(paper - error, paper_error)

bool paper_printer_is_there(void)
{
    return false;
}

PaperPrinter *paper_printer_new(GError **error)
{
    g_set_error_literal(error, PAPER_ERROR, PAPER_ERROR_ENVIRONMENT,
                        "this program was built without pango, so it makes no PDF");
    return NULL;
}

void paper_printer_free(G_GNUC_UNUSED PaperPrinter *printer)
{
}

GBytes *paper_printer_print(G_GNUC_UNUSED PaperPrinter *printer, G_GNUC_UNUSED const Paper *paper,
                            G_GNUC_UNUSED const gint *is_stopped, G_GNUC_UNUSED GError **error)
{
    return NULL;
}
