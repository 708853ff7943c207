#pragma once

#include "file/reader.h"

/*
 * Records of the agenda file, read by their schema: each value into the member of its row.
 */

/* Where the values of a record stand. */
typedef struct Fields {
    const SchemaRecord *schema;
    /* By row; NULL where there is no value, or null. */
    const Node *nodes[SCHEMA_FIELDS_MAX];
    bool is_good[SCHEMA_FIELDS_MAX];
} Fields;

/* Reads a mapping into a record, whose values stay as they were where the file has none, or a wrong
 * one. What holds records is left to the caller, and so is what a clock shows that day: it is read
 * as on day 0. Unknown, repeated and missing keys are errors. Returns false, with all nodes NULL,
 * if the node is no mapping. */
bool fields_read(Reader *reader, const Node *node, const SchemaRecord *schema, gpointer record,
                 Fields *out_fields);

/* Where a value stands, NULL if there is none; and the same of values that were read. */
const Node *fields_node(const Fields *fields, const char *key);
const Node *fields_good_node(const Fields *fields, const char *key);

typedef void ItemRead(Reader *reader, const Node *item, gpointer user);

/* Reads the items of the list under a key, each with `read`; none if the key is not given. Nothing
 * but an error comes of what is no list. */
void fields_read_list(Reader *reader, const Fields *fields, const char *key, ItemRead *read,
                      gpointer user);
