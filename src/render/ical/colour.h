#pragma once

/* A colour by its CSS name (RFC 7986 §5.9) and as "#rrggbb". */
typedef struct Colour {
    const char *name;
    const char *hex;
} Colour;

/* The colour of something with this UID (uid.h): always the same one. */
const Colour *colour_of(const char *uid);
