#pragma once

#include "file/yaml/node.h"
#include "model/agenda/schema.h"

/* What all parts of the reader of an agenda share. */
typedef struct Reader {
    Findings *findings;
    Agenda *agenda;
    GHashTable *session_ids;   /* id in lower case, interned → const Session * */
    GHashTable *contributions; /* Contribution *, of the session being read: a set by agency and
                                * role */
    GHashTable *preparations;  /* preparation_dup_key → const Preparation * */
    guint n_spare;             /* how many ids and dates were made up for records without a good
                                * one */
} Reader;

void reader_init(Reader *reader, Findings *findings);
void reader_clear(Reader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

/* Adds an error at the place of a node; takes the hint, which may be NULL. */
void reader_error(Reader *reader, const Node *node, const char *rule, char *take_hint,
                  const char *format, ...) G_GNUC_PRINTF(5, 6);

/* A hint that names the candidate nearest to a word. NULL if none is near, or if there are already
 * so many errors that nobody will read it. The caller owns it. */
char *reader_suggest(const Reader *reader, const char *word, const char *const *candidates,
                     gsize n_candidates);
