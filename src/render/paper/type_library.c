#include "render/paper/type_library.h"

#include "base/library.h"
#include "render/paper/paper_printer.h"

/* It needs all the others itself. */
#define NAME "libpangocairo-1.0.so.0"

static const LibrarySymbol SYMBOLS[] = {
#define TYPE_LIBRARY_SYMBOL(name) { #name, offsetof(TypeLibrary, name) },
    TYPE_LIBRARY_FUNCTIONS(TYPE_LIBRARY_SYMBOL)
#undef TYPE_LIBRARY_SYMBOL
};

G_STATIC_ASSERT(G_N_ELEMENTS(SYMBOLS) * sizeof(gpointer) == sizeof(TypeLibrary));

bool type_library_load(TypeLibrary *out, GError **error)
{
    const char *fault = library_load(NAME, SYMBOLS, G_N_ELEMENTS(SYMBOLS), out);

    if (fault != NULL) {
        g_set_error(error, PAPER_ERROR, PAPER_ERROR_ENVIRONMENT,
                    "no PDF can be made without pango 1.50 or newer (on Debian, the package "
                    "libpangocairo-1.0-0): %s",
                    fault);
        return false;
    }
    return true;
}
