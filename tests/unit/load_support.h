#pragma once

#include "file/fields.h"
#include "file/values.h"
#include "support.h"

/* A reader with what it reads from, for tests of the readers of parts of an agenda file. */
typedef struct LoadSupport {
    Findings *findings;
    Reader reader; /* its agenda is empty and has no time zone */
    GPtrArray *trees;
} LoadSupport;

void load_support_init(LoadSupport *support);
void load_support_clear(LoadSupport *support);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LoadSupport, load_support_clear)

/* The root of a YAML text that is well-formed; lives as long as the support. */
const Node *load_support_parse(LoadSupport *support, const char *yaml);

/* Reads a YAML text as a value of a row of the schema; or, without one, of a key "key". */
void load_support_read_row(LoadSupport *support, ValueRead *read, const SchemaField *row,
                           const char *yaml, gpointer out);
void load_support_read(LoadSupport *support, ValueRead *read, const char *yaml, gpointer out);

/* The fields of a record that has nothing but this, under one of its keys. */
Fields load_support_fields(LoadSupport *support, const SchemaRecord *schema, const char *key,
                           const char *yaml);

/* The agenda has an agency "ilo", a room "gold" and a round table "1". */
void load_support_add_records(LoadSupport *support);

/* These, and no others, are the findings: "LINE:COLUMN RULE: TEXT", where there is a hint
 * " (HINT)", each followed by a line feed, in the order in which they were told. */
void load_support_assert_findings(const LoadSupport *support, const char *expected);

/* The reader tells this of the YAML text, and leaves alone what it would have set. */
void load_support_assert_row_refused(ValueRead *read, const SchemaField *row, const char *yaml,
                                     const char *expected);
void load_support_assert_refused(ValueRead *read, const char *yaml, const char *expected);
