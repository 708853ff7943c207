#pragma once

#include "site/resource.h"

/*
 * Prints resources beside the main thread, on which all of this is called: a paper is made in no
 * time, but takes half a second to print where it has a thousand sessions. One is printed at a
 * time.
 */
typedef struct Printing Printing;

/* `has_printed` is called when a printing has ended, with a body or an error. */
Printing *printing_new(void (*has_printed)(gpointer data), gpointer data);

/* Stops what is being printed, without calling has_printed. */
void printing_free(Printing *printing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Printing, printing_free)

typedef enum PrintingState {
    PRINTING_IDLE,    /* nothing is being printed: begin it */
    PRINTING_WAITING, /* it, or something else, is being printed: ask again */
    PRINTING_THERE,   /* it has been printed */
    PRINTING_FAILED,  /* with a PAPER_ERROR */
} PrintingState;

/* Asks what has become of a resource that was begun with this key. It is told once that it is
 * there, and the resource is the caller's own then; and so with a failure. */
PrintingState printing_find(Printing *printing, const char *key, Resource **out_resource,
                            GError **error);

/* Begins to print a resource, which it takes. Nothing may be being printed. False if the system has
 * no thread to give. */
bool printing_begin(Printing *printing, const char *key, Resource *take_resource, GError **error);

/* Drops what was printed, and what is being printed as well: it no longer holds. */
void printing_forget(Printing *printing);
