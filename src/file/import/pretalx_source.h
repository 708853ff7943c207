#pragma once

#include "file/import/json_source.h"

/*
 * What a source of pretalx has, sorted by kind and found by id.
 */
typedef enum PretalxKind {
    PRETALX_SUBMISSION,
    PRETALX_SPEAKER,
    PRETALX_ROOM,
    PRETALX_TRACK,
    PRETALX_TYPE,
    PRETALX_TAG,
    PRETALX_QUESTION,
    PRETALX_N_KINDS,
} PretalxKind;

/* Records of a kind. Of those with the same code or id it is the fullest. */
typedef struct PretalxTable {
    GPtrArray *records; /* const json_t * */
    GHashTable *places; /* code or id → place in `records`, plus 1 */
} PretalxTable;

/* When a submission is, or something that is none: a break. */
typedef struct PretalxSlot {
    const json_t *slot;
    char *code; /* of the submission; or NULL */
} PretalxSlot;

/* Borrows the schedule and the documents. */
typedef struct PretalxSource {
    ForeignSchedule *schedule;
    PretalxTable tables[PRETALX_N_KINDS];
    GArray *slots;       /* PretalxSlot, in the order of the source */
    const json_t *event; /* or NULL */
    char *timezone;      /* of a widget's schedule; or NULL */
    char *locale;        /* in which the agenda is written */
    char *base;          /* "https://pretalx.com/demo/", the page of the event; or NULL */
} PretalxSource;

void pretalx_source_init(PretalxSource *source, ForeignSchedule *schedule, const json_t *documents);
void pretalx_source_clear(PretalxSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PretalxSource, pretalx_source_clear)

/* The record of a code or an id, which may be NULL; NULL if the source does not have it. */
const json_t *pretalx_source_find(const PretalxSource *source, PretalxKind kind, const char *id);

/* A text in the language of the agenda, where there are several; NULL for what is no text. The
 * caller owns it. */
char *pretalx_source_dup_text(const PretalxSource *source, const json_t *value);

/* Such a text in a member, as a line. */
const char *pretalx_source_line(const PretalxSource *source, const json_t *object,
                                const char *name);

/* The same of what may be a text itself, or a record of a kind or its id, and then is the name of
 * the record. Remarks on a number of which the source does not have the record. */
const char *pretalx_source_name(const PretalxSource *source, PretalxKind kind, const json_t *value);
