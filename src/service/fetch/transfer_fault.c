#include "service/fetch/transfer_fault.h"

#include "service/fetch/fetch.h"

/* Why a certificate is not good; of OpenSSL, which libcurl does not ask of names, or not always. */
enum { GOOD = 0, UNSPECIFIED = 1, NOT_YET_VALID = 9, EXPIRED = 10, HOSTNAME_MISMATCH = 62 };

/* The first status with which a proxy does not let anybody through. */
#define PROXY_REFUSES 300

/* What needs no more than its name. */
static const struct {
    CURLcode code;
    FetchError error;
    const char *text;
} FAULTS[] = {
    { CURLE_PARTIAL_FILE, FETCH_ERROR_PASSING, "the answer breaks off before its end" },
    { CURLE_RECV_ERROR, FETCH_ERROR_PASSING, "the answer breaks off before its end" },
    { CURLE_HTTP2, FETCH_ERROR_PASSING, "the answer breaks off before its end" },
    { CURLE_HTTP2_STREAM, FETCH_ERROR_PASSING, "the answer breaks off before its end" },
    { CURLE_SEND_ERROR, FETCH_ERROR_PASSING, "the connection broke before there was an answer" },
    { CURLE_GOT_NOTHING, FETCH_ERROR_PASSING, "the connection was closed without an answer" },
    { CURLE_WEIRD_SERVER_REPLY, FETCH_ERROR_LASTING, "what answers there does not speak HTTP" },
    { CURLE_UNSUPPORTED_PROTOCOL, FETCH_ERROR_LASTING, "what answers there does not speak HTTP" },
    { CURLE_COULDNT_RESOLVE_PROXY, FETCH_ERROR_PASSING,
      "no address is known of the proxy that the environment names: see http_proxy, https_proxy and "
      "all_proxy" },
    { CURLE_SSL_CACERT_BADFILE, FETCH_ERROR_ENVIRONMENT,
      "the certificates of those who are trusted cannot be read: install ca-certificates, or see "
      "CURL_CA_BUNDLE and SSL_CERT_FILE" },
    { CURLE_OUT_OF_MEMORY, FETCH_ERROR_PASSING, "it takes more memory than a fetch may have" },
};

static void tell(GError **error, FetchError code, const char *text)
{
    g_set_error_literal(error, FETCH_ERROR, code, text);
}

static void tell_unreached(const TransferFault *fault, GError **error)
{
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING, "%s, port %u, cannot be reached%s%s",
                fault->address->host, fault->address->port, fault->system != 0 ? ": " : "",
                fault->system != 0 ? g_strerror((int)fault->system) : "");
}

static void tell_slowness(const TransferFault *fault, GError **error)
{
    if (!fault->is_found) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING,
                    "no name server says within ten seconds where %s is: see whether this machine "
                    "reaches one",
                    fault->address->host);
    } else if (!fault->is_connected) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING,
                    "%s, port %u, does not answer within ten seconds", fault->address->host,
                    fault->address->port);
    } else if (fault->is_late) {
        tell(error, FETCH_ERROR_PASSING,
             "it is too slow: an answer has to come within a minute, and all pages within five");
    } else {
        tell(error, FETCH_ERROR_PASSING,
             "it is too slow: for twenty seconds less than 100 octets a second have come");
    }
}

static void tell_certificate(const TransferFault *fault, GError **error)
{
    switch (fault->verification) {
    case GOOD:
    case UNSPECIFIED:
    case HOSTNAME_MISMATCH:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "its TLS certificate is for another name than %s: use the name that it is for, "
                    "or tell whoever runs it",
                    fault->address->host);
        return;
    case EXPIRED:
        tell(error, FETCH_ERROR_LASTING,
             "its TLS certificate has expired: tell whoever runs it, or set the clock of this "
             "machine if it is wrong");
        return;
    case NOT_YET_VALID:
        tell(error, FETCH_ERROR_LASTING,
             "its TLS certificate is not valid yet: set the clock of this machine if it is wrong, "
             "or tell whoever runs it");
        return;
    default:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "its TLS certificate is not trusted here: install the certificate of the "
                    "authority that signed it (update-ca-certificates), or name its file in "
                    "SSL_CERT_FILE (%s)",
                    fault->detail);
    }
}

static void tell_another(const TransferFault *fault, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(FAULTS); i++) {
        if (FAULTS[i].code == fault->code) {
            tell(error, FAULTS[i].error, FAULTS[i].text);
            return;
        }
    }
    g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING, "it cannot be fetched: %s", fault->detail);
}

void transfer_fault_tell(const TransferFault *fault, GError **error)
{
    if (fault->proxy >= PROXY_REFUSES) {
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "the proxy that the environment names lets nobody through to %s, port %u "
                    "(status %ld): see https_proxy and no_proxy",
                    fault->address->host, fault->address->port, fault->proxy);
        return;
    }
    switch (fault->code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_PASSING,
                    "no address is known of %s: see whether the name is spelt so, and whether this "
                    "machine reaches a name server",
                    fault->address->host);
        return;
    case CURLE_COULDNT_CONNECT:
        tell_unreached(fault, error);
        return;
    case CURLE_OPERATION_TIMEDOUT:
        tell_slowness(fault, error);
        return;
    case CURLE_PEER_FAILED_VERIFICATION:
        tell_certificate(fault, error);
        return;
    case CURLE_SSL_CONNECT_ERROR:
        g_set_error(error, FETCH_ERROR, FETCH_ERROR_LASTING,
                    "no TLS connection comes about: see whether it is http rather than https (%s)",
                    fault->detail);
        return;
    default:
        tell_another(fault, error);
    }
}
