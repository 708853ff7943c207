#pragma once

#include "model/revision/revision.h"

/* An address of the private calendar of an agency or a person, for those who know its token
 * (base/token.h). */
typedef struct PrivateAddress {
    const char *digest;       /* of the token */
    const char *feed_path;    /* their own feed, as in Feed: "gfmd-2007/agencies/ilo" */
    const Revision *revision; /* in their view */
    gint64 ends;              /* Unix seconds: from then on nothing stands there */
    bool is_replaced;         /* by another address: the calendar must say so, and is a demand */
} PrivateAddress;
