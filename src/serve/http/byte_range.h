#pragma once

#include <glib.h>

/* What of a body is sent. */
typedef enum ByteRangeKind {
    BYTE_RANGE_WHOLE,
    BYTE_RANGE_PART,   /* 206 */
    BYTE_RANGE_BEYOND, /* 416: there is nothing where it begins */
} ByteRangeKind;

typedef struct ByteRange {
    ByteRangeKind kind;
    gsize first; /* for BYTE_RANGE_PART: where it begins, and its octets, at least one */
    gsize length;
} ByteRange;

/* What the field Range asks for of a body of so many octets (RFC 9110 §14.2): "bytes=0-499",
 * "bytes=500-" or "bytes=-500". Several ranges, other units and malformed ones get the whole, as if
 * they were not there, and so does what asks for any of an empty body. */
ByteRange byte_range_parse(const char *text, gsize size);
