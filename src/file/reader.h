#pragma once

#include "file/yaml/node.h"
#include "model/agenda/schema.h"

/* What all parts of reading an agenda share. */
typedef struct Reader {
    Findings *findings;
    Agenda *agenda;
    GHashTable *session_ids;   /* id in lower case, interned → const Session * */
    GHashTable *contributions; /* of the session that is being read: Contribution *, as a set by
                                  agency and role */
    GHashTable *preparations;  /* what tells it from the others → const Preparation * */
    guint n_spare;             /* names and dates made up for records that have no good one */
} Reader;

void reader_init(Reader *reader, Findings *findings);
void reader_clear(Reader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

/* Adds an error where the node is; takes hint (may be NULL). */
void reader_error(Reader *reader, const Node *node, const char *rule, char *take_hint,
                  const char *format, ...) G_GNUC_PRINTF(5, 6);

/* A hint that names the candidate nearest to the word; NULL if none is near, or if there are so
 * many errors already that nobody will read it. The caller's own. */
char *reader_suggest(const Reader *reader, const char *word, const char *const *candidates,
                     gsize n_candidates);
