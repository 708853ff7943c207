#pragma once

#include "file/import/foreign.h"

/* What a column of a sheet holds. */
typedef enum ColumnType {
    COLUMN_LINE, /* a text for the member of an event, likewise the next three */
    COLUMN_TERM,
    COLUMN_PROSE,
    COLUMN_URL,
    COLUMN_TERMS, /* a list for the member, likewise the next */
    COLUMN_LANGUAGES,
    COLUMN_LINKS,
    COLUMN_STATUS,
    COLUMN_KIND,
    COLUMN_DATE,
    COLUMN_START,
    COLUMN_END,
    COLUMN_DURATION,
    COLUMN_ZONE,
    COLUMN_AGENCIES, /* who contributes in a role */
    COLUMN_PEOPLE,
    COLUMN_IGNORED, /* because a hint says so */
    COLUMN_UNKNOWN,
} ColumnType;

typedef struct Column {
    ColumnType type;
    gsize place;      /* offset of the member of ForeignEvent */
    const char *role; /* of those who contribute */
    const char *name; /* as the sheet has it, for remarks */
} Column;

/* Finds what a column holds by its name. Of an unknown name the type says so. */
Column column_of_name(ForeignSchedule *schedule, const char *name);

/* Finds what a column holds by a key, as hints have it: "title", "agency:chair", "-" for nothing.
 * False if there is no such key. */
bool column_of_key(ForeignSchedule *schedule, const char *key, Column *out);

/* All keys, with commas between, for messages. The caller owns it. */
char *column_dup_keys(void);
