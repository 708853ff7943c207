#pragma once

#include <glib.h>

/* Libraries that are loaded when they are needed, as they would make every start longer. */
typedef struct LibrarySymbol {
    const char *name;
    gsize place; /* octets from the start of the structure that takes its address */
} LibrarySymbol;

/* Loads a library, for good, and puts the addresses of its symbols where they belong. Symbols of
 * the libraries that it needs itself are found, too. NULL if all are there, or else why not:
 * borrowed until the next call. */
const char *library_load(const char *name, const LibrarySymbol *symbols, gsize n_symbols,
                         gpointer out);
