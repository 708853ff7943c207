#include "serve/http/request_head.h"

#include <string.h>

#include "serve/http/host.h"

void request_head_clear(RequestHead *head)
{
    g_clear_pointer(&head->if_match, g_free);
    g_clear_pointer(&head->if_none_match, g_free);
    g_clear_pointer(&head->accept_encoding, g_free);
    g_clear_pointer(&head->range, g_free);
    g_clear_pointer(&head->if_range, g_free);
    g_clear_pointer(&head->forwarded_for, g_free);
}

/* RFC 9110 §5.6.2. */
static bool is_token(const char *text)
{
    const char *at = text;

    while (g_ascii_isalnum(*at) || (*at != '\0' && strchr("!#$%&'*+-.^_`|~", *at) != NULL)) {
        at++;
    }
    return at != text && *at == '\0';
}

/* RFC 9110 §5.5: no control character but the tab. */
static bool is_field_value(const char *text)
{
    for (; *text != '\0'; text++) {
        if (g_ascii_iscntrl(*text) && *text != '\t') {
            return false;
        }
    }
    return true;
}

static bool is_name(const char *name, const char *wanted)
{
    return g_ascii_strcasecmp(name, wanted) == 0;
}

/* Notes whether a body is announced, in whatever way. */
static void add_framing(RequestHead *head, const char *name, const char *value)
{
    HeadFault fault = HEAD_FAULT_NONE;

    /* "0" is the one length that everybody reads in the same way, if it is given once. */
    if (is_name(name, "Content-Length")) {
        if (head->content_lengths++ > 0 || !g_str_equal(value, "0")) {
            fault = HEAD_FAULT_BODY;
        }
    } else if (is_name(name, "Transfer-Encoding") || is_name(name, "Expect")) {
        fault = HEAD_FAULT_BODY;
    }
    if (head->fault == HEAD_FAULT_NONE) {
        head->fault = fault;
    }
}

/* Several fields of one name are one list (RFC 9110 §5.3). */
static void join(char **list, const char *value)
{
    char *joined = *list == NULL ? g_strdup(value) : g_strconcat(*list, ", ", value, NULL);

    g_free(*list);
    *list = joined;
}

/* A date cannot be part of a list: two of them are no date, and count as a malformed one. */
static void note_date(const char **date, const char *value)
{
    *date = *date == NULL ? value : "";
}

/* Notes a condition on what the client has; false if this is no such field. */
static bool add_condition(RequestHead *head, const char *name, const char *value)
{
    if (is_name(name, "If-None-Match")) {
        join(&head->if_none_match, value);
    } else if (is_name(name, "If-Modified-Since")) {
        note_date(&head->if_modified_since, value);
    } else if (is_name(name, "If-Match")) {
        join(&head->if_match, value);
    } else if (is_name(name, "If-Unmodified-Since")) {
        note_date(&head->if_unmodified_since, value);
    } else if (is_name(name, "If-Range")) {
        join(&head->if_range, value);
    } else {
        return false;
    }
    return true;
}

static void add_other(RequestHead *head, const char *name, const char *value)
{
    if (is_name(name, "Accept-Encoding")) {
        join(&head->accept_encoding, value);
    } else if (is_name(name, "Range")) {
        join(&head->range, value);
    } else if (head->keeps_forwarded && is_name(name, "X-Forwarded-For")) {
        join(&head->forwarded_for, value);
    } else if (is_name(name, "User-Agent")) {
        head->user_agent = value;
    } else if (is_name(name, "Referer")) {
        head->referer = value;
    }
}

void request_head_add(RequestHead *head, const char *name, const char *value)
{
    /* The first fault counts. */
    if (head->fault == HEAD_FAULT_NONE && (!is_token(name) || !is_field_value(value))) {
        head->fault = HEAD_FAULT_FIELD;
    }
    head->fields++;
    add_framing(head, name, value);
    if (is_name(name, "Host")) {
        /* Counted, since a proxy may go by the other one of two. */
        head->hosts++;
        head->host = value;
    } else if (!add_condition(head, name, value)) {
        add_other(head, name, value);
    }
}

static bool has_good_host(const RequestHead *head, const char *version)
{
    if (head->hosts == 0) {
        /* Only HTTP/1.0 does without Host. */
        return g_str_equal(version, "HTTP/1.0");
    }
    return head->hosts == 1 && host_is_wellformed(head->host);
}

HeadFault request_head_fault(const RequestHead *head, const char *version)
{
    if (head->octets > head->max_octets ||
        head->fields > head->max_octets / REQUEST_HEAD_OCTETS_OF_FIELD) {
        return HEAD_FAULT_SIZE;
    }
    if (head->fault != HEAD_FAULT_NONE) {
        return head->fault;
    }
    return has_good_host(head, version) ? HEAD_FAULT_NONE : HEAD_FAULT_HOST;
}
