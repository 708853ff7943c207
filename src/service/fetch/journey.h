#pragma once

#include "service/fetch/fetch.h"
#include "service/fetch/transfer.h"

/*
 * From an address to an answer, through redirects; see fetch.h for what is allowed.
 */
typedef struct JourneyRequest {
    const char *url;
    const char *etag;          /* or NULL */
    const char *last_modified; /* or NULL */
    bool must_be_outside;
    gint64 deadline; /* monotonic, in microseconds */
    gsize most;
    int body; /* the file that is appended to */
} JourneyRequest;

typedef struct JourneyAnswer {
    TransferReach first;   /* of the host that the request names */
    FetchAddress address;  /* the last */
    TransferAnswer answer; /* likewise */
} JourneyAnswer;

void journey_answer_clear(JourneyAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(JourneyAnswer, journey_answer_clear)

/* Always sets what is known of the answer, which may be nothing; an error is one of FETCH_ERROR. */
FetchOutcome journey_run(const Transferrer *transferrer, const JourneyRequest *request,
                         JourneyAnswer *out, GError **error);
