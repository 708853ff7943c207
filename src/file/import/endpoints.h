#pragma once

#include <glib.h>
#include <stdbool.h>

#include "file/import/foreign_format.h"

/* An address that has to be fetched for an import. */
typedef struct Endpoint {
    char *url;
    bool has_pages;   /* it is a page in JSON that may name the next one */
    bool is_optional; /* without it an agenda is poorer, and not wrong: some servers do not have it
                       */
} Endpoint;

/* What an address stands for in a format. That of an event, as people see it in their browsers,
 * stands for what the API of the program tells of it, which can be joined in this order:
 *   pretalx  https://pretalx.com/demo/, …/demo/schedule/ and …/api/events/demo/
 *   indico   https://indico.cern.ch/event/137346/ and what is below it
 * Any other stands for itself. Returns an array of Endpoint, which the caller owns. */
GArray *endpoints_new(const ForeignFormat *format, const char *url);
