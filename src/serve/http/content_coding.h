#pragma once

/* In which coding a body is sent (RFC 9110 §8.4.1). */
typedef enum ContentCoding {
    CONTENT_CODING_IDENTITY,
    CONTENT_CODING_GZIP,
    N_CONTENT_CODINGS,
} ContentCoding;

/* The coding that a request prefers, of those that we have, by its Accept-Encoding (RFC 9110
 * §12.5.3); NULL if it has none. gzip only for who asks for it, by its name or as "*", and prefers
 * it to identity, or as much. Who refuses both gets identity: a feed is never answered 406. A
 * malformed list, or one that is longer than CONTENT_CODING_MAX_PARTS, is as if it were not there.
 */
ContentCoding content_coding_choose(const char *accept_encoding);

#define CONTENT_CODING_MAX_PARTS 32
