#pragma once

#include <glib.h>
#include <stdbool.h>

/* What is wrong with the head of a request, so that it is refused before any of its body is read
 * (RFC 9112). A proxy that reads such a head in another way than we do could be made to take the
 * rest of one person's request for another's. */
typedef enum HeadFault {
    HEAD_FAULT_NONE,
    HEAD_FAULT_SIZE,  /* more fields, or longer ones, than it may have */
    HEAD_FAULT_FIELD, /* a name that is no token, or a value with control characters */
    HEAD_FAULT_HOST,  /* not exactly one well-formed Host (RFC 9112 §3.2) */
    HEAD_FAULT_BODY,  /* a body is announced, or may be */
} HeadFault;

/* Octets that a head may have, request line included: by default far more than clients send. */
#define REQUEST_HEAD_OCTETS_DEFAULT 8192
#define REQUEST_HEAD_OCTETS_MIN 3584
#define REQUEST_HEAD_OCTETS_MAX 65024

/* One field is allowed for each so many octets of that limit. */
#define REQUEST_HEAD_OCTETS_OF_FIELD 112

/* What the service needs to know of a request's header fields. */
typedef struct RequestHead {
    HeadFault fault;  /* the first that was found */
    gsize max_octets; /* set by the caller before any field is added */
    gsize octets;     /* of the whole head, as received; set by the caller */
    guint fields;
    guint hosts;
    const char *host; /* borrowed from the last field of the name; or NULL */
    guint content_lengths;
    char *if_match;                /* several fields of the name are joined to one list; or NULL */
    char *if_none_match;           /* joined; or NULL */
    char *accept_encoding;         /* joined; or NULL */
    const char *if_modified_since; /* borrowed, or "" if there are several; or NULL */
    const char *if_unmodified_since; /* borrowed, or "" if there are several; or NULL */
    const char *user_agent;          /* borrowed from the last field of the name; or NULL */
    const char *referer;             /* borrowed from the last field of the name; or NULL */
    char *range;                     /* several are joined, which is no range; or NULL */
    char *if_range;                  /* several are joined, which is no tag or date; or NULL */
    bool keeps_forwarded;            /* whether to keep the next: set before any field is added */
    char *forwarded_for;             /* X-Forwarded-For, joined to one list; or NULL */
} RequestHead;

void request_head_clear(RequestHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RequestHead, request_head_clear)

/* Notes one field. `value` must outlive the head. */
void request_head_add(RequestHead *head, const char *name, const char *value);

/* To be asked once all fields have been added. `version` is as in the request line: "HTTP/1.1". */
HeadFault request_head_fault(const RequestHead *head, const char *version);
