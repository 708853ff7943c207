#pragma once

#include "base/arena.h"
#include "file/yaml/node.h"

/*
 * Joins what a source changed and what people changed here, since both said the same. What only one
 * side changed is taken from it. Mappings are joined key by key, lists item by item
 * (file/edit/record_identity.h). What both changed, and not alike, is a conflict.
 */

/* A value on three sides; NULL where a side does not have it. */
typedef struct MergeSides {
    const Node *base;   /* what the source said before */
    const Node *source; /* what it says now */
    const Node *here;
} MergeSides;

/* Something that both sides changed. */
typedef struct MergeConflict {
    const char *kind; /* of the record: "session", "agency" …; static (agenda_records.h) */
    char *id;
    char *text; /* what it is and what becomes of it */
} MergeConflict;

typedef struct ValueMerge {
    Arena *arena;         /* for nodes that are made */
    bool prefers_source;  /* whose word counts in a conflict */
    GPtrArray *conflicts; /* MergeConflict *, each freed by merge_conflict_free */
    const char *kind;     /* of the record that is being joined … */
    const char *id;       /* … and its id */
} ValueMerge;

/* Takes a MergeConflict, for arrays of them. */
void merge_conflict_free(gpointer data);

/* Adds a conflict of the record that is being joined. Takes the text. */
void value_merge_tell(ValueMerge *merge, char *text);

/* The joined value; NULL if it is not there. `path` names it in conflicts: "title". The nodes are
 * of the three sides, or in the arena. Recursion: no tree is deeper than AGENDA_FILE_MAX_DEPTH. */
const Node *value_merge_join(ValueMerge *merge, const char *path, MergeSides sides);
