#pragma once

#include "history/sqlite/sqlite_database.h"

/* Whether a row of the table can be that of a token. */
#define SQLITE_TOKEN_IS_SOUND                                                                                                                                                                         \
    "coalesce(length(digest) = 64 AND " SQLITE_MADE_OF("digest", "0-9a-f") " AND length(lock) = 64 AND " SQLITE_MADE_OF("lock", "0-9a-f") " AND length(agenda) BETWEEN 1 AND 64 AND " SQLITE_MADE_OF( \
        "agenda",                                                                                                                                                                                     \
        "a-z0-9-") " AND length(agency) BETWEEN 1 AND 64 AND " SQLITE_MADE_OF("agency",                                                                                                               \
                                                                              "a-z0-9-") " AND (successor IS NULL OR " SQLITE_MADE_OF("successor",                                                    \
                                                                                                                                      "0-9a-f") ")"                                                   \
                                                                                                                                                " AND made BETWEEN 0 AND 253402300799"                \
                                                                                                                                                " AND (ends BETWEEN 0 AND 253402300799 OR ends = 9223372036854775807), 0)"
G_STATIC_ASSERT(CIVIL_MAX_STAMP == 253402300799);

/* Whether a text has no characters but these, and no NUL. */
#define SQLITE_MADE_OF(text, characters)                                                       \
    "(length(CAST(" text " AS BLOB)) = length(" text ") AND " text " NOT GLOB '*[^" characters \
    "]*')"

GArray *sqlite_tokens_list(SqliteDatabase *database, GStringChunk *strings, guint *out_malformed,
                           GError **error);

bool sqlite_tokens_put(SqliteDatabase *database, const GArray *tokens, GError **error);

bool sqlite_tokens_remove(SqliteDatabase *database, const char *digest, GError **error);
