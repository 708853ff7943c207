#pragma once

#include "service/fetch/fetch_address.h"

/*
 * One request and its answer, with libcurl. Redirects are told, not followed.
 */
typedef struct TransferRequest {
    const FetchAddress *address;
    const char *etag;          /* or NULL */
    const char *last_modified; /* or NULL */
    bool may_be_inside;        /* the host may be inside the operator's network */
    gint64 deadline;           /* monotonic, in microseconds */
    gsize most;                /* octets of the body, unpacked */
    int body;                  /* the file that it is appended to, if the status is 200 */
} TransferRequest;

typedef enum TransferReach {
    TRANSFER_REACH_UNKNOWN, /* a proxy stood between */
    TRANSFER_REACH_INSIDE,
    TRANSFER_REACH_OUTSIDE,
} TransferReach;

typedef struct TransferAnswer {
    guint status;
    TransferReach reach;
    gsize size;          /* octets that were appended */
    char *etag;          /* or NULL */
    char *last_modified; /* or NULL */
    char *location;      /* of a redirect, the whole address; or NULL */
    guint retry_after;   /* seconds; 0 if nothing was said */
} TransferAnswer;

void transfer_answer_clear(TransferAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TransferAnswer, transfer_answer_clear)

/* The library, which is loaded before the process gives up opening files. */
typedef struct Transferrer Transferrer;

/* Fails with FETCH_ERROR_ENVIRONMENT. */
Transferrer *transferrer_new(GError **error);
void transferrer_free(Transferrer *transferrer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transferrer, transferrer_free)

/* False if no whole answer came, with FETCH_ERROR. */
bool transfer_run(const Transferrer *transferrer, const TransferRequest *request,
                  TransferAnswer *out, GError **error);
