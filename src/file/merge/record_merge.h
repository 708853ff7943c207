#pragma once

#include "file/agenda_records.h"
#include "file/merge/value_merge.h"

/* The records of an agenda on three sides: arrays of AgendaRecord, in their order. */
typedef struct RecordSides {
    const GArray *base; /* what the source said before; NULL if nothing is known of it */
    const GArray *source;
    const GArray *here;
} RecordSides;

typedef struct RecordMerge {
    ValueMerge values;
    GStringChunk *strings; /* for the strings of new records */
    GArray *joined;        /* AgendaRecord */
    GArray *next_base;     /* AgendaRecord: what to take for the base the next time */
} RecordMerge;

/* Joins what the source changed and what was changed here (value_merge.h), record by record. What
 * the source no longer has goes, unless anything refers to it or, in a conflict, it was changed
 * here: then a session is cancelled, and anything else stays. What was removed here stays away,
 * unless anything refers to it. The strings of records are of the sides or in `strings`. */
void record_merge(RecordMerge *merge, const RecordSides *sides);
