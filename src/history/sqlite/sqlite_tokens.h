#pragma once

#include "history/sqlite/sqlite_database.h"
#include "model/address/id.h"

/* Whether a text has no characters but these, and no NUL. */
#define SQLITE_MADE_OF(text, characters)                                                       \
    "(length(CAST(" text " AS BLOB)) = length(" text ") AND " text " NOT GLOB '*[^" characters \
    "]*')"

#define SQLITE_IS_ID(text) \
    "length(" text ") BETWEEN 1 AND " G_STRINGIFY(ID_MAX) " AND " SQLITE_MADE_OF(text, ID_OCTETS)

#define SQLITE_IS_DIGEST(text) "length(" text ") = 64 AND " SQLITE_MADE_OF(text, "0-9a-f")

#define SQLITE_TOKEN_KEYS SQLITE_IS_DIGEST("digest") " AND " SQLITE_IS_DIGEST("lock")
#define SQLITE_TOKEN_OWNER SQLITE_IS_ID("agenda") " AND " SQLITE_IS_ID("agency")
#define SQLITE_TOKEN_HEIR "(successor IS NULL OR " SQLITE_MADE_OF("successor", "0-9a-f") ")"
#define SQLITE_TOKEN_TIMES                                                     \
    "made BETWEEN 0 AND 253402300799 AND (ends BETWEEN 0 AND 253402300799 OR " \
    "ends = 9223372036854775807)"

/* Whether a row of the table can be that of a token. */
#define SQLITE_TOKEN_IS_SOUND                                                          \
    "coalesce(" SQLITE_TOKEN_KEYS " AND " SQLITE_TOKEN_OWNER " AND " SQLITE_TOKEN_HEIR \
    " AND " SQLITE_TOKEN_TIMES ", 0)"
G_STATIC_ASSERT(CIVIL_MAX_STAMP == 253402300799);

GArray *sqlite_tokens_list(SqliteDatabase *database, GStringChunk *strings, guint *out_malformed,
                           GError **error);

bool sqlite_tokens_put(SqliteDatabase *database, const GArray *tokens, GError **error);

bool sqlite_tokens_remove(SqliteDatabase *database, const char *digest, GError **error);
