#pragma once

#include "model/agenda/schema.h"

/*
 * An agenda file made by the schema: a record of each kind, and a second one of what events name,
 * with what a record must have and what others need of it. One key can be set to a value of its
 * own, which is neither its default nor what it has else.
 */
typedef struct SchemaSample {
    SessionKind kind;         /* of its only session */
    const SchemaField *field; /* the key that is looked at; or NULL */
    bool is_set;              /* the key has the value of its own; else none, if it can */
} SchemaSample;

/* All of its texts are in "en" and "fr", that of the key also in this language. */
#define SCHEMA_SAMPLE_LANGUAGE "sw"

/* The text of the file; the caller's own. */
char *schema_sample_dup_file(const SchemaSample *sample);
