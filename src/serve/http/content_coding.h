#pragma once

/* In which coding a body is sent (RFC 9110 §8.4.1). */
typedef enum ContentCoding {
    CONTENT_CODING_IDENTITY,
    CONTENT_CODING_GZIP,
    N_CONTENT_CODINGS,
} ContentCoding;

/* The coding that a request prefers, of those that we have, by its Accept-Encoding (RFC 9110
 * §12.5.3); NULL if it has none. gzip is only for clients that ask for it, by name or as "*", and
 * like it at least as much as identity. Clients that refuse both get identity: a feed is never
 * answered 406. A malformed list, or one of more than CONTENT_CODING_MAX_PARTS parts, is as if it
 * were not there. */
ContentCoding content_coding_choose(const char *accept_encoding);

#define CONTENT_CODING_MAX_PARTS 32
