#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Fetches one address: http or https, with libcurl, in a helper (service/helper/helper.h), which
 * meets what a stranger sends, and no file beside those that names and certificates need.
 *
 * Redirects are followed, five at most, never from https to http. Certificates must be good, by the
 * CAs of the system or of CURL_CA_BUNDLE, SSL_CERT_FILE and SSL_CERT_DIR, as with the command curl.
 * Nothing of the operator's is sent: no cookie, no password, no key but what stands in the address.
 * A fetch takes a minute at most, ten seconds of it to connect, and ends when for twenty seconds
 * less than a hundred octets a second come. Compressed answers (gzip, RFC 1952) are unpacked, and
 * are as large as that. One that ends before its end is none, and neither is one whose end cannot
 * be known: which has no length, is not in chunks, and is not packed.
 *
 * Addresses inside the operator's network (reach.h) are refused whenever a socket is opened, so
 * whatever names lead to. Only the host and port that the caller's address names may be inside, if
 * the name leads there when it is first asked: then it may also redirect to itself. A host that was
 * reached outside, and whatever it redirects to, has to be outside, as has any host to which one
 * inside redirects.
 *
 * Proxies are those of the environment, as with curl: http_proxy, https_proxy, all_proxy, no_proxy.
 * Behind one, names are the proxy's to find and to refuse; addresses written as numbers, and
 * localhost, are refused in redirects here.
 */
typedef struct FetchRequest {
    const char *url;
    const char *etag;          /* of the last answer; or NULL */
    const char *last_modified; /* likewise */
    bool must_be_outside;      /* the last answer was: a name that leads inside now was turned */
    /* The answer is a page in JSON whose "next" is the address of the next one: all are fetched,
     * 200 at most and in five minutes, from the same scheme, host and port, and joined. */
    bool has_pages;
    gsize most; /* octets that are taken */
    int stop;   /* the fetch ends once something can be read from this; -1: never */
} FetchRequest;

typedef struct FetchAnswer {
    int body;            /* a file, from its start; 0 without one */
    char *url;           /* whence it came, after redirects */
    char *etag;          /* for the next request; or NULL, as for what has several pages */
    char *last_modified; /* likewise */
    bool is_outside;     /* it came from outside the operator's network, for all that is known */
    guint status;        /* of HTTP, of a failure too; 0 if none came */
    guint retry_after;   /* of a failure: seconds that were asked for, six hours at most; or 0 */
} FetchAnswer;

void fetch_answer_clear(FetchAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FetchAnswer, fetch_answer_clear)

typedef enum FetchOutcome {
    FETCH_OUTCOME_FAILED,
    FETCH_OUTCOME_NOT_MODIFIED, /* only the url and whether it is outside are set */
    FETCH_OUTCOME_NEW,
} FetchOutcome;

typedef enum FetchError {
    FETCH_ERROR_PASSING,     /* worth trying again soon */
    FETCH_ERROR_LASTING,     /* somebody has to do something; trying again now and then will show */
    FETCH_ERROR_ADDRESS,     /* the address can never be fetched */
    FETCH_ERROR_STOPPED,     /* the caller's stop */
    FETCH_ERROR_ENVIRONMENT, /* this machine lacks something */
} FetchError;

#define FETCH_ERROR (fetch_error_quark())
GQuark fetch_error_quark(void);

/* Returns within a minute and a quarter, or with pages five minutes, and within a second of a stop.
 * The text of an error says what happened, and what to do; it does not name the address. */
FetchOutcome fetch_run(const FetchRequest *request, FetchAnswer *out, GError **error);

/* --- the other process ------------------------------------------------------------------- */

/* Its command, which is none for people. */
#define FETCH_COMMAND "fetch-address"

/* What it does: reads a request from standard input, writes the body to standard output, and to
 * standard error what else is known of the answer (fetch_wire.h). Ends the process. */
void fetch_serve(void) G_GNUC_NORETURN;
