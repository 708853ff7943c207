#include "service/fetch/transfer.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "service/fetch/curl_library.h"
#include "service/fetch/fetch.h"
#include "service/fetch/fetch_wire.h"
#include "service/fetch/gate.h"
#include "service/fetch/surroundings.h"
#include "service/fetch/transfer_fault.h"
#include "service/fetch/unpacking.h"

#define STATUS_OK 200

#define CONNECT_SECONDS 10L
/* Less than so many octets a second, for so many seconds, are too few. */
#define SLOW_OCTETS 100L
#define SLOW_SECONDS 20L
/* Of what is said with another status than 200, this much is listened to. */
#define WORDS_MAX ((gsize)1024 * 1024)
/* Newer versions of libcurl hand out no more. */
#define RETRY_AFTER_MAX (6 * 60 * 60)

struct Transferrer {
    CurlLibrary curl;
};

/* Why an answer is not read to its end. */
typedef enum Refusal {
    REFUSAL_NONE,
    REFUSAL_SIZE,
    REFUSAL_CODING, /* in a way that was not asked for */
    REFUSAL_PACKING,
    REFUSAL_ENDLESS, /* with the connection, which may just have broken */
    REFUSAL_DISK,
} Refusal;

static const struct {
    FetchError error;
    const char *text;
} REFUSALS[] = {
    [REFUSAL_SIZE] = { FETCH_ERROR_LASTING, "it is larger than the 64 MB that are read" },
    [REFUSAL_CODING] = { FETCH_ERROR_LASTING,
                         "the answer is packed in a way that was not asked for" },
    [REFUSAL_PACKING] = { FETCH_ERROR_PASSING, "the answer is packed, and cannot be unpacked" },
    [REFUSAL_ENDLESS] = { FETCH_ERROR_LASTING,
                          "the answer does not say where it ends, so that it may not be whole: its "
                          "server must send Content-Length" },
    [REFUSAL_DISK] = { FETCH_ERROR_ENVIRONMENT, "there is no memory for what is fetched" },
};

/* A request under way. */
typedef struct Transfer {
    const CurlLibrary *curl;
    CURL *handle;
    const TransferRequest *request;
    TransferAnswer *answer;
    struct curl_slist *fields;
    char *proxy; /* or NULL */
    Gate gate;
    gint64 end;  /* monotonic, in microseconds */
    gsize taken; /* octets of the body as they came */
    Unpacking *unpacking;
    Refusal refusal;
    char detail[CURL_ERROR_SIZE];
} Transfer;

static void transfer_clear(Transfer *transfer)
{
    transfer->curl->easy_cleanup(transfer->handle);
    transfer->curl->slist_free_all(transfer->fields);
    unpacking_free(transfer->unpacking);
    g_free(transfer->proxy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Transfer, transfer_clear)

void transfer_answer_clear(TransferAnswer *answer)
{
    g_clear_pointer(&answer->etag, g_free);
    g_clear_pointer(&answer->last_modified, g_free);
    g_clear_pointer(&answer->location, g_free);
}

Transferrer *transferrer_new(GError **error)
{
    g_autoptr(Transferrer) transferrer = g_new0(Transferrer, 1);

    return curl_library_load(&transferrer->curl, error) ? g_steal_pointer(&transferrer) : NULL;
}

void transferrer_free(Transferrer *transferrer)
{
    g_free(transferrer);
}

/* --- what comes -------------------------------------------------------------------------- */

static long info_of(const Transfer *transfer, CURLINFO info)
{
    long value = 0;

    transfer->curl->easy_getinfo(transfer->handle, info, &value);
    return value;
}

/* In microseconds; 0 for what did not come to its end. */
static curl_off_t duration_of(const Transfer *transfer, CURLINFO info)
{
    curl_off_t value = 0;

    transfer->curl->easy_getinfo(transfer->handle, info, &value);
    return value;
}

/* A field of the head; NULL if it is not there. */
static const char *field_of(const Transfer *transfer, const char *name)
{
    struct curl_header *field = NULL;
    CURLHcode fault =
        transfer->curl->easy_header(transfer->handle, name, 0, CURLH_HEADER, -1, &field);

    return fault == CURLHE_OK ? field->value : NULL;
}

static bool refuse(Transfer *transfer, Refusal why)
{
    transfer->refusal = why;
    return false;
}

static bool append(gconstpointer octets, gsize size, gpointer data)
{
    Transfer *transfer = data;

    if (size > transfer->request->most - transfer->answer->size) {
        return refuse(transfer, REFUSAL_SIZE);
    }
    for (gsize at = 0; at < size;) {
        ssize_t n = write(transfer->request->body, (const char *)octets + at, size - at);
        if (n < 0 && errno != EINTR) {
            return refuse(transfer, REFUSAL_DISK);
        }
        at += n > 0 ? (gsize)n : 0;
    }
    transfer->answer->size += size;
    return true;
}

/* Whether what ends too soon will be seen to. libcurl takes a TLS connection that was cut for one
 * that was closed. */
static bool has_end(const Transfer *transfer)
{
    long version = info_of(transfer, CURLINFO_HTTP_VERSION);

    return (version != CURL_HTTP_VERSION_1_0 && version != CURL_HTTP_VERSION_1_1) ||
           field_of(transfer, "Content-Length") != NULL ||
           field_of(transfer, "Transfer-Encoding") != NULL;
}

/* Sees, when the body begins, how it is sent. */
static bool begin_body(Transfer *transfer)
{
    const char *coding = field_of(transfer, "Content-Encoding");

    if (coding == NULL || g_ascii_strcasecmp(coding, "identity") == 0) {
        return has_end(transfer) || refuse(transfer, REFUSAL_ENDLESS);
    }
    if (g_ascii_strcasecmp(coding, "gzip") != 0 && g_ascii_strcasecmp(coding, "x-gzip") != 0) {
        return refuse(transfer, REFUSAL_CODING);
    }
    transfer->unpacking = unpacking_new(append, transfer);
    return true;
}

static bool take(Transfer *transfer, gconstpointer octets, gsize size)
{
    bool is_body = info_of(transfer, CURLINFO_RESPONSE_CODE) == STATUS_OK;
    bool is_first = transfer->taken == 0;

    transfer->taken += size;
    if (transfer->taken > (is_body ? transfer->request->most : WORDS_MAX)) {
        return refuse(transfer, REFUSAL_SIZE);
    }
    if (!is_body) {
        return true;
    }
    if (is_first && !begin_body(transfer)) {
        return false;
    }
    if (transfer->unpacking == NULL) {
        return append(octets, size, transfer);
    }
    return unpacking_feed(transfer->unpacking, octets, size) ||
           (transfer->refusal == REFUSAL_NONE && refuse(transfer, REFUSAL_PACKING));
}

static size_t on_body(char *octets, size_t size, size_t count, void *data)
{
    return take(data, octets, size * count) ? size * count : 0;
}

static curl_socket_t on_socket(void *data, G_GNUC_UNUSED curlsocktype purpose,
                               struct curl_sockaddr *address)
{
    Transfer *transfer = data;

    if (!gate_lets(&transfer->gate, &address->addr)) {
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* --- what is asked ----------------------------------------------------------------------- */

static void add_field(Transfer *transfer, const char *name, const char *value)
{
    g_autofree char *field = value != NULL ? g_strdup_printf("%s: %s", name, value) : NULL;

    if (field != NULL) {
        transfer->fields = transfer->curl->slist_append(transfer->fields, field);
    }
}

static void set_request(Transfer *transfer)
{
    const TransferRequest *request = transfer->request;

    add_field(transfer, "Accept-Encoding", "gzip");
    add_field(transfer, "If-None-Match", request->etag);
    add_field(transfer, "If-Modified-Since", request->last_modified);
#define SET(option, value) transfer->curl->easy_setopt(transfer->handle, option, value)
    SET(CURLOPT_URL, request->address->url);
    SET(CURLOPT_HTTPHEADER, transfer->fields);
    SET(CURLOPT_USERAGENT, "confeed/" CONFEED_VERSION);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (surroundings_ca_file() != NULL) {
        SET(CURLOPT_CAINFO, surroundings_ca_file());
    }
    if (surroundings_ca_folder() != NULL) {
        SET(CURLOPT_CAPATH, surroundings_ca_folder());
    }
    /* The environment has been asked: libcurl need not. */
    SET(CURLOPT_PROXY, transfer->proxy != NULL ? transfer->proxy : "");
    SET(CURLOPT_NOPROXY, "");
}

static void set_limits(Transfer *transfer)
{
    gint64 now = g_get_monotonic_time();

    transfer->end =
        MIN(transfer->request->deadline, now + FETCH_WIRE_SECONDS * (gint64)G_USEC_PER_SEC);
    SET(CURLOPT_NOSIGNAL, 1L);
    /* A thread that waits for a name server is not waited for. */
    SET(CURLOPT_QUICK_EXIT, 1L);
    SET(CURLOPT_TIMEOUT_MS, (long)MAX(1, (transfer->end - now) / 1000));
    SET(CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
    SET(CURLOPT_LOW_SPEED_LIMIT, SLOW_OCTETS);
    SET(CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
    SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)transfer->request->most);
    SET(CURLOPT_ERRORBUFFER, transfer->detail);
    SET(CURLOPT_WRITEFUNCTION, on_body);
    SET(CURLOPT_WRITEDATA, transfer);
    SET(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    SET(CURLOPT_OPENSOCKETDATA, transfer);
#undef SET
}

/* --- what came --------------------------------------------------------------------------- */

/* A validator that can be sent back; NULL for what cannot. The caller owns it. */
static char *dup_validator(const Transfer *transfer, const char *name)
{
    const char *value = field_of(transfer, name);
    gsize length = value != NULL ? strlen(value) : 0;

    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isprint(value[i])) {
            return NULL;
        }
    }
    return length > 0 && length <= FETCH_WIRE_VALIDATOR_MAX ? g_strdup(value) : NULL;
}

static void take_head(Transfer *transfer)
{
    TransferAnswer *answer = transfer->answer;
    const char *location = NULL;
    curl_off_t retry_after = 0;

    answer->status = (guint)info_of(transfer, CURLINFO_RESPONSE_CODE);
    answer->reach = transfer->gate.is_open       ? TRANSFER_REACH_UNKNOWN
                    : transfer->gate.met_outside ? TRANSFER_REACH_OUTSIDE
                                                 : TRANSFER_REACH_INSIDE;
    answer->etag = dup_validator(transfer, "ETag");
    answer->last_modified = dup_validator(transfer, "Last-Modified");
    transfer->curl->easy_getinfo(transfer->handle, CURLINFO_REDIRECT_URL, &location);
    answer->location = g_strdup(location);
    transfer->curl->easy_getinfo(transfer->handle, CURLINFO_RETRY_AFTER, &retry_after);
    answer->retry_after = (guint)CLAMP(retry_after, 0, RETRY_AFTER_MAX);
}

static void tell_fault(const Transfer *transfer, CURLcode code, GError **error)
{
    const TransferFault fault = {
        .code = code,
        .address = transfer->request->address,
        .is_found = duration_of(transfer, CURLINFO_NAMELOOKUP_TIME_T) > 0,
        .is_connected = info_of(transfer, CURLINFO_PRIMARY_PORT) != 0 &&
                        info_of(transfer, CURLINFO_REQUEST_SIZE) != 0,
        /* libcurl looks at its clock now and then. */
        .is_late = g_get_monotonic_time() > transfer->end - G_USEC_PER_SEC,
        .system = info_of(transfer, CURLINFO_OS_ERRNO),
        .verification = info_of(transfer, CURLINFO_SSL_VERIFYRESULT),
        .proxy = info_of(transfer, CURLINFO_HTTP_CONNECTCODE),
        .detail =
            transfer->detail[0] != '\0' ? transfer->detail : transfer->curl->easy_strerror(code),
    };

    transfer_fault_tell(&fault, error);
}

/* Whether the answer is whole. */
static bool judge(Transfer *transfer, CURLcode code, GError **error)
{
    if (code == CURLE_OK && transfer->unpacking != NULL &&
        !unpacking_is_whole(transfer->unpacking)) {
        code = CURLE_PARTIAL_FILE;
    }
    if (code == CURLE_FILESIZE_EXCEEDED) {
        transfer->refusal = REFUSAL_SIZE;
    }
    if (code == CURLE_OK) {
        return true;
    }
    if (transfer->refusal != REFUSAL_NONE) {
        g_set_error_literal(error, FETCH_ERROR, REFUSALS[transfer->refusal].error,
                            REFUSALS[transfer->refusal].text);
    } else if (transfer->gate.refused[0] != '\0' && info_of(transfer, CURLINFO_REQUEST_SIZE) == 0) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "%s is at %s, which is inside the network: only the host that the address "
                    "itself names may be there",
                    transfer->request->address->host, transfer->gate.refused);
    } else {
        tell_fault(transfer, code, error);
    }
    return false;
}

bool transfer_run(const Transferrer *transferrer, const TransferRequest *request,
                  TransferAnswer *out, GError **error)
{
    g_auto(TransferAnswer) answer = { 0 };
    g_auto(Transfer) transfer = {
        .curl = &transferrer->curl,
        .handle = transferrer->curl.easy_init(),
        .request = request,
        .answer = &answer,
        .proxy = surroundings_dup_proxy(request->address),
    };

    g_assert(transfer.handle != NULL);
    transfer.gate.is_open = transfer.proxy != NULL;
    transfer.gate.may_be_inside = request->may_be_inside;
    set_request(&transfer);
    set_limits(&transfer);
    if (!judge(&transfer, transferrer->curl.easy_perform(transfer.handle), error)) {
        return false;
    }
    take_head(&transfer);
    *out = answer;
    answer = (TransferAnswer){ 0 };
    return true;
}
