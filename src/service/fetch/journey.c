#include "service/fetch/journey.h"

#include <string.h>

#include "service/fetch/reach.h"

#define REDIRECTS_MAX 5

enum {
    OK = 200,
    NOT_MODIFIED = 304,
    FORBIDDEN = 403,
    NOT_FOUND = 404,
    REQUEST_TIMEOUT = 408,
    GONE = 410,
    TOO_EARLY = 425,
    TOO_MANY_REQUESTS = 429,
    UNAUTHORIZED = 401,
    SERVER_ERRORS = 500,
};

void journey_answer_clear(JourneyAnswer *answer)
{
    fetch_address_clear(&answer->address);
    transfer_answer_clear(&answer->answer);
}

static bool fail(GError **error, FetchError code, const char *text)
{
    g_set_error_literal(error, FETCH_ERROR, code, text);
    return false;
}

/* --- redirects --------------------------------------------------------------------------- */

static bool is_redirect(guint status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Whether a host is inside the network whatever names lead to. */
static bool is_plainly_inside(const char *host)
{
    struct in6_addr address;

    return strcmp(host, "localhost") == 0 || g_str_has_suffix(host, ".localhost") ||
           (reach_parse(host, &address) && reach_address_is_inside(&address));
}

/* Where a redirect leads to, if one may go there. */
static bool find_next(const JourneyAnswer *from, const FetchAddress *start, FetchAddress *out,
                      GError **error)
{
    const char *location = from->answer.location;
    g_auto(FetchAddress) next = { 0 };
    g_autoptr(GError) fault = NULL;

    if (location == NULL) {
        return fail(error, FETCH_ERROR_LASTING, "it redirects, and does not say where to");
    }
    if (!fetch_address_parse(location, &next, &fault)) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING, "it redirects to \"%.200s\": %s",
                    location, fault->message);
        return false;
    }
    if (from->address.is_https && !next.is_https) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "it redirects from https to %s, which is not safe from change on the way",
                    next.url);
        return false;
    }
    if (!fetch_address_is_same_host(&next, start) && is_plainly_inside(next.host)) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "it redirects to %s, which is inside the network: only the host that the "
                    "address itself names may be there",
                    next.url);
        return false;
    }
    *out = next;
    next = (FetchAddress){ 0 };
    return true;
}

/* --- answers ----------------------------------------------------------------------------- */

/* What a status means that brings nothing. */
static void tell_status(const TransferAnswer *answer, GError **error)
{
    guint status = answer->status;

    switch (status) {
    case UNAUTHORIZED:
    case FORBIDDEN:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "it is not for everybody (status %u): have it made public, or use an address "
                    "with a key in it",
                    status);
        return;
    case NOT_FOUND:
    case GONE:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "there is nothing at this address (status %u): see whether it has moved",
                    status);
        return;
    case TOO_MANY_REQUESTS:
        fail(error, FETCH_ERROR_PASSING, "it was asked too often (status 429): try again later");
        return;
    default:
        break;
    }
    if (status >= SERVER_ERRORS || status == REQUEST_TIMEOUT || status == TOO_EARLY) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING,
                    "it cannot answer at the moment (status %u): try again later", status);
    } else {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "it answers with status %u, and not with a file", status);
    }
}

static FetchOutcome judge(const JourneyRequest *request, const TransferAnswer *answer,
                          GError **error)
{
    bool is_conditional = request->etag != NULL || request->last_modified != NULL;

    if (answer->status == NOT_MODIFIED && is_conditional) {
        return FETCH_OUTCOME_NOT_MODIFIED;
    }
    if (answer->status == OK && answer->size > 0) {
        return FETCH_OUTCOME_NEW;
    }
    if (answer->status == OK) {
        fail(error, FETCH_ERROR_PASSING, "the answer is empty");
    } else {
        tell_status(answer, error);
    }
    return FETCH_OUTCOME_FAILED;
}

/* --- the way ----------------------------------------------------------------------------- */

/* Asks at the address where the journey has come to. */
static bool ask(const Transferrer *transferrer, const JourneyRequest *request, bool may_be_inside,
                JourneyAnswer *at, GError **error)
{
    const TransferRequest transfer = {
        .address = &at->address,
        .etag = request->etag,
        .last_modified = request->last_modified,
        .may_be_inside = may_be_inside,
        .deadline = request->deadline,
        .most = request->most,
        .body = request->body,
    };

    transfer_answer_clear(&at->answer);
    at->answer = (TransferAnswer){ 0 };
    return transfer_run(transferrer, &transfer, &at->answer, error);
}

/* Goes on from a redirect. Nothing of the body has been written yet. */
static FetchOutcome follow(const Transferrer *transferrer, const JourneyRequest *request,
                           JourneyAnswer *at, GError **error)
{
    g_auto(FetchAddress) start = { 0 };
    g_autoptr(GError) fault = NULL;

    fetch_address_parse(request->url, &start, NULL);
    for (guint count = 1; is_redirect(at->answer.status); count++) {
        FetchAddress next;
        if (count > REDIRECTS_MAX) {
            fail(error, FETCH_ERROR_LASTING, "it redirects more than five times");
            return FETCH_OUTCOME_FAILED;
        }
        if (!find_next(at, &start, &next, error)) {
            return FETCH_OUTCOME_FAILED;
        }
        /* Whatever comes after one outside is for that to choose. */
        bool may_be_inside =
            at->answer.reach == TRANSFER_REACH_INSIDE && fetch_address_is_same_host(&next, &start);
        fetch_address_clear(&at->address);
        at->address = next;
        if (!ask(transferrer, request, may_be_inside, at, &fault)) {
            g_propagate_prefixed_error(error, g_steal_pointer(&fault),
                                       "it redirects to %s: ", next.url);
            return FETCH_OUTCOME_FAILED;
        }
    }
    FetchOutcome outcome = judge(request, &at->answer, &fault);
    if (fault != NULL) {
        g_propagate_prefixed_error(error, g_steal_pointer(&fault),
                                   "it redirects to %s: ", at->address.url);
    }
    return outcome;
}

FetchOutcome journey_run(const Transferrer *transferrer, const JourneyRequest *request,
                         JourneyAnswer *out, GError **error)
{
    if (!fetch_address_parse(request->url, &out->address, error) ||
        !ask(transferrer, request, !request->must_be_outside, out, error)) {
        return FETCH_OUTCOME_FAILED;
    }
    out->first = out->answer.reach;
    return is_redirect(out->answer.status) ? follow(transferrer, request, out, error)
                                           : judge(request, &out->answer, error);
}
