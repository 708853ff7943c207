#pragma once

#include <curl/curl.h>
#include <glib.h>

#include "service/fetch/fetch_address.h"

/* What libcurl says of a request that came to nothing. */
typedef struct TransferFault {
    CURLcode code;
    const FetchAddress *address;
    bool is_found;      /* it failed after the address of the host was found */
    bool is_connected;  /* it failed after that */
    bool is_late;       /* all its time was used up */
    long system;        /* the errno of connecting; or 0 */
    long verification;  /* why a certificate is not good, by OpenSSL (x509_vfy.h); or 0 */
    long proxy;         /* the status with which a proxy refused a connection; or 0 */
    const char *detail; /* its own words, for what we have none for */
} TransferFault;

/* Sets an error of FETCH_ERROR that says so in plain words. */
void transfer_fault_tell(const TransferFault *fault, GError **error);
