#pragma once

#include "serve/http/query.h"

/* A parameter that can stand beside those of a selection, or in an address that is none. */
typedef struct ParameterRow {
    const char *name;   /* NULL behind the last row */
    const char *values; /* in words */
    const char *effect; /* what they do */
    /* Reads a value, as it stands in the address, into the query; false if it is none of these. */
    bool (*read)(const char *value, Query *query);
    Parameter parameter;
    bool is_list; /* it may be repeated */
} ParameterRow;

/* All of them, in the order in which they are described. */
extern const ParameterRow PARAMETER_ROWS[];
