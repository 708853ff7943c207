#pragma once

#include <microhttpd.h>
#include <stdbool.h>

#include "serve/listen/deadline.h"
#include "serve/listen/worker.h"

/* What is kept of a connection from its start to its end. */
typedef struct Line {
    Deadline *deadline;
    const Worker *worker; /* the one that answers it */
    bool unasked;         /* it counts in the handler's `unasked` */

    /* The answer that was queued for the request under way. */
    guint status;   /* 0: none yet */
    guint64 octets; /* of its body */
} Line;

/* The Line of a connection; NULL if its daemon keeps none. */
Line *line_of(struct MHD_Connection *connection);
