#pragma once

#include "file/yaml/node.h"

/* What tells an item of a list from the others. */
typedef struct RecordIdentity {
    char *text;   /* the caller's own */
    bool is_firm; /* whether an item of another text is surely another one, and not the same changed
                   */
    bool is_loose; /* whether it may stand anywhere in its list */
} RecordIdentity;

/* The identity of an item of an agenda file: of a text the text; of a record its id or else its
 * date, which are firm; else its times and whether it holds a plenary or sessions, or who does
 * what; else all of it. */
RecordIdentity record_identity_of(const Node *item);

/* The same, but records and texts are loose, as the order of an agenda file says nothing; links are
 * not. */
RecordIdentity record_identity_in_agenda(const Node *item);
