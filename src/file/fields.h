#pragma once

#include "file/reader.h"

/*
 * The keys of a record of the agenda file, as a table: how each is called, whether it must be
 * there, who reads its value, and where in the caller's draft of the record the value goes.
 */
typedef struct Field Field;

/* Reads a value, which is there and not null, into `out`; leaves `out` alone, and adds an error,
 * if the value is wrong. */
typedef void FieldRead(Reader *reader, const Field *field, const Node *value, gpointer out);

struct Field {
    const char *key;
    FieldRead *read;
    gsize offset; /* of `out` in the draft, octets */
    bool required;
};

/* More keys than any record has. */
#define FIELDS_MAX 16

/* What a record is called in messages ("a session"), and its keys in the order in which they are
 * to be read, which need not be that of the file. */
typedef struct Record {
    const char *name;
    const Field *fields;
    gsize n_fields;
} Record;

/* Reads a mapping into a draft, whose values stay as they were where the file has none. Unknown,
 * repeated and missing keys are errors. Returns false if the node is no mapping. */
bool fields_read(Reader *reader, const Node *node, const Record *record, gpointer draft);

typedef void ItemRead(Reader *reader, const Node *item, gpointer user);

/* Reads the items of the list under a key, each with `read`. Nothing but an error comes of what is
 * no list. */
void fields_read_list(Reader *reader, const char *key, const Node *list, ItemRead *read,
                      gpointer user);

/* Keeps the node itself (const Node *), for what is read later. */
FieldRead fields_keep;
