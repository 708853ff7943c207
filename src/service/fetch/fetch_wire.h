#pragma once

/* What a fetch and its helper tell each other: files of keys (GKeyFile) of one group. */

#define FETCH_WIRE_GROUP "fetch"

/* In both. */
#define FETCH_WIRE_URL "url"
#define FETCH_WIRE_ETAG "etag"
#define FETCH_WIRE_LAST_MODIFIED "last-modified"
#define FETCH_WIRE_OUTSIDE "outside"

/* In the request. */
#define FETCH_WIRE_PAGES "pages"
#define FETCH_WIRE_MOST "most"

/* In the answer. */
#define FETCH_WIRE_OUTCOME "outcome"
#define FETCH_WIRE_STATUS "status"
#define FETCH_WIRE_RETRY_AFTER "retry-after"
#define FETCH_WIRE_ERROR "error"
#define FETCH_WIRE_MESSAGE "message"

/* The greatest length of a validator that is kept, in octets. */
#define FETCH_WIRE_VALIDATOR_MAX 1000

/* So many seconds one answer, or all pages, may take. */
#define FETCH_WIRE_SECONDS 60
#define FETCH_WIRE_PAGES_SECONDS 300
