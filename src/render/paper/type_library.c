#include "render/paper/type_library.h"

#include <dlfcn.h>

#include "render/paper/paper_printer.h"

/* It needs all the others itself, and what is looked up in it is found in them, too. */
#define NAME "libpangocairo-1.0.so.0"

static const struct {
    const char *name;
    gsize place;
} SYMBOLS[] = {
#define TYPE_LIBRARY_SYMBOL(name) { #name, offsetof(TypeLibrary, name) },
    TYPE_LIBRARY_FUNCTIONS(TYPE_LIBRARY_SYMBOL)
#undef TYPE_LIBRARY_SYMBOL
};

G_STATIC_ASSERT(G_N_ELEMENTS(SYMBOLS) * sizeof(gpointer) == sizeof(TypeLibrary));

bool type_library_load(TypeLibrary *out, GError **error)
{
    gpointer library = dlopen(NAME, RTLD_NOW | RTLD_LOCAL);

    for (gsize i = 0; i < G_N_ELEMENTS(SYMBOLS); i++) {
        gpointer symbol = library != NULL ? dlsym(library, SYMBOLS[i].name) : NULL;
        if (symbol == NULL) {
            g_set_error(error, PAPER_ERROR, PAPER_ERROR_ENVIRONMENT,
                        "no PDF can be made without pango 1.50 or newer (on Debian, the package "
                        "libpangocairo-1.0-0): %s",
                        dlerror());
            return false;
        }
        *(gpointer *)((char *)out + SYMBOLS[i].place) = symbol;
    }
    return true;
}
