#pragma once

#include "file/reader.h"

/*
 * Reads records of an agenda file by their schema: each value into the member that its row names.
 */

/* Where the values of a record are in the file. */
typedef struct Fields {
    const SchemaRecord *schema;
    /* By row; NULL if the value is missing or null. */
    const Node *nodes[SCHEMA_FIELDS_MAX];
    bool is_good[SCHEMA_FIELDS_MAX];
} Fields;

/* Reads a mapping into a record. Where a value is missing or wrong, the member keeps its value.
 * Values that are records are left to the caller. Clocks are read as times on day 0; the caller
 * adds the day. Unknown, repeated and missing keys are errors. Returns false, with all nodes NULL,
 * if the node is not a mapping. */
bool fields_read(Reader *reader, const Node *node, const SchemaRecord *schema, gpointer record,
                 Fields *out_fields);

/* The node of a value; NULL if there is none or, for the second, if it is wrong. */
const Node *fields_node(const Fields *fields, const char *key);
const Node *fields_good_node(const Fields *fields, const char *key);

typedef void ItemRead(Reader *reader, const Node *item, gpointer user);

/* Reads each item of the list under a key with `read`. Does nothing if the key is missing; adds an
 * error if its value is not a list. */
void fields_read_list(Reader *reader, const Fields *fields, const char *key, ItemRead *read,
                      gpointer user);
