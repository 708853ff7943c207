#pragma once

#include "history/sqlite/sqlite_database.h"
#include "model/address/id.h"

/* SQL conditions: whether a text has only these characters, and no NUL (at which length() ends);
 * whether it is a digest in hexadecimal digits; whether it is an id. */
#define SQLITE_MADE_OF(text, characters)                                                       \
    "(length(CAST(" text " AS BLOB)) = length(" text ") AND " text " NOT GLOB '*[^" characters \
    "]*')"
#define SQLITE_IS_DIGEST(text) "length(" text ") = 64 AND " SQLITE_MADE_OF(text, "0-9a-f")
#define SQLITE_IS_ID(text) \
    "length(" text ") BETWEEN 1 AND " G_STRINGIFY(ID_MAX) " AND " SQLITE_MADE_OF(text, ID_OCTETS)

/* SQL conditions: whether a row of the table can be a token, for each part and for the whole. A
 * comparison with NULL is NULL: hence coalesce. */
#define SQLITE_TOKEN_DIGESTS SQLITE_IS_DIGEST("digest") " AND " SQLITE_IS_DIGEST("lock")
#define SQLITE_TOKEN_IDS                                                                     \
    SQLITE_IS_ID("agenda")                                                                   \
    " AND iif(agency GLOB 'people/*', " SQLITE_IS_ID("substr(agency, 8)") ", " SQLITE_IS_ID( \
        "agency") ")"
#define SQLITE_TOKEN_SUCCESSOR "(successor IS NULL OR " SQLITE_MADE_OF("successor", "0-9a-f") ")"
#define SQLITE_TOKEN_TIMES                 \
    "made BETWEEN 0 AND 253402300799 AND " \
    "(ends BETWEEN 0 AND 253402300799 OR ends = 9223372036854775807)"
#define SQLITE_TOKEN_IS_SOUND                                                                \
    "coalesce(" SQLITE_TOKEN_DIGESTS " AND " SQLITE_TOKEN_IDS " AND " SQLITE_TOKEN_SUCCESSOR \
    " AND " SQLITE_TOKEN_TIMES ", 0)"
G_STATIC_ASSERT(CIVIL_MAX_STAMP == 253402300799);

/* The tokens of a history. These do what history_list_tokens, history_put_tokens and
 * history_remove_token say. All fail with HISTORY_ERROR. */
GArray *sqlite_tokens_list(SqliteDatabase *database, GStringChunk *strings, guint *out_malformed,
                           GError **error);

bool sqlite_tokens_put(SqliteDatabase *database, const GArray *tokens, GError **error);

bool sqlite_tokens_remove(SqliteDatabase *database, const char *digest, GError **error);
