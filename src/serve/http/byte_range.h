#pragma once

#include <glib.h>

/* How much of a body is sent. */
typedef enum ByteRangeKind {
    BYTE_RANGE_WHOLE,
    BYTE_RANGE_PART, /* 206 */
} ByteRangeKind;

typedef struct ByteRange {
    ByteRangeKind kind;
    gsize first;  /* for BYTE_RANGE_PART: where it begins, in octets */
    gsize length; /* at least one octet */
} ByteRange;

/* What the field Range asks for of a body of `size` octets (RFC 9110 §14.2): "bytes=0-499",
 * "bytes=500-" or "bytes=-500". Several ranges, other units, malformed ranges and those that begin
 * beyond the end get the whole body, as if the field were not there: 416 would make some calendar
 * programs switch a calendar off. */
ByteRange byte_range_parse(const char *text, gsize size);
