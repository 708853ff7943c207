#pragma once

#include "file/yaml/node.h"
#include "model/agenda/schema.h"

/* What was published once is read without the strictness due to new files: its times may be skipped
 * or repeated by now, and its zone may be gone. */
typedef struct KeptZone {
    Tz *tz; /* the zone that was kept with it; NULL, or of another name: there is none */
} KeptZone;

/* What all parts of the reader of an agenda share. */
typedef struct Reader {
    Findings *findings;
    Agenda *agenda;
    GHashTable *session_ids;     /* id in lower case, interned → const Session * */
    GHashTable *contributions;   /* Contribution *, of the session being read: a set by agency and
                                  * role */
    GHashTable *preparations;    /* preparation_dup_key → const Preparation * */
    const KeptZone *kept;        /* what is read was published once; NULL: it is a new file */
    bool is_open[N_NAMED_KINDS]; /* kinds of terms of which the file has no list */
    guint n_spare;               /* how many ids and dates were made up for records without a good
                                  * one */
} Reader;

/* `kept` is borrowed. */
void reader_init(Reader *reader, Findings *findings, const KeptZone *kept);
void reader_clear(Reader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

/* Adds an error at the place of a node; takes the hint, which may be NULL. */
void reader_error(Reader *reader, const Node *node, const char *rule, char *take_hint,
                  const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Adds a warning likewise. */
void reader_warning(Reader *reader, const Node *node, const char *rule, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* A hint that names the candidate nearest to a word. NULL if none is near, or if there are already
 * so many errors that nobody will read it. The caller owns it. */
char *reader_suggest(const Reader *reader, const char *word, const char *const *candidates,
                     gsize n_candidates);
