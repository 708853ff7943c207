#pragma once

#include <glib.h>

/*
 * Seals a text for the holder of a token, without knowing the token.
 *
 * Each token has a lock, which may be stored anywhere: the token cannot be derived from it. A text
 * that was sealed with the lock can be opened only with the token (X25519, libsodium's sealed
 * boxes). Locks and sealed texts are written in hexadecimal digits.
 */

/* The lock of a token. The caller owns it. */
char *seal_lock_of(const char *token);

/* Seals a text with a lock; the result differs each time. The caller owns it. NULL if `lock` is not
 * a lock. */
char *seal_close(const char *text, const char *lock);

/* Recovers the text. The caller owns it. NULL if it was not sealed for this token, or is damaged.
 * */
char *seal_open(const char *sealed, const char *token);
