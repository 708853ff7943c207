#include "base/library.h"

#include <dlfcn.h>

const char *library_load(const char *name, const LibrarySymbol *symbols, gsize n_symbols,
                         gpointer out)
{
    gpointer library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

    for (gsize i = 0; i < n_symbols; i++) {
        gpointer symbol = library != NULL ? dlsym(library, symbols[i].name) : NULL;
        if (symbol == NULL) {
            return dlerror();
        }
        *(gpointer *)((char *)out + symbols[i].place) = symbol;
    }
    return NULL;
}
