#pragma once

#include "model/revision/revision.h"

/* An address of an agency's private calendar, for those who know its token (base/token.h). */
typedef struct PrivateAddress {
    const char *digest;       /* of the token */
    const char *feed_path;    /* of the agency, as in Feed: "gfmd-2007/agencies/ilo" */
    const Revision *revision; /* in the view of the agency */
    gint64 ends;              /* Unix seconds: from then on nothing stands there */
    bool is_replaced;         /* by another address: the calendar must say so, and is a demand */
} PrivateAddress;
