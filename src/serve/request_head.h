#pragma once

#include <glib.h>
#include <stdbool.h>

/* What is wrong with the head of a request, so that it is refused before any of its body is read
 * (RFC 9112). A proxy that reads such a head in another way than we do could be made to take the
 * rest of one person's request for another's. */
typedef enum HeadFault {
    HEAD_FAULT_NONE,
    HEAD_FAULT_SIZE,  /* more fields, or longer ones, than REQUEST_HEAD_… */
    HEAD_FAULT_FIELD, /* a name that is no token, or a value with control characters */
    HEAD_FAULT_HOST,  /* not exactly one Host (RFC 9112 §3.2) */
    HEAD_FAULT_BODY,  /* a body is announced, or may be */
} HeadFault;

/* What a head may have: far more than any client sends, and so much less than a connection holds
 * that there is room for the answer. */
#define REQUEST_HEAD_FIELDS_MAX 100
#define REQUEST_HEAD_OCTETS_MAX 16384

/* What the service wants to know of a request's header fields. */
typedef struct RequestHead {
    HeadFault fault; /* the first that was seen */
    guint fields;
    gsize octets; /* of all of them, as they were received: for the caller to set */
    guint hosts;
    guint content_lengths;
    char *if_none_match;           /* several fields of the name are joined to one list; or NULL */
    char *accept_encoding;         /* likewise */
    const char *if_modified_since; /* borrowed from the field; NULL */
    char *range;                   /* several are joined to what is no range any more; or NULL */
    char *if_range;                /* likewise */
    bool keeps_forwarded;          /* the next is wanted: set before any field is added */
    char *forwarded_for;           /* X-Forwarded-For, joined to one list; or NULL */
} RequestHead;

void request_head_clear(RequestHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RequestHead, request_head_clear)

/* Takes note of one field. `value` must outlive the head. */
void request_head_add(RequestHead *head, const char *name, const char *value);

/* To be asked once all fields are in. `version` is as in the request line: "HTTP/1.1". */
HeadFault request_head_fault(const RequestHead *head, const char *version);
