#include "service/fetch/fetch.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "file/import/json_source.h"
#include "service/fetch/fetch_wire.h"
#include "service/fetch/journey.h"
#include "service/fetch/surroundings.h"
#include "service/helper/confinement.h"
#include "service/helper/helper.h"

/* A page may be large, and is parsed to find the next. */
#define MEMORY ((gsize)1024 * 1024 * 1024)
#define CPU_SECONDS 60
#define REQUEST_MAX ((gsize)64 * 1024)
#define PAGES_MAX 200

/* What is asked, and what came of it. */
typedef struct Fetching {
    GKeyFile *request;
    GKeyFile *answer;
    Transferrer *transferrer;
    JourneyRequest journey;
    gsize size; /* octets of all pages so far */
} Fetching;

/* --- the answer -------------------------------------------------------------------------- */

static void set_text(GKeyFile *wire, const char *key, const char *value)
{
    if (value != NULL) {
        g_key_file_set_string(wire, FETCH_WIRE_GROUP, key, value);
    }
}

static void set_number(GKeyFile *wire, const char *key, guint value)
{
    g_key_file_set_integer(wire, FETCH_WIRE_GROUP, key, (int)value);
}

/* Says what came, and ends. */
static void tell(Fetching *fetching, FetchOutcome outcome) G_GNUC_NORETURN;
static void tell(Fetching *fetching, FetchOutcome outcome)
{
    gsize size = 0;

    set_number(fetching->answer, FETCH_WIRE_OUTCOME, outcome);
    g_autofree char *text = g_key_file_to_data(fetching->answer, &size, NULL);
    bool is_written = fwrite(text, 1, size, stderr) == size;
    helper_end(is_written ? EXIT_STATUS_OK : EXIT_STATUS_ENVIRONMENT);
}

static void tell_failure(Fetching *fetching, const GError *error) G_GNUC_NORETURN;
static void tell_failure(Fetching *fetching, const GError *error)
{
    g_autofree char *message = g_utf8_make_valid(error->message, -1);

    set_number(fetching->answer, FETCH_WIRE_ERROR, (guint)error->code);
    set_text(fetching->answer, FETCH_WIRE_MESSAGE, message);
    tell(fetching, FETCH_OUTCOME_FAILED);
}

static void set_validators(Fetching *fetching, const TransferAnswer *answer)
{
    set_text(fetching->answer, FETCH_WIRE_ETAG, answer->etag);
    set_text(fetching->answer, FETCH_WIRE_LAST_MODIFIED, answer->last_modified);
}

/* --- one address ------------------------------------------------------------------------- */

/* Goes to an address, and ends if there is nothing new to be had. */
static void travel(Fetching *fetching, JourneyAnswer *out)
{
    g_autoptr(GError) error = NULL;
    FetchOutcome outcome = journey_run(fetching->transferrer, &fetching->journey, out, &error);

    set_number(fetching->answer, FETCH_WIRE_STATUS, out->answer.status);
    if (outcome == FETCH_OUTCOME_FAILED) {
        set_number(fetching->answer, FETCH_WIRE_RETRY_AFTER, out->answer.retry_after);
        if (fetching->size > 0) {
            g_prefix_error(&error, "its page %s: ", fetching->journey.url);
        }
        tell_failure(fetching, error);
    }
    if (outcome == FETCH_OUTCOME_NOT_MODIFIED) {
        set_text(fetching->answer, FETCH_WIRE_URL, out->address.url);
        g_key_file_set_boolean(fetching->answer, FETCH_WIRE_GROUP, FETCH_WIRE_OUTSIDE,
                               out->first == TRANSFER_REACH_OUTSIDE);
        tell(fetching, outcome);
    }
    fetching->size += out->answer.size;
}

/* Goes to the first address. */
static void begin(Fetching *fetching, JourneyAnswer *out)
{
    travel(fetching, out);
    set_text(fetching->answer, FETCH_WIRE_URL, out->address.url);
    set_validators(fetching, &out->answer);
    g_key_file_set_boolean(fetching->answer, FETCH_WIRE_GROUP, FETCH_WIRE_OUTSIDE,
                           out->first == TRANSFER_REACH_OUTSIDE);
}

/* --- pages ------------------------------------------------------------------------------- */

/* The address of the page after the last; NULL if there is none. The caller owns it. */
static char *dup_next(const Fetching *fetching, gsize page_size)
{
    void *all = mmap(NULL, fetching->size, PROT_READ, MAP_SHARED, STDOUT_FILENO, 0);

    if (all == MAP_FAILED) {
        return NULL;
    }
    char *next = json_source_dup_next((const char *)all + fetching->size - page_size, page_size);
    munmap(all, fetching->size);
    return next;
}

/* Whether a page may follow one; the first of a source is the `count`th. */
static bool may_follow(const FetchAddress *first, const char *next, guint count, GError **error)
{
    g_auto(FetchAddress) address = { 0 };

    if (count >= PAGES_MAX) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "it has more than %d pages, which is more than are fetched", PAGES_MAX);
        return false;
    }
    if (!fetch_address_parse(next, &address, NULL) ||
        !fetch_address_is_same_origin(&address, first)) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "its page %u names \"%.200s\" as the next, which is not of the same scheme, "
                    "host and port",
                    count, next);
        return false;
    }
    return true;
}

/* Two documents may not run into each other. */
static void part(Fetching *fetching)
{
    if (write(STDOUT_FILENO, "\n", 1) == 1) {
        fetching->size++;
    }
}

/* Fetches the pages after the first. */
static void go_on(Fetching *fetching, const JourneyAnswer *first)
{
    g_autofree char *next = dup_next(fetching, first->answer.size);
    g_autoptr(GError) error = NULL;

    if (next == NULL) {
        return;
    }
    g_key_file_remove_key(fetching->answer, FETCH_WIRE_GROUP, FETCH_WIRE_ETAG, NULL);
    g_key_file_remove_key(fetching->answer, FETCH_WIRE_GROUP, FETCH_WIRE_LAST_MODIFIED, NULL);
    fetching->journey.etag = NULL;
    fetching->journey.last_modified = NULL;
    fetching->journey.must_be_outside = first->answer.reach == TRANSFER_REACH_OUTSIDE;
    gsize most = fetching->journey.most;
    for (guint count = 1; next != NULL; count++) {
        g_auto(JourneyAnswer) page = { 0 };
        if (!may_follow(&first->address, next, count, &error)) {
            tell_failure(fetching, error);
        }
        part(fetching);
        fetching->journey.url = next;
        fetching->journey.most = most - MIN(most, fetching->size);
        travel(fetching, &page);
        g_free(next);
        next = dup_next(fetching, page.answer.size);
    }
}

/* --- the process ------------------------------------------------------------------------- */

static void read_request(Fetching *fetching)
{
    g_autoptr(GByteArray) input = helper_read_input(REQUEST_MAX);
    GKeyFile *request = fetching->request;

    if (input == NULL || !g_key_file_load_from_data(request, (const char *)input->data, input->len,
                                                    G_KEY_FILE_NONE, NULL)) {
        helper_fail(EXIT_STATUS_USAGE, "there is no request");
    }
    fetching->journey = (JourneyRequest){
        .url = g_key_file_get_string(request, FETCH_WIRE_GROUP, FETCH_WIRE_URL, NULL),
        .etag = g_key_file_get_string(request, FETCH_WIRE_GROUP, FETCH_WIRE_ETAG, NULL),
        .last_modified =
            g_key_file_get_string(request, FETCH_WIRE_GROUP, FETCH_WIRE_LAST_MODIFIED, NULL),
        .must_be_outside =
            g_key_file_get_boolean(request, FETCH_WIRE_GROUP, FETCH_WIRE_OUTSIDE, NULL),
        .most = g_key_file_get_uint64(request, FETCH_WIRE_GROUP, FETCH_WIRE_MOST, NULL),
        .body = STDOUT_FILENO,
    };
    g_assert(fetching->journey.url != NULL);
}

/* Leaves the process what names, certificates and the libraries for them need. */
static bool confine(gsize most, GError **error)
{
    const char *readable[] = {
        "/usr",
        "/lib",
        "/lib64",
        "/etc/ssl/certs",
        "/etc/ssl/cert.pem",
        "/etc/ssl/openssl.cnf",
        "/etc/ca-certificates",
        "/etc/crypto-policies",
        "/etc/pki/ca-trust",
        "/etc/pki/tls/certs",
        "/etc/hosts",
        "/etc/host.conf",
        "/etc/resolv.conf",
        "/etc/nsswitch.conf",
        "/etc/gai.conf",
        "/etc/services",
        "/etc/protocols",
        "/etc/ld.so.cache",
        "/run/nscd",
        "/run/resolvconf",
        "/run/systemd/resolve",
        "/var/lib/sss",
        "/dev/urandom",
        NULL, /* what the environment names */
        NULL,
        NULL,
    };
    const ConfinementLimits limits = { MEMORY, CPU_SECONDS, most + REQUEST_MAX, readable, true };
    gsize end = g_strv_length((char **)readable);

    if (surroundings_ca_file() != NULL) {
        readable[end++] = surroundings_ca_file();
    }
    if (surroundings_ca_folder() != NULL) {
        readable[end] = surroundings_ca_folder();
    }
    return confinement_enter(&limits, error);
}

void fetch_serve(void)
{
    Fetching fetching = { .request = g_key_file_new(), .answer = g_key_file_new() };
    g_auto(JourneyAnswer) first = { 0 };
    g_autoptr(GError) error = NULL;

    helper_begin();
    read_request(&fetching);
    bool has_pages =
        g_key_file_get_boolean(fetching.request, FETCH_WIRE_GROUP, FETCH_WIRE_PAGES, NULL);
    gint64 seconds = has_pages ? FETCH_WIRE_PAGES_SECONDS : FETCH_WIRE_SECONDS;
    fetching.journey.deadline = g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
    fetching.transferrer = transferrer_new(&error);
    if (fetching.transferrer == NULL) {
        tell_failure(&fetching, error);
    }
    if (!confine(fetching.journey.most, &error)) {
        helper_fail(EXIT_STATUS_ENVIRONMENT, error->message);
    }
    begin(&fetching, &first);
    if (has_pages) {
        go_on(&fetching, &first);
    }
    tell(&fetching, FETCH_OUTCOME_NEW);
}
